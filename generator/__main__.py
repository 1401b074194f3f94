"""`python -m generator` is the same as `alongside`."""

from generator.cli import main

main()

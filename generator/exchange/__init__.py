"""Carrying a directory out and others' lists in: CSV, JSON Lines and HSDS.

Out: `sources.py` reads every file as it is written, and one module a form makes bytes of it.
In: the same module makes `Record` values of bytes, `matching.py` finds what is here already,
`planning.py` checks what would become of the files, and `writing.py` writes it.
"""

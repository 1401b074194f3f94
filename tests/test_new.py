"""`alongside new` from outside: what somebody types, and the file that comes of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from command import alongside, command
from sites import DAY, contents, make_root, put

ENTRIES = "content/resources"
STORIES = "content/stories"


def new(root: Path, answers: str | bytes, *args: str) -> subprocess.CompletedProcess[str]:
    """Run `alongside new`, with a line of standard input for each answer."""
    typed = answers.encode() if isinstance(answers, str) else answers
    done = subprocess.run(
        command("new", *args, "--root", root, "--today", DAY),
        input=typed,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


@pytest.fixture(scope="session")
def formatted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a root in canonical form, with its schemas, that nobody may change."""
    root = make_root(tmp_path_factory.mktemp("new") / "root")
    shutil.rmtree(root / "themes")
    assert alongside("fmt", "--root", root).returncode == 0
    return root


@pytest.fixture
def root(formatted: Path, tmp_path: Path) -> Path:
    """Give a root in canonical form."""
    return shutil.copytree(formatted, tmp_path / "root")


def written(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """Return the files that are new; all others are as they were."""
    after = contents(root)
    assert before.items() <= after.items()
    return {path: data.decode() for path, data in after.items() if path not in before}


def assert_in_order(root: Path) -> None:
    """The whole directory has no problem and is in canonical form."""
    checked = alongside("check", "--root", root, "--today", DAY)
    assert (checked.stdout, checked.returncode) == ("No problems.\n", 0)
    formatted = alongside("fmt", "--root", root, "--check")
    assert formatted.returncode == 0, formatted.stdout


def assert_nothing_written(
    root: Path, before: dict[str, bytes], done: subprocess.CompletedProcess[str]
) -> None:
    """Exit code 1, said in words, and no file is new, changed or half-written."""
    assert done.returncode == 1
    assert "Nothing was written." in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(root) == before


GARDEN = """\
The Old Orchard: apples

https://orchard.example.org/
1
An old orchard that neighbours look after, #1 in town.
GB, ie
en
The orchard
1 Orchard Lane
Leeds

uk
y
n

Come by on a Sunday.
Anybody may come, and nobody needs to know how to prune. You get a ladder, a saw and somebody who shows you.
- apples
- pears



2, herbs
free
y
Gate
020 7946 0987
Sundays 10 to 4
y
Office


orchard@example.org

n
https://orchard.example.org/about
https://news.example.org/orchard?id=1


y
"""
GARDEN_FILE = """\
# yaml-language-server: $schema=../schema/entry.json
name: "The Old Orchard: apples"
kind: shared-garden
url: https://orchard.example.org/
summary: "An old orchard that neighbours look after, #1 in town."
plants: [vegetables, herbs]
cost: free
serves: [GB, IE]
languages: [en]
first_step: Come by on a Sunday.
description: |
  Anybody may come, and nobody needs to know how to prune. You get a ladder, a saw and
  somebody who shows you.

  - apples
  - pears
places:
  - name: The orchard
    address: 1 Orchard Lane
    city: Leeds
    country: GB
contact:
  - label: Gate
    phone: "020 7946 0987"
    hours: Sundays 10 to 4
  - label: Office
    email: orchard@example.org
added: 2026-11-22
sources:
  - https://orchard.example.org/about
  - https://news.example.org/orchard?id=1
"""


def test_entry(root: Path) -> None:
    """A whole entry, with what its kind requires; the file is canonical and has no problem."""
    before = contents(root)
    done = new(root, GARDEN)
    assert (done.returncode, done.stderr) == (0, "")
    path = f"{ENTRIES}/the-old-orchard-apples.yaml"
    assert written(root, before) == {path: GARDEN_FILE}
    assert f"Written: {path}\n" in done.stdout
    assert GARDEN_FILE in done.stdout
    assert "alongside serve" in done.stdout
    assert "pull request" in done.stdout
    assert_in_order(root)


SWAP = """\
Swap Box

https://swap.example.org/
seed-swap
Leave seeds, take seeds.
worldwide
en











"""
SWAP_FILE = """\
# yaml-language-server: $schema=../schema/entry.json
name: Swap Box
kind: seed-swap
url: https://swap.example.org/
summary: Leave seeds, take seeds.
serves: [worldwide]
languages: [en]
added: 2026-11-22
"""


def test_what_is_not_known_is_left_out(root: Path) -> None:
    """Enter leaves an optional field out, takes the proposed name, adds no contact and writes."""
    before = contents(root)
    done = new(root, SWAP, "entry")
    assert done.returncode == 0, done.stderr
    assert written(root, before) == {f"{ENTRIES}/swap-box.yaml": SWAP_FILE}
    assert_in_order(root)


def test_what_is_needed_is_enough(root: Path) -> None:
    """Whoever says so after the last needed answer is asked nothing more."""
    done = new(root, SWAP.replace("worldwide\nen\n\n", "worldwide\nen\nn\n"))
    assert done.returncode == 0, done.stderr
    assert "First step" not in done.stdout
    assert (root / ENTRIES / "swap-box.yaml").read_text("utf-8") == SWAP_FILE


def test_enter_takes_what_is_proposed(root: Path) -> None:
    """An address without its beginning need not be typed again."""
    done = new(root, SWAP.replace("https://swap.example.org/", "swap.example.org/\n"))
    assert done.returncode == 0, done.stderr
    assert "Enter takes it." in done.stdout
    assert (root / ENTRIES / "swap-box.yaml").read_text("utf-8") == SWAP_FILE


def test_terms_may_ask_for_more(root: Path) -> None:
    """What a term asks about is a question, and no warning where nobody knows it."""
    path = "content/vocabularies/kinds.yaml"
    text = (root / path).read_text("utf-8")
    assert "Hours\n" not in new(root, SWAP).stdout
    (root / ENTRIES / "swap-box.yaml").unlink()
    put(root, {path: text.replace("  seed-swap:\n", "  seed-swap:\n    asks: [hours]\n")})
    done = new(root, SWAP + "\n")
    assert done.returncode == 0, done.stderr
    assert "Hours\n" in done.stdout
    assert "warning" not in done.stdout


def test_what_is_on_no_website_has_a_place(root: Path) -> None:
    """A leaflet is no address, and the notes that can name it are asked for below."""
    lines = SWAP.split("\n")
    lines[15:17] = ["The ward's leaflet", "", "From the ward's leaflet", ""]
    done = new(root, "\n".join([*lines, ""]))
    assert done.returncode == 0, done.stderr
    assert "belongs in “Curator notes”" in " ".join(done.stdout.split())
    notes = "added: 2026-11-22\ncurator_notes: From the ward's leaflet\n"
    text = (root / ENTRIES / "swap-box.yaml").read_text("utf-8")
    assert text == SWAP_FILE.replace("added: 2026-11-22\n", notes)


TOMATOES = """\
A winter of kale

Ada B.
published-elsewhere
The Plot
https://plot.example.org/kale

Kale under snow, and what it taught one grower.

veg
y
meadow
y
Ada grew kale for the first time. She asked at the garden how to keep it.
Then it snowed.

y
"""
TOMATOES_FILE = """\
---
title: A winter of kale
person: Ada B.
publisher: The Plot
url: https://plot.example.org/kale
consent: published-elsewhere
summary: Kale under snow, and what it taught one grower.
plants: [vegetables]
resources: [long-meadow]
language: en
added: 2026-11-22
---

Ada grew kale for the first time. She asked at the garden how to keep it.

Then it snowed.
"""


def test_story(root: Path) -> None:
    """A whole story: entries are named by a near name, the text lies below the fields."""
    before = contents(root)
    done = new(root, TOMATOES, "story")
    assert (done.returncode, done.stderr) == (0, "")
    assert "“meadow”: do you mean “Long Meadow Garden”? [Y/n] y" in done.stdout
    assert written(root, before) == {f"{STORIES}/a-winter-of-kale.md": TOMATOES_FILE}
    assert_in_order(root)


OWN_STORY = """\
Beans


given to us



Beans climb.



Ada told us of her beans.

y
"""


def test_story_told_here_needs_its_text(root: Path) -> None:
    """Without an address elsewhere the text is asked for until there is one."""
    done = new(root, OWN_STORY, "story")
    assert done.returncode == 0, done.stderr
    assert "Text  (needed)" in done.stdout
    assert done.stdout.count("This one is needed.") == 1
    assert "\nAda told us of her beans.\n" in (root / STORIES / "beans.md").read_text("utf-8")
    assert_in_order(root)


MISTAKES = """\

Swap Box
Swap Box
swap-box
orchard.example.org
https://swap.example.org/
hammock
3
{long}
A miracle of a box.
n
Leave seeds, take seeds.

xx, worldwide

en







perhaps
y




n

y
y

12
+44 20 7946 0987

n
no address
https://swap.example.org/about


y
"""


def test_mistakes_are_explained_at_once(root: Path) -> None:
    """Each is said in the words of `check`, and asked again; what is written is in order."""
    done = new(root, MISTAKES.format(long="x" * 241))
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    for sentence in (
        "This one is needed.",
        "The file's name becomes the page's address, and “Swap Box” cannot be one.",
        "A web address must begin with https:// (or http://)",
        "Nothing here is like “hammock”.",
        "“Summary” has 241 characters; 240 is the most.",
        "“miracle” may promise more than anybody can keep.",
        "Nothing here is like “xx”.",
        "Please answer y for yes or n for no.",
        "“12” has too few digits for a number.",
        "This web address has a space in it",
    ):
        assert sentence in said.replace(" ! ", " "), sentence
    extra = (
        'contact:\n  - phone: "+44 20 7946 0987"\nadded: 2026-11-22\n'
        "sources:\n  - https://swap.example.org/about\n"
    )
    text = (root / ENTRIES / "swap-box.yaml").read_text("utf-8")
    assert text == SWAP_FILE.replace("added: 2026-11-22\n", extra)
    assert_in_order(root)


@pytest.mark.parametrize(
    ("typed", "kind", "is_asked_back"),
    [
        ("3", "seed-swap", False),
        ("SEED  swap", "seed-swap", False),
        ("seeds by post\ny", "seed-swap", True),
        ("sed swap\n", "seed-swap", True),
        ("shared\nn\ntool-library", "tool-library", True),
        ("?\n9\n0\n\n2", "tool-library", False),
        ("allotment\nseed-swap", "seed-swap", False),
    ],
)
def test_ways_to_choose_a_term(typed: str, kind: str, is_asked_back: bool, root: Path) -> None:
    """A number, an id, a label; another word or a near spelling is asked back first."""
    done = new(root, SWAP.replace("\nseed-swap\n", f"\n{typed}\n"))
    assert done.returncode == 0, done.stderr
    text = (root / ENTRIES / "swap-box.yaml").read_text("utf-8")
    assert text == SWAP_FILE.replace("seed-swap", kind)
    assert ("do you mean" in done.stdout) == is_asked_back


@pytest.mark.parametrize(
    ("typed", "serves"),
    [
        ("1 2", "[worldwide, GB]"),
        ("GB, gb, United Kingdom", "[GB]"),
        ("france, Norway, IE", '[FR, IE, "NO"]'),
        ("United, Kingdom\ny\ny", "[GB]"),
        ("Nowhere at all\nuk, worldwide\ny", "[worldwide, GB]"),
    ],
)
def test_ways_to_choose_several(typed: str, serves: str, root: Path) -> None:
    """Several are separated by commas; a standard's codes are found by name, too."""
    done = new(root, SWAP.replace("\nworldwide\n", f"\n{typed}\n"))
    assert done.returncode == 0, done.stderr
    text = (root / ENTRIES / "swap-box.yaml").read_text("utf-8")
    assert text == SWAP_FILE.replace("[worldwide]", serves)


def test_words_that_mean_several_terms_are_listed(root: Path) -> None:
    """Whoever means one of several sees them with their numbers."""
    path = "content/vocabularies/kinds.yaml"
    text = (root / path).read_text("utf-8")
    put(root, {path: text.replace("[borrow a spade]", "[borrow a spade, seeds by post]")})
    done = new(root, SWAP.replace("\nseed-swap\n", "\nseeds by post\n3\n"))
    assert done.returncode == 0, done.stderr
    listed = "Enter leaves it out.\n   2  Tool library\n   3  Seed swap\n> 3\n  = Seed swap\n"
    assert listed in done.stdout
    assert (root / ENTRIES / "swap-box.yaml").read_text("utf-8") == SWAP_FILE


def test_label_with_commas_stays_whole(root: Path) -> None:
    """A comma within a label does not divide it."""
    path = "content/vocabularies/plants.yaml"
    text = (root / path).read_text("utf-8")
    put(root, {path: text.replace("label: Herbs", "label: Mint, sage and thyme")})
    lines = SWAP.split("\n")
    lines[12] = "Mint, sage and thyme, roots"
    done = new(root, "\n".join(lines))
    assert done.returncode == 0, done.stderr
    assert "\nplants: [roots, herbs]\n" in (root / ENTRIES / "swap-box.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ["seed-post", "Seed-Post", "meadow-plot"])
def test_taken_name_is_refused(name: str, root: Path) -> None:
    """No file is overwritten, and no old address is taken away."""
    before = contents(root)
    done = new(root, SWAP.replace("Swap Box\n\n", f"Swap Box\n{name}\nother-box\n"))
    assert done.returncode == 0, done.stderr
    assert written(root, before) == {f"{ENTRIES}/other-box.yaml": SWAP_FILE}
    assert "!" in done.stdout
    assert name in done.stdout


def test_file_that_cannot_be_read_keeps_its_name(root: Path) -> None:
    """A broken file, also one in a folder below, still has its id."""
    put(root, {f"{ENTRIES}/north/swap-box.yaml": "name: [\n"})
    done = new(root, SWAP.replace("Swap Box\n\n", "Swap Box\n\nother-box\n"))
    assert f"There is a file {ENTRIES}/north/swap-box.yaml already." in done.stdout
    assert (root / ENTRIES / "other-box.yaml").read_text("utf-8") == SWAP_FILE


def test_similar_name_is_asked_back(root: Path) -> None:
    """Also a former name, near enough; who finds the entry there writes nothing."""
    before = contents(root)
    for name in ("Seed Posts", "the meadow"):
        done = new(root, f"{name}\nn\n")
        assert_nothing_written(root, before, done)
        assert "Is yours another one? [Y/n] n" in done.stdout
        assert "Then change that file instead." in done.stdout
    assert f"Long Meadow Garden: {ENTRIES}/long-meadow.yaml" in done.stdout
    done = new(root, SWAP.replace("Swap Box\n", "Seed Posts\ny\n"))
    assert done.returncode == 0, done.stderr
    assert (root / ENTRIES / "seed-posts.yaml").exists()


def test_same_address_is_asked_back(root: Path) -> None:
    """However the address is written; afterwards the warning of `check` is shown."""
    before = contents(root)
    address = "http://www.seeds.example.org"
    done = new(root, SWAP.replace("https://swap.example.org/", f"{address}\nn"))
    assert_nothing_written(root, before, done)
    assert f"Seed Post: {ENTRIES}/seed-post.yaml" in done.stdout
    done = new(root, SWAP.replace("https://swap.example.org/", f"{address}\ny"))
    assert done.returncode == 0, done.stderr
    assert "warning[same-address]" in done.stdout


@pytest.mark.parametrize("lines", [0, 1, 3, 7, 13])
def test_end_of_input_writes_nothing(lines: int, root: Path) -> None:
    """Wherever it ends, also before the last yes."""
    before = contents(root)
    typed = "".join(line + "\n" for line in SWAP.split("\n")[:lines])
    assert_nothing_written(root, before, new(root, typed))


def test_last_no_writes_nothing(root: Path) -> None:
    """The file was shown and is not wanted."""
    before = contents(root)
    done = new(root, GARDEN.removesuffix("y\n") + "n\n")
    assert GARDEN_FILE in done.stdout
    assert_nothing_written(root, before, done)


def test_other_encoding_writes_nothing(root: Path) -> None:
    """Letters that are no UTF-8 end it in words."""
    before = contents(root)
    assert_nothing_written(root, before, new(root, "Gr\xfcn\n".encode("latin-1")))


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_interrupt_writes_nothing(root: Path) -> None:
    """Ctrl+C in the middle of a question."""
    before = contents(root)
    with subprocess.Popen(
        command("new", "--root", root, "--today", DAY),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"Swap Box\n")
        process.stdin.flush()
        while b"Enter takes swap-box" not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
    done = subprocess.CompletedProcess("", process.returncode, stdout.decode(), stderr.decode())
    assert_nothing_written(root, before, done)


def test_settings_must_be_readable(root: Path) -> None:
    """Without vocabularies nobody knows the questions."""
    put(root, {"content/vocabularies/kinds.yaml": "field: [\n"})
    done = new(root, SWAP)
    assert (done.returncode, done.stdout) == (1, "")
    assert "`alongside check` shows what is wrong there." in done.stderr


def test_wrong_use_gives_two(root: Path) -> None:
    """There is nothing else that is new."""
    done = new(root, "", "guide")
    assert done.returncode == 2
    assert "guide" in done.stderr


def test_no_question_asks_for_a_verification(root: Path) -> None:
    """Nobody has verified what was only just written down."""
    assert "verified" not in new(root, GARDEN).stdout.casefold()


def test_other_mistakes_of_the_directory_are_not_shown(root: Path) -> None:
    """Only what is new is the writer's concern; an old mistake stops nobody."""
    put(root, {f"{ENTRIES}/seed-post.yaml": "name: Seed Post\n"})
    done = new(root, SWAP)
    assert done.returncode == 0
    assert "seed-post" not in done.stdout
    assert "error" not in done.stdout

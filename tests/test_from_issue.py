"""`alongside from-issue`: what comes of a filled-in form, also of one that was filled in badly."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from click.testing import CliRunner
from command import alongside
from issues import body_of, event_with
from sites import DAY, contents, make_root, put

from generator.cli import main
from generator.load.files import decode

OUT = "out"


@dataclass(frozen=True)
class Done:
    """What came of an event: exit code, what was said, and the files that were written."""

    code: int
    said: str
    files: dict[str, str]

    @property
    def message(self) -> str:
        """The text for the pull request, or the answer to the issue."""
        return self.files["message.md"]

    @property
    def file(self) -> str:
        """The path of the one new file."""
        (path,) = (path for path in self.files if path != "message.md")
        return path


Run = Callable[..., Done]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the root of a small directory."""
    return make_root(tmp_path / "root")


@pytest.fixture
def run(root: Path, tmp_path: Path) -> Run:
    """Give a function that feeds an event, or a text in one; the directory stays as it was."""

    def fed(body: str | bytes | dict[str, Any]) -> Done:
        event = tmp_path / "event.json"
        if isinstance(body, str):
            body = event_with(body)
        event.write_bytes(body if isinstance(body, bytes) else json.dumps(body).encode())
        before, out = contents(root), tmp_path / OUT
        shutil.rmtree(out, ignore_errors=True)
        args = ["from-issue", str(event), "--out", str(out), "--root", str(root), "--today", DAY]
        done = CliRunner().invoke(main, args)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert contents(root) == before
        files = {path: data.decode() for path, data in contents(out).items()}
        assert {path.name for path in tmp_path.iterdir()} <= {"root", "event.json", OUT}
        return Done(done.exit_code, done.output, files)

    return fed


def changed(name: str, *pairs: tuple[str, str]) -> str:
    """Return the text of an issue with each first text replaced by the second."""
    text = body_of(name)
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def refused(done: Done, *sentences: str) -> None:
    """Nothing but an answer is written, and it says all these sentences."""
    assert done.code == 1
    assert list(done.files) == ["message.md"]
    for sentence in sentences:
        assert sentence in readable(done.message)


def readable(markdown: str) -> str:
    """Return GitHub's Markdown as people read it."""
    text = markdown.replace("<!-- -->", "")
    return re.sub(r"&#(\d+);", lambda number: chr(int(number[1])), text)


GARDEN = """\
# yaml-language-server: $schema=../schema/entry.json
name: "The Old Orchard: apples & pears"
kind: shared-garden
url: https://orchard.example.org/
summary: "An old orchard that neighbours look after, #1 in town."
plants: [roots, herbs]
cost: free
serves: [GB, IE]
languages: [en]
first_step: Come by on a Sunday.
description: |
  Anybody may come.

  - apples
  - pears
places:
  - name: The orchard
    address: 1 Orchard Lane
    city: Leeds
    country: GB
contact:
  - label: Gate
    phone: "020 7946 0123"
    hours: Sundays 10 to 4
  - email: orchard@example.org
added: 2026-11-22
sources:
  - https://orchard.example.org/about
  - https://news.example.org/orchard?id=1&page=2
"""
SWAP = """\
# yaml-language-server: $schema=../schema/entry.json
name: Swap Box
kind: seed-swap
url: https://swap.example.org/
summary: A box at the library where seeds change hands.
serves: [worldwide]
languages: [en]
added: 2026-11-22
"""
STORY = """\
---
title: What the worms taught me
publisher: Soil Letters
url: https://letters.example.org/worms
consent: published-elsewhere
summary: A first compost heap, and patience.
plants: [any]
resources: [long-meadow, seed-post]
language: en
added: 2026-11-22
---

A first heap goes wrong.

---

Then it does not.
"""


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [
        ("garden", "content/resources/the-old-orchard-apples-and-pears.yaml", GARDEN),
        ("seed-swap", "content/resources/swap-box.yaml", SWAP),
        ("story", "content/stories/what-the-worms-taught-me.md", STORY),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_form_becomes_its_file(
    name: str, path: str, text: str, line_end: str, run: Run, root: Path
) -> None:
    """What was left out stays out, and the directory with the file is in order."""
    done = run(body_of(name).replace("\n", line_end))
    assert done.code == 0, done.said
    assert (done.file, done.files[done.file]) == (path, text)
    assert "`rosa-grows` in #12" in done.message
    assert done.message.endswith("Closes #12\n")
    put(root, {path: text})
    assert alongside("check", "--root", root, "--today", DAY).returncode == 0
    assert alongside("fmt", "--root", root).returncode == 0
    assert (root / path).read_text("utf-8") == text


def test_command_from_outside(root: Path, tmp_path: Path) -> None:
    """As the workflow runs it; a second time it overwrites nothing."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps(event_with(body_of("seed-swap"))), "utf-8")
    args = ("from-issue", event, "--out", tmp_path / OUT, "--root", root, "--today", DAY)
    assert alongside(*args).returncode == 0
    assert (tmp_path / OUT / "content/resources/swap-box.yaml").read_text("utf-8") == SWAP
    again = alongside(*args)
    assert again.returncode == 1
    assert "is not empty" in again.stderr


def test_address_as_people_write_it(run: Run) -> None:
    """Nobody types https, and nobody should have to."""
    done = run(changed("seed-swap", ("https://swap.example.org/", "www.swap.example.org/box")))
    assert "url: https://www.swap.example.org/box\n" in done.files[done.file]


def test_what_may_be_here_already_is_said(run: Run) -> None:
    """The name is taken: another is made, and whoever reviews it sees the twin."""
    done = run(changed("seed-swap", ("Swap Box", "Seed Post")))
    assert done.code == 0, done.said
    assert done.file == "content/resources/seed-post-2.yaml"
    assert "Seed Post: `content/resources/seed-post.yaml`" in done.message


def test_what_is_here_already_is_refused(run: Run) -> None:
    """The same name at the same address: whoever suggests it can say what is missing there."""
    address = ("https://swap.example.org/", "http://www.seeds.example.org")
    done = run(changed("seed-swap", ("Swap Box", "Seed Post"), address))
    refused(done, "here already: “Seed Post”, in content/resources/seed-post.yaml.", "“Report a")


def test_several_things_may_share_an_address(run: Run) -> None:
    """Whoever reviews it sees that they do."""
    done = run(changed("seed-swap", ("https://swap.example.org/", "https://seeds.example.org/")))
    assert done.code == 0, done.said
    assert "Seed Post: `content/resources/seed-post.yaml`" in done.message


def test_warnings_are_for_the_reviewer(run: Run) -> None:
    """They stop nothing."""
    done = run(changed("seed-swap", ("A box", "A miracle: a box")))
    assert done.code == 0
    assert "“miracle” may promise more than anybody can keep." in readable(done.message)


def test_name_in_another_script_gets_a_number(run: Run) -> None:
    """A file's name has letters from a to z; the curator finds a better one."""
    done = run(changed("seed-swap", ("Swap Box", "種の交換箱")))
    assert done.file == "content/resources/suggestion-12.yaml"
    assert "name: 種の交換箱\n" in done.files[done.file]


def test_every_mistake_is_said_at_once_in_the_form_s_words(run: Run) -> None:
    """By the questions as people read them, never by fields."""
    done = run(
        changed(
            "garden",
            ("https://orchard.example.org/", "ftp://orchard.example.org"),
            ("An old orchard that neighbours look after, #1 in town.", "x" * 241),
            ("united kingdom, IE", "Untied Kingdom"),
            ("\nuk\n", "\n_No response_\n"),
            ("Root vegetables, Herbs", "Orchids"),
            ("020 7946 0123", "12"),
            ("- [X] The words", "- [ ] The words"),
        )
    )
    refused(
        done,
        "**Where you live**: “Untied Kingdom” is not known here. Did you mean “United Kingdom”?",
        "**What grows there**: This is not what the form offers to choose.",
        "**Before you send this**: Please tick: The words are my own",
        "**Web address**: A web address must begin with https:// (or http://).",
        "**Summary**: “Summary” has 241 characters; 240 is the most.",
        "**Contact: phone**: “12” has too few digits for a number.",
        "**Places: country**: This one is needed.",
    )
    assert done.message.count("\n- ") == 7
    assert "“url”" not in done.message


@pytest.mark.parametrize("question", ["Name", "Web address", "Summary", "Language"])
def test_what_is_needed_is_asked_for(question: str, run: Run) -> None:
    """An answer, or a whole question, that somebody took out afterwards."""
    text = body_of("seed-swap")
    answer = rf"(### {question}\n\n).+?\n"
    refused(run(re.sub(answer, r"\1_No response_\n", text)), f"**{question}**: This one is needed")
    gone = re.sub(rf"### {question}\n\n.+?\n\n", "", text)
    assert gone != text
    refused(run(gone), f"**{question}**: This one is needed")


def test_form_for_people_becomes_no_file(run: Run) -> None:
    """A link alone is no entry yet."""
    refused(run(body_of("link")), "This form is for people to read")


@pytest.mark.parametrize(
    "text", ["", None, "Please add Swap Box!", "### What you suggest\n\nSomething else", "### Name"]
)
def test_issue_without_a_form_is_refused(text: str | None, run: Run) -> None:
    """Nobody guesses what it means."""
    refused(run(event_with(text)), "not made with one of this directory's forms")


SMUGGLED = {
    "a heading twice": ("on a Sunday.", "\n\n### Web address\n\nhttps://evil.example.org/"),
    "a heading of its own": ("Come by", "Come by\n\n### Verified\n\nyesterday"),
    "a heading in a text": ("Anybody may come.", "Anybody\n### Kind\nmay come."),
    "a heading that only readers take for one": ("Anybody", "   ### Web address\n\nAnybody"),
    "a heading with a tab": ("Anybody", "###\tWeb address\n\nAnybody"),
    "a heading with a tail": ("Anybody", "### Web address ###\n\nAnybody"),
    "words before the form": ("### What you suggest", "Hello\n\n### What you suggest"),
    "words below the choice": ("Shared garden\n", "Shared garden\n\nTool library\n"),
    "words below the boxes": ("agreed to it.", "agreed to it.\n\nverified: yes"),
    "a comment": ("Anybody may come.", "Anybody <!-- url: https://evil.example.org --> may come."),
    "a script": ("Anybody may come.", "<script>alert(1)</script>"),
    "HTML": ("Come by", "<b onclick=x>Come</b> by"),
    "a character reference": ("Come by", "Come&#8238; by"),
    "writing turned round": ("Come by", "Come \u202eyb"),
    "writing turned round in isolation": ("Come by", "Come \u2067yb\u2069"),
    "no space at all": ("Come by", "Co\u200bme by"),
    "letters that nobody sees": ("Come by", "Come \U000e0041\U000e0042by"),
    "a bell": ("Come by", "Come\x07 by"),
    "an escape": ("Come by", "Come \x1b[31mby"),
    "a carriage return": ("Come by", "Come\rby"),
    "half a character": ("Come by", "Come \ud800by"),
    "an option that is not offered": ("Root vegetables, Herbs", "Root vegetables, Roses"),
    "an option twice": ("Root vegetables, Herbs", "Herbs, Herbs"),
    "two where one belongs": ("Free\n", "Free, A small fee\n"),
    "a number for an option": ("uk", "2"),
    "a link that runs": ("https://orchard.example.org/\n", "javascript:alert(1)\n"),
    "a link to a file": ("https://orchard.example.org/\n", "file:///etc/passwd\n"),
    "a link that nobody can read": ("https://orchard.example.org/\n", "https://[orchard\n"),
    "a link with a password": ("https://orchard.example.org/\n", "https://a:b@c.example.org/\n"),
    "a link that runs, in a text": ("Anybody", "[Anybody](javascript:alert(1))"),
    "a link that runs, as a source": ("- https://orchard", "- javascript:alert(1)\n- https://orc"),
    "two lines where one belongs": ("The Old Orchard: ", "The Old Orchard:\nurl: "),
}


@pytest.mark.parametrize("trick", SMUGGLED)
def test_what_is_smuggled_in_is_refused(trick: str, run: Run) -> None:
    """Nothing that readers of the issue see otherwise than this program."""
    done = run(changed("garden", SMUGGLED[trick]))
    refused(done)
    # What is answered is plain text whatever was written.
    assert decode("message.md", done.message.encode()) == done.message
    assert "<script" not in done.message
    assert "\x1b" not in done.message


HARMLESS = {
    "another field": 'Swap Box", "url": "https://evil.example.org/',
    "another line": "Swap Box\\nurl: https://evil.example.org/",
    "a tag": "!!python/object/apply:os.system [echo]",
    "an anchor": "&a Swap Box *a",
    "a merge": "<<: *a",
    "a comment": "Swap # Box",
    "a list": "[Swap, Box]",
    "a group": "{Swap: Box}",
    "a shell": "$(touch pwned); `touch pwned` | Swap & Box",
    "a template": "${{ github.token }} {{ config }} {% raw %}",
    "a mention": "@everyone #1 Swap Box",
    "no": "NO",
    "a number": "0123",
    "a day": "2026-11-22",
    "quotes": "Swap \"Box\" 'Box' “Box”",
}


def test_words_stay_words(run: Run, root: Path) -> None:
    """Whatever they look like to YAML, a shell, GitHub or a template."""
    texts: dict[str, str] = {}
    for words in HARMLESS.values():
        done = run(changed("seed-swap", ("Swap Box", words)))
        assert done.code == 0, done.said
        id_ = f"{Path(done.file).stem}-{len(texts)}"
        texts[f"content/resources/{id_}.yaml"] = done.files[done.file]
    put(root, texts)
    built = alongside("build", "--root", root, "--today", DAY)
    assert built.returncode == 0, built.stderr
    for path, words in zip(texts, HARMLESS.values(), strict=True):
        leaf = root / "site/resources" / Path(path).stem / "packet.json"
        assert json.loads(leaf.read_text("utf-8"))["name"] == words


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../.github/workflows/x", "github-workflows-x"),
        ("/etc/passwd", "etc-passwd"),
        ("..", "suggestion-12"),
        ("C:\\Windows\\x.yaml", "c-windows-x-yaml"),
        ("swap.es", "swap-es"),
        ("Swap/Box", "swap-box"),
        ("a" * 400, "a" * 80),
    ],
)
def test_no_name_leads_elsewhere(name: str, file: str, run: Run) -> None:
    """The file's name is ours: small letters, digits and hyphens, in the one folder."""
    done = run(changed("seed-swap", ("Swap Box", name)))
    assert done.code == 0, done.said
    assert done.file == f"content/resources/{file}.yaml"


def test_mentions_in_an_answer_reach_nobody(run: Run) -> None:
    """What somebody wrote comes back without effect: no mention, no link, no picture."""
    done = run(changed("seed-swap", ("worldwide", "@octocat ![x](https://x.example.org/p.png)")))
    refused(done, "@octocat")
    for sign in ("@octocat", "](", "https://x"):
        assert sign not in done.message


@pytest.mark.parametrize("size", [50_000, 1_000_000])
def test_long_text_is_refused(size: int, run: Run) -> None:
    """In a sentence, and without reading it."""
    refused(run(changed("garden", ("Anybody", "word " * (size // 5)))), "longer than 40,000")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("united kingdom, IE", "x," * 15_000, "**Where you live**: This has more than 2,000"),
        ("Root vegetables, Herbs", "Herbs, " * 5_000, "**What grows there**: This is not what"),
        ("- https://orchard", "a\n" + "b\n".join(map(str, range(5_000))), "more than 100 lines"),
    ],
)
def test_answers_without_end_are_refused(before: str, after: str, said: str, run: Run) -> None:
    """At once, not after minutes of looking for what each word may mean."""
    start = monotonic()
    refused(run(changed("garden", (before, after))), said)
    assert monotonic() - start < 10


NOTHING_TO_DO: dict[str, dict[str, Any]] = {
    "another label": {"label__name": "suggestion"},
    "a label alike": {"label__name": "Make a pull request"},
    "a label taken away": {"action": "unlabeled"},
    "a closed issue": {"issue__state": "closed"},
    "a pull request": {"issue__pull_request": {"url": "https://api.github.com/x"}},
    "its author's own label": {"sender__login": "rosa-grows"},
    "no number": {"issue__number": "12; rm -rf /"},
    "a number without end": {"issue__number": 10**4000},
    "a wrong number": {"issue__number": True},
    "a strange author": {"issue__user": {"login": "a`b\n@c"}},
    "no author": {"issue__user": None},
    "no issue": {"issue": []},
}


@pytest.mark.parametrize("why", NOTHING_TO_DO)
def test_other_events_do_nothing(why: str, run: Run) -> None:
    """No file, no answer: a sentence in the log."""
    done = run(event_with(body_of("seed-swap"), **NOTHING_TO_DO[why]))
    assert (done.code, done.files) == (1, {})
    assert "Nothing was written." in done.said


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"[" * 100_000, b"\xff\xfe", b" " * 3_000_000], ids=range(6)
)
def test_what_is_no_event_does_nothing(data: bytes, run: Run) -> None:
    """Also when it is far too much, or nested without end."""
    done = run(data)
    assert (done.code, done.files) == (1, {})
    assert "Nothing was written." in done.said


def test_members_may_suggest_and_label(run: Run) -> None:
    """A curator's own suggestion goes the same way."""
    event = event_with(
        body_of("seed-swap"), sender__login="rosa-grows", issue__author_association="MEMBER"
    )
    assert run(event).code == 0


def test_the_text_that_was_labelled_counts(run: Run) -> None:
    """The event holds what the curator has read; nothing is fetched anew."""
    event = event_with(body_of("seed-swap"), issue__updated_at="2026-11-23T00:00:00Z")
    assert run(event).files["content/resources/swap-box.yaml"] == SWAP


def test_labels_that_hold_commas(run: Run, root: Path) -> None:
    """GitHub joins what was chosen with commas; each label is found all the same."""
    path = "content/vocabularies/plants.yaml"
    text = (root / path).read_text("utf-8")
    put(root, {path: text.replace("label: Herbs", "label: Mint, sage, and thyme")})
    done = run(changed("garden", ("Root vegetables, Herbs", "Vegetables, Mint, sage, and thyme")))
    assert "plants: [vegetables, herbs]\n" in done.files[done.file]


def test_labels_that_cannot_be_told_apart(run: Run, root: Path) -> None:
    """Nobody guesses."""
    path = "content/vocabularies/plants.yaml"
    text = (root / path).read_text("utf-8")
    put(root, {path: text.replace("label: Anything", "label: Vegetables, Herbs")})
    done = run(changed("garden", ("Root vegetables, Herbs", "Vegetables, Herbs")))
    refused(done, "This is not what the form offers to choose")


def test_directory_that_cannot_be_read(run: Run, root: Path) -> None:
    """Then the forms are not known, which is nobody's mistake who filled one in."""
    put(root, {"content/vocabularies/kinds.yaml": "field: [\n"})
    done = run(body_of("seed-swap"))
    assert (done.code, done.files) == (1, {})
    assert "`alongside check` shows what is wrong there." in done.said


def test_old_mistakes_of_the_directory_stop_nobody(run: Run, root: Path) -> None:
    """Only what is new is the writer's concern."""
    put(root, {"content/resources/seed-post.yaml": "name: Seed Post\n"})
    done = run(body_of("seed-swap"))
    assert done.code == 0, done.said
    assert "seed-post" not in done.message

"""What reviewers are told: `alongside changes`, and the annotations and summary of `check`."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from command import alongside
from conftest import TODAY, Tree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sites import entry, put

from generator.curate.changes import compare
from generator.gfm import SUMMARY_LIMIT, code, report, text
from generator.load import load

HOSTILE = (
    "a | b",
    "`code`",
    "``two`` and ` one",
    "<script>alert(1)</script>",
    "<!-- gone",
    "&amp; &#42;",
    "**bold** _it_ ~~off~~",
    "](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "# Title",
    "1. One",
    "- [x] done",
    "back\\slash\\",
    "***",
    "$x$",
)
"""Names that Markdown would take for something else."""

LINKING = ("https://evil.example/", "www.evil.example", "@everyone", "#1", ":tada:", "a@b.example")
"""Names that GitHub makes links and pictures of after it has read all Markdown."""

ONLY_TEXT = frozenset(
    {"text", "text_special", "strong_open", "strong_close", "code_inline", "html_inline"}
)
"""What a report is made of; its pieces of HTML are empty comments."""


@pytest.fixture
def base(tree: Tree, tmp_path: Path) -> Path:
    """Give the directory as it was; `tree` gives it as it is."""
    shutil.copytree(tree(), tmp_path / "before")
    return tmp_path / "before"


def changes(root: Path, base: Path) -> str:
    """Return what `alongside changes` prints."""
    done = alongside("changes", "--root", root, "--base", base, "--today", TODAY)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace a part of a file, which must be there."""
    before = (root / path).read_text("utf-8")
    assert old in before
    (root / path).write_text(before.replace(old, new), "utf-8")


def inline(markdown: str) -> list[Token]:
    """Return what a Markdown reader of its own finds inside the lines of a page."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    assert "html_block" not in {token.type for token in tokens}
    return [child for token in tokens for child in token.children or ()]


def words(tokens: list[Token]) -> str:
    """Return what is read of some tokens."""
    return "".join(t.content for t in tokens if t.type in {"text", "text_special", "code_inline"})


def test_every_change_is_named(tree: Tree, base: Path) -> None:
    """Added, changed with its fields, removed: for entries, stories, guides and the rest."""
    root = tree()
    put(root, {"content/resources/nettle.yaml": entry("Nettle Corner")})
    (root / "content/resources/spade-shed.yaml").unlink()
    edit(root, "content/resources/seed-post.yaml", "cost: free", "cost: small-fee")
    edit(root, "content/resources/seed-post.yaml", "url: https://seeds.", "url: https://new.")
    edit(root, "content/resources/long-meadow.yaml", "[Spade Shed](spade-shed.yaml)", "A shed")
    edit(root, "content/guides/how-to-begin.md", "[spade-shed, long-meadow]", "[long-meadow]")
    edit(root, "content/guides/how-to-begin.md", "[Spade Shed](../resources/spade-shed.yaml)", "It")
    edit(root, "content/stories/first-tomatoes.md", "Rosa had never", "Rosa, she says, had never")
    edit(root, "content/vocabularies/costs.yaml", "label: Free", "label: No cost")
    edit(root, "content/site.yaml", "title: Common Ground", "title: Uncommon Ground")
    assert changes(root, base) == (
        "## What changes\n\n"
        "### Look at this first\n\n"
        "- **Spade Shed** is taken away; links to it will lead nowhere. Where a programme has "
        "closed, its entry stays and says `status: closed`; where another entry tells of it now, "
        "that one says `formerly: [spade-shed]`.\n"
        "- **No entry is left** for Kind of place: Tool library\n"
        "- **No entry is left** for Language: Welsh\n"
        "- **No entry is left** for What grows there: Anything\n"
        "- **No entry is left** for Where you live: Ireland\n\n"
        "### Problems\n\n"
        "- now: No problems.\n"
        "- before: No problems.\n\n"
        "### Entries: 1 added, 2 changed, 1 removed\n\n"
        "#### Added: Nettle Corner\n\n"
        "`content/resources/nettle.yaml`\n\n"
        "All about Nettle Corner.\n\n"
        "- **Kind of place**: Seed swap\n"
        "- **Web address**: <https://nettle-corner.example.org/>\n"
        "- **What grows there**: Herbs\n"
        "- **What it costs**: No cost\n"
        "- **Where you live**: United Kingdom\n"
        "- **Language**: English\n"
        "- **Added**: 2026-05-01\n"
        "- **Not said yet**: `sources`, `verified`\n\n"
        "#### Changed: Long Meadow Garden\n\n"
        "`content/resources/long-meadow.yaml`\n\n"
        "- `description`: ~~&#91;Spade Shed&#93;(spade-shed.yaml)~~ **A shed** lends what we "
        "lack.\n\n"
        "#### Changed: Seed Post\n\n"
        "`content/resources/seed-post.yaml`\n\n"
        "| Field | Before | Now |\n| --- | --- | --- |\n"
        "| `url` | <https://seeds.example.org/> | <https://new.example.org/> |\n"
        "| `cost` | free | small-fee |\n\n"
        "- removed **Spade Shed** `content/resources/spade-shed.yaml`\n\n"
        "### Stories: 1 changed\n\n"
        "#### Changed: My first tomatoes\n\n"
        "`content/stories/first-tomatoes.md`\n\n"
        "- text: ~~Rosa~~ **Rosa, she says,** had never grown anything. She asked at &#91;Long …\n\n"
        "### Guides: 1 changed\n\n"
        "#### Changed: How to begin\n\n"
        "`content/guides/how-to-begin.md`\n\n"
        "| Field | Before | Now |\n| --- | --- | --- |\n"
        "| `resources` | spade-shed, long-meadow | long-meadow |\n\n"
        "- text: Old shoes. ~~&#91;Spade Shed&#93;(../resources/spade-shed.yaml)~~ **It** has the "
        "rest.&#91;&#94;1&#93;\n\n"
        "### Vocabulary `costs`\n\n"
        "| Field | Before | Now |\n| --- | --- | --- |\n"
        "| term free `label` | Free | No cost |\n\n"
        "### Settings\n\n"
        "| Field | Before | Now |\n| --- | --- | --- |\n"
        "| `title` | Common Ground | Uncommon Ground |\n\n"
    )


def test_form_is_no_change(tree: Tree, base: Path) -> None:
    """Comments, quotes and wrapping mean nothing to a reader."""
    root = tree()
    edit(root, "content/resources/seed-post.yaml", "name: Seed Post", '# Hm.\nname: "Seed Post"')
    assert "Nothing that visitors or curators read differs." in changes(root, base)


def test_translations_and_moves_are_changes(tree: Tree, base: Path) -> None:
    """A translation belongs to its item; a moved file keeps its address."""
    root = tree()
    edit(root, "content/site.yaml", "languages: [en]", "languages: [en, es]")
    put(root, {"content/resources/seed-post.es.yaml": "summary: Un sobre.\n"})
    (root / "content/resources/tools").mkdir()
    shed = root / "content/resources/spade-shed.yaml"
    shed.rename(root / "content/resources/tools/spade-shed.yaml")
    told = changes(root, base)
    assert "### Entries: 2 changed\n" in told
    assert "| `summary` (es) | – | Un sobre. |\n" in told
    assert "#### Changed: Spade Shed\n\n`content/resources/tools/spade-shed.yaml`\n\n" in told
    assert "It was at `content/resources/spade-shed.yaml`.\n" in told


def test_unreadable_is_not_removed(tree: Tree, base: Path) -> None:
    """A file with a mistake is still there, on either side."""
    root = tree()
    edit(root, "content/resources/seed-post.yaml", "added:", "aded:")
    edit(base, "content/resources/spade-shed.yaml", "name:", "nam:")
    told = changes(root, base)
    assert "### Entries: 1 changed, 1 unreadable\n" in told
    assert "- cannot be read: `content/resources/seed-post.yaml`\n" in told
    assert "`content/resources/spade-shed.yaml`\n\nIt could not be read before.\n" in told
    assert "With errors in it a file may not be read" in told
    assert re.search(r"- now: [1-9]\d* error", told)
    assert re.search(r"- before: [1-9]\d* error", told)


@pytest.mark.parametrize("path", ["vocabularies/costs.yaml", "site.yaml", "crisis.yaml"])
@pytest.mark.parametrize("broken", ["base", "root"])
def test_unreadable_setting_is_no_change_of_everything(
    path: str, broken: str, tree: Tree, base: Path
) -> None:
    """What is known on one side only is not compared; what is known on both is."""
    root = tree()
    put(base if broken == "base" else root, {f"content/{path}": "field: [\n"})
    edit(root, "content/resources/seed-post.yaml", "Seed Post", "Seed Mail")
    told = changes(root, base)
    assert "### Entries: 1 changed\n" in told
    assert "| `name` | Seed Post | Seed Mail |\n" in told
    assert not re.search("^### (Crisis|Vocab|Settings)|left|first entry", told, re.MULTILINE)
    assert re.search(r"^- (A vocabulary|The settings|The crisis lines) c", told, re.MULTILINE)


def test_base_without_content_is_told(tree: Tree, tmp_path: Path) -> None:
    """The first pull request of all has nothing to be compared with."""
    (tmp_path / "empty").mkdir()
    told = changes(tree(), tmp_path / "empty")
    assert "The content as it was before cannot be read: nothing to compare with." in told
    assert told.endswith("- now: No problems.\n")


def test_base_that_is_no_directory_is_told(tree: Tree, base: Path) -> None:
    """A folder inside or beside the one that is meant is no earlier state of anything."""
    done = alongside("changes", "--root", tree(), "--base", base / "content")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"There is no folder “content” in {base / 'content'}." in done.stderr


def test_wrong_use_of_changes(tree: Tree, tmp_path: Path) -> None:
    """A base that is not there is wrong use; a root without content is a sentence."""
    root = tree()
    for args in ((), ("--base", tmp_path / "nowhere")):
        done = alongside("changes", "--root", root, *args)
        assert (done.returncode, done.stdout) == (2, "")
    done = alongside("changes", "--root", tmp_path, "--base", root)
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no folder “content”" in done.stderr


def test_comparison_is_of_both_directions(tree: Tree, base: Path) -> None:
    """What one direction adds the other removes."""
    root = tree()
    put(root, {"content/guides/more.md": _guide("More")})
    before, after = load(base)[0], load(root)[0]
    assert before
    assert after
    there = {each.collection: each for each in compare(before, after).collections}["guides"]
    back = {each.collection: each for each in compare(after, before).collections}["guides"]
    assert [each.name for each in there.added] == ["More"]
    assert (there.added, there.removed) == (back.removed, back.added)


def _guide(title: str) -> str:
    return f"---\ntitle: {json.dumps(title)}\nsummary: S.\nadded: 2026-05-01\n---\n\nText.\n"


def test_names_are_only_text(tree: Tree, base: Path) -> None:
    """Whatever a name holds, it is read as it stands, and nothing else comes of it."""
    root = tree()
    names = [*HOSTILE, *LINKING]
    for number, name in enumerate(names):
        url = f"https://odd-{number}.example.org/"
        put(root, {f"content/resources/odd-{number}.yaml": entry(name, url=url)})
        put(root, {f"content/guides/odd-{number}.md": _guide(name)})
    told = changes(root, base)
    tokens = sound(told)
    read = words(tokens)
    for number, name in enumerate(names):
        assert f"Added: {name}content/resources/odd-{number}.yaml" in read
        assert f"Added: {name}content/guides/odd-{number}.md" in read


def sound(markdown: str) -> list[Token]:
    """Return what a page is made of, which is text, and links that show where they lead."""
    tokens = inline(markdown)
    allowed = ONLY_TEXT | {"link_open", "link_close", "s_open", "s_close", "strong_close"}
    assert {t.type for t in tokens} - {"softbreak"} <= allowed
    assert {t.content for t in tokens if t.type == "html_inline"} <= {"<!-- -->"}
    for number, token in enumerate(tokens):
        if token.type == "link_open":
            assert tokens[number + 1].content == token.attrs["href"]
    quoted = 0
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        quoted += token.nesting if token.type.startswith("blockquote") else 0
        if quoted and token.nesting == 1:
            assert token.type in {"blockquote_open", "paragraph_open"}
    for line in markdown.split("\n"):
        if line.startswith("|"):
            assert (line.count("|"), line[-1]) == (4, "|")
    return tokens


def test_no_field_is_more_than_text(tree: Tree, base: Path) -> None:
    """Whatever any field holds, before and after, on a card and in a comparison."""
    root = tree()
    for number, sign in enumerate([*HOSTILE, *LINKING]):
        odd = json.dumps(sign)
        long = json.dumps(f"{sign} {'so many words ' * 9}{sign}")
        fields = {
            "also_known_as": f"[{odd}]",
            "first_step": long,
            "description": json.dumps(f"{sign}\n\n- {sign}\n\n{sign}\n==="),
            "eligibility": odd,
            "places": f"[{{name: {odd}, country: GB}}]",
            "contact": f"[{{label: {odd}, phone: 020 7946 0123}}]",
            "caution": odd,
            "curator_notes": long,
        }
        path = f"content/resources/odd-{number}.yaml"
        put(root, {path: entry(f"Odd {number}", **fields)})
        path = f"content/resources/new-{number}.yaml"
        put(base, {path: entry(sign, url=f"https://new{number}.org/", **fields)})
        plain = {name: said.replace("o", "0") for name, said in fields.items()}
        plain["contact"] = fields["contact"]
        put(
            root,
            {path: entry("Other", url=f"https://new{number}.org/", **plain | {"places": "[]"})},
        )
    edit(root, "content/crisis.yaml", "name: ", 'name: "| @all ![x](https://e.org/x.png) <b>", #')
    edit(root, "content/vocabularies/costs.yaml", "label: Free", 'label: "| @all <b>"')
    edit(root, "content/site.yaml", "title: Common Ground", 'title: "`|` @all <b>"')
    told = changes(root, base)
    sound(told)
    assert "@all" not in MarkdownIt("commonmark").render(told)


def test_an_odd_address_is_no_link(tree: Tree, base: Path) -> None:
    """An address that could look like another one is only shown."""
    root = tree()
    for number, url in enumerate(("https://exаmple.org/", "https://x.org/`|a", "https://x.org/<b")):
        put(root, {f"content/resources/odd-{number}.yaml": entry(f"O {number}", url=f"'{url}'")})
    told = changes(root, base)
    assert "link_open" not in {token.type for token in sound(told)}


def test_a_crisis_number_is_seen_first(tree: Tree, base: Path) -> None:
    """Nothing stands above the call for two people; words about a service need none."""
    root = tree()
    edit(root, "content/crisis.yaml", '"116 123"', '"116 124"')
    told = changes(root, base)
    assert told.startswith(
        "## What changes\n\n> [!CAUTION]\n> **A crisis number changes: two people"
    )
    assert "#### United Kingdom `GB`" in told
    assert "`number` | 116 123 | 116 124 |\n" in told
    shutil.copy(base / "content/crisis.yaml", root / "content/crisis.yaml")
    edit(root, "content/crisis.yaml", "samaritans.org/", "samaritans.org/here")
    told = changes(root, base)
    assert "CAUTION" not in told
    assert "| Samaritans `url` | <https://www.samaritans.org/> |" in told


def test_a_new_name_is_a_rename(tree: Tree, base: Path) -> None:
    """Without its old id an entry breaks links, and that is said first; with it nothing is."""
    root = tree()
    old, new = (root / f"content/resources/{name}.yaml" for name in ("seed-post", "seed-mail"))
    old.rename(new)
    edit(root, "content/resources/seed-mail.yaml", "cost: free", "cost: small-fee")
    told = changes(root, base)
    assert "### Entries: 1 renamed\n" in told
    assert (
        "- **Seed Post** was `seed-post` until now. Add `formerly: [seed-post]` to "
        "`content/resources/seed-mail.yaml`"
    ) in told
    assert "| `cost` | free | small-fee |" in told
    new.write_text(f"{new.read_text('utf-8')}formerly: [seed-post]\n", "utf-8")
    edit(root, "content/resources/seed-mail.yaml", "name: Seed Post", "name: Something Else")
    told = changes(root, base)
    assert "### Entries: 1 renamed\n" in told
    assert "was `seed-post` until now" not in told


def test_an_old_id_that_is_forgotten(tree: Tree, base: Path) -> None:
    """A printed page with an old address is a promise, too."""
    root = tree()
    edit(root, "content/resources/long-meadow.yaml", "formerly: [meadow-plot]\n", "")
    assert "- No entry says `formerly: [meadow-plot]` any more" in changes(root, base)
    edit(root, "content/resources/long-meadow.yaml", "name:", "nam:")
    assert "meadow-plot" not in changes(root, base)


def test_only_new_problems_and_doubles_are_told(tree: Tree, base: Path) -> None:
    """What was wrong before is counted; what this change brings is shown, with its reasons."""
    loud = entry("Loud", summary="A miracle.")
    put(base, {"content/resources/loud.yaml": loud})
    root = tree()
    put(root, {"content/resources/loud.yaml": f"# Hm.\n{loud}"})
    told = changes(root, base)
    assert "New with this change" not in told
    put(
        root,
        {
            "content/resources/seeds.yaml": entry("The Seed-Post", summary="Guaranteed."),
            "content/resources/more.yaml": entry("More"),
        },
    )
    told = changes(root, base)
    assert told.count("(`promising-word`)") == 1
    assert (
        "- Perhaps one programme: **Seed Post** `content/resources/seed-post.yaml` and "
        "**The Seed-Post** `content/resources/seeds.yaml` have the same name."
    ) in told
    assert "(`like-entry`)" not in told


def test_the_checklist_asks_about_what_is_touched(tree: Tree, base: Path) -> None:
    """Its words are the site's own; what a change leaves alone nobody is asked about."""
    root = tree()
    asked = "checklist:\n  resources: [Is it real?]\n  stories: ['Did @she agree?']\n"
    edit(root, "content/site.yaml", "warn_words:", f"{asked}warn_words:")
    edit(root, "content/resources/seed-post.yaml", "cost: free", "cost: small-fee")
    told = changes(root, base)
    assert "### For whoever reviews this\n\n**Entries**\n\n- [ ] Is it real?\n\n" in told
    assert "agree" not in told.partition("### Entries")[0]
    put(base, {"content/site.yaml": (root / "content/site.yaml").read_text("utf-8")})
    edit(root, "content/site.yaml", "[Is it real?]", "[Is it nice?]")
    assert "- [ ] Is it real?\n- [ ] Is it nice?\n" in changes(root, base)


def test_many_entries_fit_into_one_comment(tree: Tree, base: Path) -> None:
    """Beyond some cards the others stand by name; what is too much is cut with a sentence."""
    root = tree()
    for number in range(600):
        name = f"Place {number * 7919 % 10007} {number * 104729 % 7907} {'wide ' * 20}"
        put(root, {f"content/resources/p-{number}.yaml": entry(name)})
    told = changes(root, base)
    assert told.count("#### Added: ") == 25
    assert told.count("- added **Place ") == 575
    done = alongside(
        "changes", "--root", root, "--base", base, "--today", TODAY, "--for", "comment"
    )
    assert len(done.stdout) < 65_536
    assert "There is more than can be shown here." in done.stdout


@pytest.mark.parametrize("name", LINKING)
def test_nothing_becomes_a_link_afterwards(name: str) -> None:
    """No run of text between two tags is left that GitHub would make a link of."""
    runs = re.split(r"<[^>]*>", MarkdownIt("commonmark").render(text(f"See {name} here")))
    linking = re.compile(r"\w://|www\.\w|@\w|#\d|:\w+:", re.IGNORECASE)
    assert linking.search(name)
    assert [each for each in runs if linking.search(each)] == []


@pytest.mark.parametrize(
    "name", [*HOSTILE, *LINKING, "`", "``", "`a", "a`", " a ", "", "a\nb", "a\r\n\n- b", "\x1b[2J"]
)
def test_code_and_text_stay_on_one_line(name: str) -> None:
    """A line end ends nothing, and a code span holds what it was given."""
    shown = " ".join(name.split()).replace("\x1b", "\ufffd")
    assert "\n" not in text(name) + code(name)
    (span,) = inline(f"- {code(name)} behind")[:1]
    assert span.type == "code_inline"
    assert span.content.strip() == shown
    assert words(inline(f"- before {text(name)} behind")) == f"before {shown} behind"


def test_reports_are_bounded() -> None:
    """Whole lines are left out at the end, and that is said."""
    lines = [f"- {'é' * 200}" for _ in range(10_000)]
    cut = report(lines, "There is more.")
    assert SUMMARY_LIMIT - 1000 < len(cut.encode()) <= SUMMARY_LIMIT < 1024 * 1024 / 2
    *kept, empty, last = cut.split("\n")
    assert (set(kept), empty, last) == ({lines[0]}, "", "There is more.")
    assert report(lines[:3], "There is more.") == "\n".join(lines[:3])
    assert len(text("<" * 100_000)) < 2000


def _many(root: Path, errors: int, warnings: int) -> list[dict[str, Any]]:
    """Put mistakes into new files of `root`, in turn; return all problems."""
    for number in range(max(errors, warnings)):
        if number < errors:
            bad = entry(f"E {number}", kind="seed-swop")
            put(root, {f"content/resources/x{number:03}-error.yaml": bad})
        if number < warnings:
            loud = entry(f"W {number}", summary=json.dumps(f"A miracle, number {number}."))
            put(root, {f"content/resources/x{number:03}-warning.yaml": loud})
    done = alongside("check", "--root", root, "--today", TODAY, "--format", "json")
    found: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    severities = [problem["severity"] for problem in found]
    assert (severities.count("error"), severities.count("warning")) == (errors, warnings)
    return found


@pytest.mark.parametrize(
    ("errors", "warnings", "more"),
    [
        (10, 10, None),
        (11, 0, "1 more error "),
        (0, 12, "2 more warnings "),
        (13, 25, "3 more errors and 15 more warnings "),
    ],
)
def test_github_shows_ten_of_each(errors: int, warnings: int, more: str | None, tree: Tree) -> None:
    """The first ten errors and the first ten warnings are marked; one notice counts the rest."""
    root = tree()
    found = _many(root, errors, warnings)
    done = alongside("check", "--root", root, "--today", TODAY, "--format", "github")
    commands = done.stdout.splitlines()
    for severity in ("error", "warning"):
        marked = [line for line in commands if line.startswith(f"::{severity} ")]
        wanted = [problem for problem in found if problem["severity"] == severity][:10]
        assert len(marked) == len(wanted)
        for line, problem in zip(marked, wanted, strict=True):
            assert f"file={problem['path']},line={problem['line']}," in line
    notices = [line for line in commands if line.startswith("::notice ")]
    assert len(commands) == min(errors, 10) + min(warnings, 10) + len(notices)
    if more is None:
        assert notices == []
    else:
        assert len(notices) == 1
        assert f"::{more}could not be marked here. `alongside check` shows all" in notices[0]


def test_summary_has_all_problems(tree: Tree, tmp_path: Path) -> None:
    """What annotations cannot show stands in the summary, which other steps write to as well."""
    root = tree()
    found = _many(root, 13, 12)
    file = tmp_path / "summary.md"
    file.write_text("# Before\n", "utf-8")
    args = ("check", "--root", root, "--today", TODAY, "--format", "github", "--summary", file)
    done = alongside(*args)
    assert done.returncode == 1
    assert "The summary of this run lists all problems." in done.stdout.splitlines()[-1]
    first, title, _, *items = file.read_text("utf-8").splitlines()
    assert (first, title) == ("# Before", "## 13 errors and 12 warnings")
    ranked = sorted(found, key=lambda problem: problem["severity"] == "warning")
    for item, problem in zip(items, ranked, strict=True):
        where = f"{problem['path']}:{problem['line']}:{problem['column']}"
        said = f"{problem['message']} {problem['hint']}"
        wanted = f"{problem['severity']} {where} {said} ({problem['code']})"
        assert words(inline(item)) == wanted


def test_summary_is_written_without_problems(tree: Tree, tmp_path: Path) -> None:
    """A clean directory says so."""
    file = tmp_path / "summary.md"
    done = alongside("check", "--root", tree(), "--today", TODAY, "--summary", file)
    assert (done.returncode, done.stdout) == (0, "No problems.\n")
    assert file.read_text("utf-8") == "## No problems\n\n"


def test_summary_that_cannot_be_written_is_a_sentence(tree: Tree, tmp_path: Path) -> None:
    """A missing folder is told, not traced."""
    file = tmp_path / "nowhere" / "summary.md"
    done = alongside("check", "--root", tree(), "--today", TODAY, "--summary", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("alongside: ")
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such file names there")
def test_hostile_file_name_in_a_summary(tree: Tree, tmp_path: Path) -> None:
    """A file's name is read as it stands, too."""
    root = tree()
    name = "x`|<b>](y)\n- z.yaml"
    put(root, {f"content/resources/{name}": "name: x\n"})
    file = tmp_path / "summary.md"
    alongside("check", "--root", root, "--today", TODAY, "--summary", file)
    items = [line for line in file.read_text("utf-8").splitlines() if line.startswith("- ")]
    (item,) = items
    tokens = inline(item)
    assert {t.type for t in tokens} <= ONLY_TEXT
    assert "content/resources/x`|<b>](y)\ufffd- z.yaml:1:1" in words(tokens)

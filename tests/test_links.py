"""`alongside links`: what is dead, moved or unknown, remembered over weeks, and written anew."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from command import alongside
from servers import Site, served, status
from sites import DAY, Files, contents, entry, make_root, put

from generator.cli import main
from generator.links import network
from generator.links.moves import move_of
from generator.links.verdicts import Answer, Kind, Record, Verdict, suspicion, verdict_of

TODAY = date.fromisoformat(DAY)
FINE = Answer(Kind.FINE, "it answers", fetched=True)
GONE = Answer(Kind.GONE, "there is no such page any more (404)")
DOWN = Answer(Kind.TROUBLE, "the site is out of order (503)")
BLOCKED = Answer(Kind.BLOCKED, "the site lets no program look (403)")


def record(**answers: Answer) -> Record:
    """Return a record of answers so many days before the tests' day: `d7=GONE`."""
    found = Record()
    for name, answer in sorted(answers.items(), key=lambda each: -int(each[0][1:])):
        found = found.with_answer(TODAY - timedelta(days=int(name[1:])), answer)
    return found


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ({"d0": FINE}, Verdict.FINE),
        ({"d0": GONE}, Verdict.UNKNOWN),
        ({"d7": GONE, "d0": GONE}, Verdict.UNKNOWN),
        ({"d7": GONE, "d1": DOWN, "d0": GONE}, Verdict.DEAD),
        ({"d14": DOWN, "d7": DOWN, "d0": DOWN}, Verdict.DEAD),
        ({"d6": GONE, "d1": GONE, "d0": GONE}, Verdict.UNKNOWN),
        ({"d14": GONE, "d7": FINE, "d1": GONE, "d0": GONE}, Verdict.UNKNOWN),
        ({"d14": GONE, "d7": BLOCKED, "d1": GONE, "d0": GONE}, Verdict.DEAD),
        ({"d61": GONE, "d7": GONE, "d0": GONE}, Verdict.UNKNOWN),
        ({"d60": GONE, "d7": GONE, "d0": GONE}, Verdict.DEAD),
        ({"d21": BLOCKED, "d14": BLOCKED, "d7": BLOCKED, "d0": BLOCKED}, Verdict.UNKNOWN),
        ({"d14": GONE, "d7": GONE, "d1": GONE, "d0": BLOCKED}, Verdict.UNKNOWN),
        ({"d14": GONE, "d7": GONE, "d1": GONE, "d0": FINE}, Verdict.FINE),
    ],
)
def test_dead_only_after_three_days_a_week_apart(
    answers: dict[str, Answer], verdict: Verdict
) -> None:
    """One bad day, or a bad weekend, proves nothing; nor does a site that lets no program in."""
    assert verdict_of("https://x.example.org/", record(**answers), TODAY) is verdict


def test_memory_holds_for_a_while() -> None:
    """What is fine is asked again after its age, what is not on another day."""
    age = timedelta(days=6)
    assert record(d5=FINE).is_young(TODAY, age)
    assert not record(d6=FINE).is_young(TODAY, age)
    assert record(d0=GONE).is_young(TODAY, age)
    assert not record(d1=GONE).is_young(TODAY, age)
    assert record(d27=FINE).is_confirmed(TODAY)
    assert not record(d28=FINE).is_confirmed(TODAY)
    assert not record(d1=Answer(Kind.FINE, "by HEAD alone")).is_confirmed(TODAY)
    many = record(**{f"d{day}": GONE for day in range(30)})
    assert len(many.answers) == 10


OLD = "https://www.example.org/support/groups"


@pytest.mark.parametrize(
    ("url", "to", "sure"),
    [
        (OLD, "https://www.example.org/groups", True),
        (OLD, "https://example.org/support/groups", True),
        ("http://example.org/", "https://example.org/", True),
        ("https://example.org/a", "https://support.example.org/a", True),
        (OLD, "https://example.com/support/groups", False),
        (OLD, "https://bexample.org/support/groups", False),
        ("https://a.co.uk/x", "https://b.co.uk/x", False),
        (OLD, "https://example.org/groups[1]", False),
        (OLD, "http://www.example.org/groups", None),
        (OLD, "https://www.example.org/", None),
        (OLD, "https://www.example.org/index.html", None),
        (OLD, "https://www.example.org/wp-login.php", None),
        (OLD, "https://login.example.org/groups", None),
        (OLD, "https://www.example.org/404", None),
        (OLD, "https://www.example.org/groups?session=1", None),
        (OLD, "https://www.example.org/support/groups#top", None),
    ],
)
def test_only_a_page_of_the_same_site_is_a_sure_move(url: str, to: str, sure: bool | None) -> None:
    """Another site is for a person to look at; a home page, a sign-in or an error is no move."""
    move = move_of(url, Answer(Kind.FINE, "it answers", to, permanent=True))
    assert (move.sure if move else None) is sure
    assert move_of(url, Answer(Kind.FINE, "it answers", to)) is None


def test_a_deep_link_that_leads_home_is_suspicious() -> None:
    """So is one that asks to sign in; neither is fine."""
    for to in ("https://www.example.org/", "https://www.example.org/signin?next=groups"):
        answer = Answer(Kind.FINE, "it answers", to)
        assert suspicion(OLD, answer)
        assert verdict_of(OLD, record(d0=answer), TODAY) is Verdict.UNKNOWN
    assert not suspicion("https://example.org", Answer(Kind.FINE, "", "https://www.example.org/"))
    assert not suspicion(OLD, Answer(Kind.FINE, "", "https://www.example.org/blogs/"))


@pytest.fixture
def web() -> Iterator[Site]:
    """Give a server with a page that is there, one that has moved, and no other."""
    pages = {
        "/": status(200),
        "/new": status(200),
        "/old": status(301, Location="/new"),
        "/secret": status(403),
    }
    with served(pages) as site:
        yield site


def garden(tmp_path: Path, files: Files) -> Path:
    """Return a root whose other files name no address."""
    root = make_root(tmp_path / "root")
    for path in contents(root):
        if path.startswith(("content/resources/", "content/stories/", "content/guides/")):
            (root / path).unlink()
    put(root, {"content/crisis.yaml": "countries: []\n", **files})
    return root


def check(root: Path, *args: str, day: str = DAY) -> tuple[dict[str, Any], str]:
    """Ask on a day; return what is known of each address, and what was said besides."""
    known = ("--root", root, "--today", day, "--format", "json", "--allow-local")
    done = alongside("links", *known, *args)
    assert done.returncode == 0, done.stderr
    return {each["url"]: each for each in json.loads(done.stdout)["links"]}, done.stderr


def test_every_address_is_asked_where_it_stands(web: Site, tmp_path: Path) -> None:
    """Fields, sources, texts, translations, crisis help; with file, line and field."""
    at = {name: web.at(f"/{name}", f"127.0.0.{number}") for number, name in enumerate(
        ("page", "chat", "source", "text", "story", "guide", "crisis", "spanish"), start=21)}  # fmt: skip
    root = garden(
        tmp_path,
        {
            "content/resources/plot.yaml": entry(
                "Plot",
                url=at["page"],
                contact=f"[{{chat: {at['chat']}}}]",
                description=f"See [here]({at['text']}#part) or [us](../pages/about.md), "
                "[a slip](https://[) or [mail](mailto:a@example.org).",
                sources=f"\n  - {at['source']}\n  - {at['page']}",
            ),
            "content/resources/plot.es.yaml": f"description: Vea [aquí]({at['spanish']}).\n",
            "content/stories/tale.md": "---\n"
            f"title: A tale\nurl: {at['story']}\nconsent: published-elsewhere\n"
            "summary: A tale.\nadded: 2026-05-01\n---\n\nWords.\n",
            "content/guides/how.md": "---\ntitle: How\nsummary: How.\nadded: 2026-05-01\n---\n\n"
            f"Look [there]({at['guide']}).\n",
            "content/crisis.yaml": "countries:\n  - country: GB\n    lines:\n"
            f"      - {{name: Line, url: {at['crisis']}, confidence: low}}\n",
        },
    )
    site = (root / "content/site.yaml").read_text("utf-8")
    put(root, {"content/site.yaml": site.replace("languages: [en]", "languages: [en, es]")})
    found, _ = check(root)
    places = {
        name: [(p["path"].removeprefix("content/"), p["field"]) for p in found[url]["places"]]
        for name, url in at.items()
    }
    assert places == {
        "page": [("resources/plot.yaml", "url"), ("resources/plot.yaml", "sources")],
        "chat": [("resources/plot.yaml", "chat")],
        "source": [("resources/plot.yaml", "sources")],
        "text": [("resources/plot.yaml", "description")],
        "story": [("stories/tale.md", "url")],
        "guide": [("guides/how.md", "body")],
        "crisis": [("crisis.yaml", "url")],
        "spanish": [("resources/plot.es.yaml", "description")],
    }
    for each in found.values():
        for place in each["places"]:
            lines = (root / place["path"]).read_text("utf-8").splitlines()
            assert each["url"] in lines[place["line"] - 1]
    only, _ = check(root, "--only", "tale", "--only", "crisis")
    assert set(only) == {at["story"], at["crisis"]}


def test_memory_makes_an_address_dead_in_time(web: Site, tmp_path: Path) -> None:
    """Each run asks once a day; what is fine is left alone for six days."""
    gone, fine = web.at("/gone", "127.0.0.21"), web.at("/", "127.0.0.22")
    root = garden(
        tmp_path,
        {
            "content/resources/plot.yaml": entry("Plot", url=gone),
            "content/resources/bed.yaml": entry("Bed", url=fine),
        },
    )
    verdicts = []
    for day in ("2026-11-01", "2026-11-01", "2026-11-06", "2026-11-08"):
        found, _ = check(root, day=day)
        verdicts.append((found[gone]["verdict"], found[fine]["verdict"]))
    assert verdicts == [("unknown", "fine")] * 3 + [("dead", "fine")]
    assert found[gone]["failures"] == ["2026-11-01", "2026-11-06", "2026-11-08"]
    asked = [path for _, path in web.asked]
    assert (asked.count("/gone"), asked.count("/")) == (6, 3)  # HEAD and GET; later HEAD alone
    memory = json.loads((root / ".cache/links.json").read_text("utf-8"))
    assert set(memory["links"]) == {gone, fine}
    text = alongside("links", "--root", root, "--today", "2026-11-08", "--allow-local").stdout
    assert text.startswith("2 addresses: 1 fine, 0 not known, 1 dead.\n")
    assert "on 3 days since 2026-11-01" in text
    assert "content/resources/plot.yaml:3 (url)" in text


BODY = "See [it]({old}#part), `{old}`,\n<{old}>\nand [that]({old}-other).\n"


def test_moves_are_written_and_nothing_else(web: Site, tmp_path: Path) -> None:
    """Comments, quotes, line ends, fragments and words that are no link stay."""
    old, new = web.at("/old", "127.0.0.21"), web.at("/new", "127.0.0.21")
    # Only https is a move; what the server says of it is put into the memory by hand.
    plot = entry("Plot", url=f'"{old}" # ours').replace("\n", "\r\n")
    guide = "---\ntitle: How\nsummary: How.\nadded: 2026-05-01\n---\n\n" + BODY.format(old=old)
    root = garden(tmp_path, {"content/guides/how.md": guide})
    (root / "content/resources").mkdir(exist_ok=True)
    (root / "content/resources/plot.yaml").write_bytes(plot.encode())
    secure = new.replace("http:", "https:")
    remembered = {"kind": "fine", "words": "it answers", "to": secure, "permanent": True}
    fine = {"kind": "fine", "words": "it answers", "to": "", "permanent": False}
    memory = {
        "what": "the memory of alongside links",
        "version": 1,
        "links": {
            url: {"fetched": DAY, "answers": {DAY: answer}}
            for url, answer in ((old, remembered), (f"{old}-other", fine))
        },
    }
    put(root, {".cache/links.json": json.dumps(memory)})
    before = contents(root)
    found, _ = check(root)
    assert (found[old]["moved_to"], found[old]["sure"]) == (secure, True)
    assert {**contents(root), ".cache/links.json": b""} == {**before, ".cache/links.json": b""}
    found, _ = check(root, "--fix-redirects")
    assert all(place["fixed"] for place in found[old]["places"])
    plot_after = (root / "content/resources/plot.yaml").read_bytes().decode()
    assert plot_after == plot.replace(old, secure)
    assert (root / "content/guides/how.md").read_text("utf-8") == guide.replace(
        f"({old}#part)", f"({secure}#part)"
    ).replace(f"<{old}>", f"<{secure}>")
    assert web.asked == []


def test_private_addresses_are_refused(tmp_path: Path) -> None:
    """Unless somebody asks for it, nothing of one's own network is touched."""
    url = "http://169.254.169.254/latest"
    root = garden(tmp_path, {"content/resources/plot.yaml": entry("Plot", url=url)})
    done = alongside("links", "--root", root, "--today", DAY)
    assert done.returncode == 0, done.stderr
    assert (
        "It leads into a private network (169.254.169.254), where nobody is asked." in done.stdout
    )


def test_tasks_for_an_issue(web: Site, tmp_path: Path) -> None:
    """What to do can be ticked off; what cannot be known is only counted."""
    gone, secret = web.at("/gone", "127.0.0.21"), web.at("/secret", "127.0.0.22")
    cited = web.at("/cited", "127.0.0.23")
    root = garden(
        tmp_path,
        {
            "content/resources/plot.yaml": entry("Plot", url=gone),
            "content/resources/bed.yaml": entry("Bed", url=secret, sources=f"[{cited}]"),
        },
    )
    known = ("links", "--root", root, "--allow-local", "--format", "markdown")
    for day in ("2026-11-01", "2026-11-08", "2026-11-15"):
        done = alongside(*known, "--today", day)
    assert f"- [ ] <{gone}> There is no such page any more (404), on 3 days" in done.stdout
    assert "1 let no program look." in done.stdout
    # What visitors are sent to comes before what only tells where something was found.
    assert done.stdout.index(gone) < done.stdout.index(cited)
    assert "It is only a source" in done.stdout[done.stdout.index(cited) :]
    assert secret not in done.stdout
    old = tmp_path / "old.md"
    old.write_text(done.stdout.replace("- [ ]", "- [x]"), "utf-8")
    again = alongside(*known, "--today", "2026-11-15", "--ticked", old)
    assert again.stdout == old.read_text("utf-8")


def test_being_offline_proves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nobody at all answers, it is our own way that is broken; nothing is remembered."""

    class Nowhere(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("no way", request=request)

    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr(network, "transport", lambda **_: Nowhere())
    monkeypatch.setattr(asyncio, "sleep", at_once)
    beds = {f"content/resources/bed-{number}.yaml": entry(f"Bed {number}") for number in range(5)}
    root = garden(tmp_path, beds)
    for number, remembered in ((5, 0), (4, 4)):
        if number == 4:
            (root / "content/resources/bed-0.yaml").unlink()
        done = CliRunner().invoke(main, ["links", "--root", str(root), "--today", DAY])
        assert done.exit_code == 0, done.output
        assert ("perhaps this machine is offline" in done.stderr) is (number == 5)
        memory = json.loads((root / ".cache/links.json").read_text("utf-8"))
        assert len(memory["links"]) == remembered


@pytest.mark.parametrize("text", ["name: Plot\n", "[]", '{"what": "else"}', '{"links": {}}'])
def test_other_files_are_never_overwritten(tmp_path: Path, text: str) -> None:
    """Who names the wrong file for the memory hears of it before anything is asked."""
    root = garden(tmp_path, {"memory.json": text})
    done = alongside("links", "--root", root, "--cache", root / "memory.json")
    assert done.returncode == 1
    assert "is no memory of links." in done.stderr
    assert (root / "memory.json").read_text("utf-8") == text


def test_unknown_ids(tmp_path: Path) -> None:
    """Each with what may have been meant."""
    root = make_root(tmp_path / "root")
    done = alongside("links", "--root", root, "--only", "sed-post", "--only", "nothing-here")
    assert done.returncode == 1
    assert "There is nothing called “sed-post”. Did you mean “seed-post”?" in done.stderr
    assert "“nothing-here”" in done.stderr


def test_other_commands_know_nothing_of_the_web() -> None:
    """What can ask other hosts is loaded by this command alone."""
    code = "import sys, generator.cli; print({'httpx', 'asyncio'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"

"""The command `build` from outside: what it prints, and that the same input gives the same bytes."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from command import alongside
from sites import DAY, REPOSITORY, Site, build, built, contents, dead_links, entry, make_root, put

from generator import outputs
from generator.build import Options
from generator.build import build as build_site
from generator.cli import main
from generator.cli.terminal import Day


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the root of the base tree."""
    return make_root(tmp_path / "root")


def pages_of(site: Path) -> dict[str, bytes]:
    """Return all files but those of the search index, whose names differ between runs."""
    found = contents(site)
    assert "index.html" in found
    return {path: data for path, data in found.items() if not path.startswith("pagefind/")}


def test_last_line_says_how_many_where_and_how_long(root: Path) -> None:
    """One line, with the number of files that are really there."""
    done = alongside("build", "--root", root, "--today", DAY, cwd=root.parent)
    files = len(contents(root / "site")) - 1
    assert re.fullmatch(
        rf"Built 3 entries as {files} files in root/site/ \({files} new or changed\) "
        r"in \d+\.\d s, for http://localhost:8000/\.\n",
        done.stdout,
    )
    assert done.stderr == ""
    (root / "content/resources/seed-post.yaml").unlink()
    done = alongside("build", "--root", root, "--today", DAY, cwd=root)
    assert "Built 2 entries as " in done.stdout
    assert " in site/ (" in done.stdout
    removed = re.search(r", (\d+) removed\)", done.stdout)
    assert removed
    assert int(removed[1]) >= 1


def test_quiet_build_prints_nothing(root: Path) -> None:
    """Neither progress nor a last line, nor warnings; errors are printed all the same."""
    put(root, {"content/resources/bold.yaml": entry("Bold", first_step="A miracle, guaranteed.")})
    done = alongside("build", "--root", root, "--today", DAY, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "warning" in alongside("build", "--root", root, "--today", DAY).stdout
    assert "miracle" in alongside("build", "--root", root, "--today", DAY, "--verbose").stderr
    put(root, {"content/resources/bold.yaml": "name: Bold\n"})
    done = alongside("build", "--root", root, "--today", DAY, "--quiet")
    assert done.returncode == 1
    assert "error[missing-field]" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["--unknown"],
        ["--base-url", "example.org"],
        ["--base-url", "ftp://example.org/"],
        ["--base-url", "https://example.org/?x=1"],
        ["--base-url", "https://example.org/#x"],
        ["--base-url", "https://user:word@example.org/"],
        ["--today", "yesterday"],
        ["--today", "2026-02-30"],
        ["--jobs", "0"],
        ["--jobs", "many"],
        ["--quiet", "--verbose"],
        ["here"],
        ["--out"],
    ],
    ids=" ".join,
)
def test_wrong_use_exits_with_2(root: Path, args: list[str]) -> None:
    """It is said what is wrong, and nothing is built."""
    done = CliRunner().invoke(main, ["build", "--root", str(root), *args])
    assert done.exit_code == 2
    assert "Error: " in done.stderr
    assert not (root / "site").exists()


def test_commands_are_explained() -> None:
    """`--help` of each command, and the version."""
    for args in (["--help"], ["build", "-h"], ["check", "-h"], ["fmt", "-h"], ["--version"]):
        done = CliRunner().invoke(main, args)
        assert done.exit_code == 0
        assert done.stdout.strip()
    wrong = alongside("bild")
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


@pytest.mark.parametrize(
    ("address", "base_path"),
    [
        ("https://owner.github.io/repo", "/repo/"),
        ("https://owner.github.io/repo/", "/repo/"),
        ("https://example.org", "/"),
        ("http://localhost:8000/a/b/", "/a/b/"),
    ],
)
def test_base_url_may_end_in_a_slash_or_not(root: Path, address: str, base_path: str) -> None:
    """Both mean the same site, and all of its links hold."""
    site = Site(build(root, "--base-url", address, "--no-search").folder, base_path)
    home = site.page("index.html").one("link", rel="canonical").get("href")
    assert home == address.rstrip("/") + "/"
    assert [link for link in dead_links(site) if "pagefind" not in link] == []


def test_links_in_texts_must_lead_somewhere(root: Path) -> None:
    """A link that no browser should follow stops the build."""
    for target in ("javascript:alert(1)", "data:text/html,x", "//evil.example.com/x"):
        text = f'"Words. [x]({target})"'
        put(root, {"content/resources/bad.yaml": entry("Bad", description=text)})
        done = alongside("build", "--root", root, "--today", DAY)
        assert done.returncode == 1, target
        assert "error[bad-link]" in done.stderr


@pytest.mark.parametrize("door", ["places/FR", "languages/fr", "kinds/allotment", "plants/any"])
def test_doors_lead_to_pages(root: Path, door: str) -> None:
    """A way in that leads to an empty list is refused, or its page is there."""
    settings = (root / "content/site.yaml").read_text()
    put(root, {"content/site.yaml": settings.replace("to: kinds/shared-garden", f"to: {door}")})
    done = alongside("build", "--root", root, "--today", DAY)
    if done.returncode:
        assert "error[dead-door]" in done.stderr
    else:
        assert dead_links(Site(root / "site")) == []


@pytest.fixture(scope="session")
def reference() -> Iterator[dict[str, bytes]]:
    """Give the bytes of the overlay `spanish`, built in the usual way."""
    yield pages_of(built("spanish").folder)


@pytest.mark.parametrize(
    ("seed", "jobs", "zone"), [("0", "1", "UTC"), ("1", "4", "Asia/Tokyo"), ("4711", "2", "")]
)
def test_same_input_gives_the_same_bytes(
    reference: dict[str, bytes], tmp_path: Path, seed: str, jobs: str, zone: str
) -> None:
    """Whatever the folder, the working folder, the hash seed, the zone or the number of jobs."""
    root = make_root(tmp_path / f"elsewhere {seed}" / "wurzel-ä", "spanish")
    env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "COLUMNS": "40"}
    out = tmp_path / f"out-{seed}"
    args = ["--jobs", jobs, "--base-url", "https://owner.github.io/repo", "--today", DAY]
    done = alongside("build", "--root", "wurzel-ä", "--out", out, *args, cwd=root.parent, env=env)
    assert done.returncode == 0, done.stderr
    found = pages_of(out)
    assert sorted(found) == sorted(reference)
    assert [path for path in found if found[path] != reference[path]] == []
    assert Site(out).fragments() == built("spanish").fragments()


def test_real_directory_gives_the_same_bytes(tmp_path: Path) -> None:
    """The repository's own directory, copied elsewhere, is the same site."""
    for part in ("content", "themes"):
        shutil.copytree(REPOSITORY / part, tmp_path / "copy" / part)
    address = ("--base-url", "https://owner.github.io/")
    site = build(tmp_path / "copy", *address, env={"PYTHONHASHSEED": "7"}, cwd=tmp_path)
    assert pages_of(site.folder) == pages_of(built("real").folder)
    assert site.fragments() == built("real").fragments()


def test_helper_processes_give_the_same_bytes(
    reference: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large sites are rendered by several processes; here a small one is, to be quick."""
    monkeypatch.setattr(outputs, "WORTH_HELPERS", 10)
    monkeypatch.setattr(outputs, "CHUNK", 7)
    today = Day().convert(DAY, None, None)
    root, out = make_root(tmp_path / "root", "spanish"), tmp_path / "site"
    url = "https://owner.github.io/repo/"
    told: list[int] = []
    options = Options(root, out, today, os.environ, base_url=url, jobs=2)
    build_site(options, lambda *said: told.append(len(said)))
    assert told
    found, wanted = pages_of(out), dict(reference)
    del found[".alongside"], wanted[".alongside"]
    assert found == wanted


def test_faults_in_helper_processes_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template's fault names its place also when another process met it."""
    monkeypatch.setattr(outputs, "WORTH_HELPERS", 10)
    root = make_root(tmp_path / "root")
    put(root, {"themes/calm/templates/guide.html": "\n{{ page.nonsense }}"})
    today = Day().convert(DAY, None, None)
    options = Options(root, tmp_path / "site", today, {}, search=False, jobs=2)
    with pytest.raises(Exception, match=r"themes/calm/templates/guide\.html:2: .*nonsense"):
        build_site(options, lambda *_: None)
    assert not (tmp_path / "site").exists()


def test_today_decides_every_date(root: Path) -> None:
    """Coming meetings and what is due follow the day that the build is told."""
    page = "resources/long-meadow/index.html"
    site = build(root)
    meadow = site.page(page)
    starts = [e.get("datetime") for e in meadow.all("time")][:3]
    assert starts == [f"2026-{day}T10:00:00+00:00" for day in ("11-28", "12-05", "12-12")]
    assert "The next check is due on October 1, 2027." in meadow.main
    later = build(root, "--today", "2027-10-02").page(page)
    starts = [e.get("datetime") for e in later.all("time")][:3]
    assert starts == [f"2027-10-{day}T10:00:00+01:00" for day in ("02", "09", "16")]
    assert "The next check was due on October 1, 2027." in later.main


def test_derived_theme_replaces_single_files() -> None:
    """A theme that extends another has its own template and asset, and all else of the other."""
    festive, plain = built("festive"), built("garden")
    assert "Stories by lantern" in festive.page("stories/index.html").main
    assert "Stories by lantern" not in plain.text("stories/index.html")
    assert any(re.fullmatch(r"assets/lanterns\.\w+\.css", path) for path in festive.files)
    icon = festive.page("index.html").one("link", rel="icon", type="image/svg+xml").get("href", "")
    assert "lantern" in festive.text(icon.removeprefix("/"))
    style = {path for path in plain.files if path.startswith("assets/style.")}
    assert style <= festive.files
    assert len([path for path in festive.files if path.startswith("assets/favicon.")]) == 1


@pytest.mark.parametrize("circle", ["festive", "calm"])
def test_themes_cannot_extend_each_other_in_a_circle(root: Path, circle: str) -> None:
    """Somebody's slip is said, not followed for ever."""
    put(root, {"themes/festive/theme.yaml": "name: Festive\nextends: calm\n"})
    put(root, {"themes/calm/theme.yaml": f"name: Calm\nextends: {circle}\n"})
    done = alongside("build", "--root", root, "--theme", "festive")
    assert done.returncode == 1
    assert "circle" in done.stderr


def test_build_needs_nothing_but_the_root(root: Path) -> None:
    """Run where the directory lies, it builds `site/` there."""
    done = alongside("build", "--today", DAY, cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "site/index.html").exists()

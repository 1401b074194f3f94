"""Helpers for tests that build sites: roots made of trees, the command, and pages as elements."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from command import alongside
from filelock import FileLock

REPOSITORY = Path(__file__).parents[1]
TREES = Path(__file__).parent / "trees"
DAY = "2026-11-22"

MANY = 1000
LIST = re.compile(r"(?:es/)?(?!(?:es|resources|stories|guides|about)/)[^/]+/[^/]+/")
"""A page of a list of entries; on a large site an eighth of them shows what all are like."""

Files = Mapping[str, str]
"""Texts of files by their path in a root."""


def make_root(root: Path, *overlays: str | Files) -> Path:
    """Lay the base tree, the theme, then `overlays` into `root`; each a tree's name or files."""
    shutil.copytree(TREES / "base" / "content", root / "content")
    shutil.copytree(REPOSITORY / "themes", root / "themes")
    for overlay in overlays:
        if isinstance(overlay, str):
            shutil.copytree(TREES / "build" / overlay, root, dirs_exist_ok=True)
        else:
            put(root, overlay)
    return root


def put(root: Path, files: Files) -> None:
    """Write files below `root`."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def entry(name: str, **fields: str) -> str:
    """Return a small entry of the base tree's directory; `fields` are YAML and may replace."""
    host = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "place"
    said = {
        "name": json.dumps(name, ensure_ascii=False),
        "kind": "seed-swap",
        "url": f"https://{host}.example.org/",
        "summary": json.dumps(f"All about {name}.", ensure_ascii=False),
        "plants": "[herbs]",
        "cost": "free",
        "serves": "[GB]",
        "languages": "[en]",
        "added": "2026-05-01",
        **fields,
    }
    return "".join(f"{field}: {value}\n" for field, value in said.items())


def build(root: Path, *args: str | Path, **more: Any) -> Site:  # noqa: ANN401 - as `alongside`
    """Build `root` into `root/site` on the tests' day; the build must succeed."""
    done = alongside("build", "--root", root, "--today", DAY, *args, **more)
    assert done.returncode == 0, done.stderr
    return Site(root / "site")


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path
    base_path: str = "/"

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all files but our marker."""
        found = (f.relative_to(self.folder).as_posix() for f in walk(self.folder))
        return frozenset(found) - {".alongside"}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All HTML pages by their path, but of a large site's lists only a part."""
        paths = sorted(path for path in self.files if path.endswith(".html"))
        if len(paths) > MANY:
            lists = [path for path in paths if LIST.match(path)]
            paths = sorted({*paths} - {*lists} | {*lists[::8]})
        return {path: self.page(path) for path in paths}

    def page(self, path: str) -> Page:
        """Return one page."""
        return Page(path, (self.folder / path).read_bytes())

    def text(self, path: str) -> str:
        """Return the text of a file."""
        return (self.folder / path).read_text("utf-8")

    def fragments(self) -> dict[str, dict[str, Any]]:
        """Return what the search index holds, by the address of each page."""
        found = {}
        for file in self.folder.glob("pagefind/fragment/*.pf_fragment"):
            data = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
            fragment: dict[str, Any] = json.loads(data)
            found[fragment["url"]] = fragment | {"name": file.stem}
        return found

    def results(self) -> dict[str, dict[str, str]]:
        """Return what results of the search show, by the address of each page."""
        files = self.folder.glob("pagefind/results/*.json")
        found = [json.loads(file.read_text("utf-8")) for file in files]
        return {each["url"]: each["meta"] for each in found}


class Page:
    """One page, parsed as a browser would; `errors` are what is wrong with its HTML."""

    def __init__(self, path: str, content: bytes) -> None:
        """Parse the bytes of a page."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.path = path
        self.html = content.decode("utf-8")
        self.root: Element = parser.parse(content)
        self.errors = [str(error) for error in parser.errors]

    def all(self, *tags: str) -> list[Element]:
        """Return all elements of some names, or all elements, in the order of the page."""
        return [each for each in self.elements if not tags or each.tag in tags]

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in the order of the page, but for what lies in a template."""
        found: list[Element] = []

        def visit(element: Element) -> None:
            if isinstance(element.tag, str):
                found.append(element)
            if element.tag != "template":
                for child in element:
                    visit(child)

        visit(self.root)
        return found

    def one(self, tag: str, **attributes: str) -> Element:
        """Return the only element of a name with some attributes."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        found = [e for e in self.all(tag) if wanted.items() <= e.attrib.items()]
        assert len(found) == 1, f"{self.path}: {len(found)} of <{tag} {wanted}>"
        return found[0]

    def has(self, tag: str, **attributes: str) -> bool:
        """Say whether there is an element of a name with some attributes."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return any(wanted.items() <= each.attrib.items() for each in self.all(tag))

    @property
    def title(self) -> str:
        """What the page calls itself."""
        return words(self.one("title"))

    @property
    def main(self) -> str:
        """The words of the page's own content."""
        return words(self.one("main"))

    def links(self) -> list[str]:
        """Return where the links of the page's own content lead."""
        return [e.get("href", "") for e in self.one("main").iter("a")]

    def references(self) -> Iterator[tuple[Element, str]]:
        """Yield every element that leads to, or loads, another address, with that address."""
        for element in self.elements:
            for name in ("href", "src", "srcset", "action", "poster", "data", "data-pagefind"):
                if name in element.attrib:
                    yield element, element.attrib[name]
            if element.get("http-equiv", "").lower() == "refresh":
                yield element, element.get("content", "").partition("url=")[2]

    def languages_of(self, text: str) -> list[str]:
        """Return the language of every element whose own words hold `text`."""
        found: list[str] = []

        def visit(element: Element, language: str) -> None:
            language = element.get("lang", language)
            own = (element.text or "") + "".join(child.tail or "" for child in element)
            if text in own:
                found.append(language)
            for child in element:
                visit(child, language)

        visit(self.one("body"), self.one("html").get("lang", ""))
        return found


def words(element: Element) -> str:
    """Return the words of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def dead_links(site: Site) -> list[str]:
    """Return every address on the site's own host that leads to no file or place of it."""
    found = []
    places = {
        path: {e.attrib["id"] for e in page.elements if "id" in e.attrib}
        for path, page in site.pages.items()
    }
    for path, page in site.pages.items():
        here = site.base_path + path.removesuffix("index.html")
        for _, address in page.references():
            target, fragment = urldefrag(urljoin(f"https://here.test{here}", address))
            parts = urlsplit(target)
            if parts.netloc != "here.test":
                continue
            if not parts.path.startswith(site.base_path):
                found.append(f"{path}: {address} leaves the base path")
                continue
            file = parts.path.removeprefix(site.base_path)
            if file == "pagefind/":
                continue  # the folder that the search page's script is told
            file = f"{file}index.html" if file == "" or file.endswith("/") else file
            if file not in site.files or (
                fragment and "=" not in fragment and fragment not in places.get(file, set())
            ):
                found.append(f"{path}: {address}")
    return found


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return inode, time and bytes of every file below `folder`."""
    return {
        file.relative_to(folder).as_posix(): (
            file.stat().st_ino,
            file.stat().st_mtime_ns,
            file.read_bytes(),
        )
        for file in walk(folder)
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `folder`."""
    return {path: data for path, (_, _, data) in snapshot(folder).items()}


def walk(folder: Path) -> Iterator[Path]:
    """Yield every file below `folder`, sorted."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def fake_pagefind(folder: Path, code: str, module: str = "__main__") -> dict[str, str]:
    """Put a program in Pagefind's place; return the environment in which a build finds it."""
    put(folder, {"pagefind_bin/__init__.py": "", f"pagefind_bin/{module}.py": code})
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


BUILDS = "ALONGSIDE_TEST_BUILDS"
"""The environment's name for the folder of what all workers share."""

_BUILDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "real": ((), "https://owner.github.io/"),
    "real-repo": ((), "https://owner.github.io/repo/"),
    "garden": ((), "https://garden.example.org/"),
    "garden-below": (("rich", "meetings", "long"), "https://owner.github.io/garden/"),
    "rich": (("rich",), "https://garden.example.org/"),
    "repo": (("rich",), "https://owner.github.io/repo/"),
    "meetings": (("rich", "meetings"), "https://garden.example.org/"),
    "public": (("public",), ""),
    "spanish": (("spanish",), "https://owner.github.io/repo/"),
    "festive": (("festive",), "https://garden.example.org/"),
}


@cache
def built(name: str) -> Site:
    """Return a site that is built once for all tests; nobody may change it.

    `real` is the repository's own directory, `real-repo` the same and `repo` the rich tree below a
    base path; the others are the base tree with the overlay of that name.
    """
    overlays, url = _BUILDS[name]
    root = root_of(name)
    out = root.with_name("site")
    with FileLock(root.with_name("lock")):
        if not root.with_name("done").exists():
            for rest in (root, out):  # of a build that failed before
                shutil.rmtree(rest, ignore_errors=True)
            if name.startswith("real"):
                for folder in ("content", "themes"):
                    shutil.copytree(REPOSITORY / folder, root / folder)
            else:
                make_root(root, *overlays)
            theme = ["--theme", "festive"] if name == "festive" else []
            address = ["--base-url", url] if url else []
            done = alongside(
                "build", "--root", root, "--out", out, "--today", DAY, *address, *theme
            )
            assert done.returncode == 0, done.stdout + done.stderr
            root.with_name("done").touch()
    base_path = urlsplit(url or ("https://x.test/plots/" if name == "public" else "/")).path
    return Site(out, base_path)


def root_of(name: str) -> Path:
    """Return the content of a site that `built` gives, as it was when that was built."""
    folder = Path(os.environ[BUILDS]) / name
    folder.mkdir(exist_ok=True)
    return folder / "root"

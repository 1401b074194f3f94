"""The search index: Pagefind over small documents, beside the rendering of the pages.

Source: https://pagefind.app/docs/ ; its binary comes with the package pagefind-bin.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.addresses import INDEX, search_program
from generator.failure import Failure
from generator.prose import plain_text, typed
from generator.publish import Tree

_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)
_NOTE = "search"
_GZIP = b"\x1f\x8b"
_FRAGMENT = b"pagefind_dcd"
_LISTS = 4
"""The form of the lists beside the index; another number makes every index anew."""
_PART = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1500"}
"""How many places of words a part of the index holds, a tenth of what Pagefind takes itself.

Each rare word of a search is a part to be loaded. Pagefind does not promise this setting; without
it everything still works, with more to load.
"""
_AS_JSON: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What can be searched of one page; `path` is the file of that page.

    `shown` is what a result says of it, by the names of its parts.
    """

    path: str
    html: str
    language: str
    shown: Mapping[str, str]


class Indexing:
    """A run of Pagefind. It works while pages are rendered; `finish` waits for it."""

    def __init__(
        self, documents: Iterable[SearchDocument], tree: Tree, environment: Mapping[str, str]
    ) -> None:
        """Start indexing, unless the live tree has the index of the very same documents."""
        self.tree = tree
        self._folder = tree.work / "search"
        self._bundle = self._folder / "bundle"
        self._process: subprocess.Popen[bytes] | None = None
        self.count = 0
        self._documents: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.words: dict[str, Counter[str]] = defaultdict(Counter)
        """By language, in how many documents each word stands."""
        digest = hashlib.sha256(f"{_version()} {_LISTS} {_PART}".encode())
        for document in documents:
            url = f"/{document.path.removesuffix('index.html')}"
            shown = json.dumps({"url": url, "meta": document.shown}, **_AS_JSON)
            self._documents[document.language].append((url, shown))
            words = set(typed(plain_text(document.html)).split())
            self.words[document.language].update(words)
            file = self._folder / "documents" / document.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document.html, "utf-8")
            digest.update(f"{document.path}\0{document.html}\0{shown}\0".encode())
            self.count += 1
        self.digest = digest.hexdigest()
        self.is_unchanged = (
            tree.notes.get(_NOTE) == self.digest
            and (tree.live / INDEX / "pagefind-entry.json").is_file()
        )
        if self.count and not self.is_unchanged:
            self._start(environment)

    def finish(self) -> dict[str, str]:
        """Wait for the index, put it into the tree, and return what the next build must know.

        Raises Failure where Pagefind did not do its work.
        """
        if self.count == 0:
            return {}
        if self.is_unchanged:
            self.tree.take(self.tree.live / INDEX, INDEX)
            return {_NOTE: self.digest}
        assert self._process is not None  # noqa: S101 - started with the first document
        said, _ = self._process.communicate()
        if self._process.returncode != 0 or not (self._bundle / "pagefind.js").is_file():
            raise _failure(self._process.returncode, said.decode(errors="replace"))
        for pattern in _UNUSED:
            for file in self._bundle.glob(pattern):
                file.unlink()
        for file in sorted(self._bundle.rglob("*")):
            if file.is_file() and not _is_whole(file):
                raise Failure(
                    f"Pagefind wrote a part of the search index only ({file.name}).",
                    "The disk may be full: make room and try again.",
                )
        self._name_programs()
        self._write_lists()
        self.tree.take(self._bundle, INDEX)
        return {_NOTE: self.digest}

    def stop(self) -> None:
        """End Pagefind if it still works: its index is not wanted any more."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _name_programs(self) -> None:
        """Give each language a program of its own, so that pages know its name before it is there.

        Pagefind has one for each language whose grammar it knows, and one for all others.
        """
        file = self._bundle / "pagefind-entry.json"
        entry = json.loads(file.read_text("utf-8"))
        for language, each in entry["languages"].items():
            name = self._bundle / search_program(language)
            if not name.is_file():
                shutil.copy(self._bundle / search_program(each["wasm"] or "unknown"), name)
            each["wasm"] = language
        file.write_text(json.dumps(entry, **_AS_JSON), "utf-8")

    def _write_lists(self) -> None:
        """Write, for each language, what Pagefind knows and does not tell.

        These are its names for the documents, in their order (it answers with these names, and
        what an answer is about stands elsewhere by number), and by its name what each document
        shows as a result; Pagefind's own file for that has the whole text, too.
        """
        names = {}
        for file in self._bundle.glob("fragment/*.pf_fragment"):
            _, _, fragment = gzip.decompress(file.read_bytes()).partition(_FRAGMENT)
            names[json.loads(fragment)["url"]] = file.stem
        results = self._bundle / "results"
        results.mkdir()
        for language, documents in self._documents.items():
            for url, shown in documents:
                (results / f"{names[url]}.json").write_text(f"{shown}\n", "utf-8")
            text = json.dumps([names[url] for url, _ in documents], **_AS_JSON)
            (self._bundle / f"documents.{language}.json").write_text(f"{text}\n", "utf-8")

    def _start(self, environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "pagefind_bin"]
        command += ["--site", str(self._folder / "documents"), "--output-path", str(self._bundle)]
        try:
            self._process = subprocess.Popen(
                command,
                cwd=self._folder,
                env={**environment, **_PART},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            raise Failure(f"The search index could not be started: {error.strerror}.") from error


def _is_whole(file: Path) -> bool:
    """Say whether a file of the index is complete: Pagefind does not notice a full disk."""
    content = file.read_bytes()
    if content.startswith(_GZIP):
        try:
            gzip.decompress(content)
        except (EOFError, OSError, zlib.error):
            return False
        return True
    if file.suffix == ".js":
        return content.rstrip().endswith((b";", b"}"))
    return bool(content)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("pagefind-bin")
    except PackageNotFoundError:
        return ""


def _failure(code: int, said: str) -> Failure:
    if "No module named" in said:
        return Failure(
            "The program that makes the search index, Pagefind, is not installed.",
            "Run `pip install pagefind-bin`, or build without search: --no-search.",
        )
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")
    reason = f" Its last words: {last}" if last else ""
    ending = f"was stopped by signal {-code}" if code < 0 else f"ended with code {code}"
    return Failure(
        f"Pagefind, which makes the search index, {ending}.{reason}",
        "Try again; --no-search builds the site without its search.",
    )

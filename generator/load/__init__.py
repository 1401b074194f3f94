"""Loading: every file below `content/` becomes a value or problems, never an exception.

One bad file never hides another's faults, and what only follows from a fault that is reported
already is left out.
"""

from __future__ import annotations

from pathlib import Path

from generator.config import UNKNOWN, SiteConfig
from generator.fields import COLLECTIONS, FieldTable
from generator.load.catalogue import CRISIS, SITE, Catalogue
from generator.load.folder import Broken, Folder
from generator.load.settings import link_problem, settings
from generator.load.strays import strays
from generator.load.vocabularies import load_vocabularies
from generator.model import CrisisHelp, Item, Translation
from generator.problem import Problem
from generator.vocabularies import ordered

__all__ = ["Broken", "Catalogue", "load"]


def load(root: Path) -> tuple[Catalogue | None, list[Problem]]:
    """Read all content below `root`.

    Returns the catalogue of everything that could be read, and every problem met on the way.
    There is no catalogue only where `content` itself cannot be read.
    """
    if (root / "content").is_symlink():
        return None, [link_problem("content")]
    problems = list(strays(root))
    config = settings(root, SITE, SiteConfig, problems)
    vocabularies = load_vocabularies(root)
    problems += vocabularies.problems
    table = FieldTable(ordered(vocabularies.facets))
    has_crisis = (root / CRISIS).exists()
    crisis = settings(root, CRISIS, CrisisHelp, problems) if has_crisis else None
    items: dict[str, tuple[Item, ...]] = {}
    files: dict[str, dict[str, str]] = {}
    broken: list[Broken] = []
    translations: dict[tuple[str, str, str], Translation] = {}
    for collection in COLLECTIONS:
        folder = Folder(root, collection, table, sure=vocabularies.whole)
        items[collection.name] = tuple(sorted(folder.items(), key=lambda item: item.id))
        files[collection.name] = folder.files
        translations |= folder.translations
        problems += folder.problems
        broken += folder.broken
    catalogue = Catalogue(
        root=root,
        config=config or UNKNOWN,
        table=table,
        items=items,
        broken=tuple(broken),
        files=files,
        vocabularies=vocabularies.paths,
        translations=translations,
        crisis=crisis,
        has_crisis_file=has_crisis,
        knows_settings=config is not None,
        knows_vocabularies=vocabularies.whole,
    )
    return catalogue, problems

"""Which term of a vocabulary somebody meant who wrote another word."""

from __future__ import annotations

import re

from generator.suggest import nearest_named
from generator.vocabularies import Facet, code_meant

MOST_LISTED = 20
"""How many terms a hint lists; of a longer vocabulary it names the file."""

SHORTEST_LIKE = 4
"""From how many letters on a word is compared with the words that people use for terms."""

_BETWEEN = re.compile(r"\s*[,;/|+&]\s*|\s+(?:and|or|y|und|et)\s+|\s+")
_BRACKETS = "[](){} "
_ANY_CODE = {
    "languages": "language tags (BCP 47) such as pt-BR",
    "territories": "the two letters of any country, such as FR",
}


def term_hint(facet: Facet, word: str, universal: frozenset[str] = frozenset()) -> str:
    """Return what to write for `word`, which is no term of `facet`.

    A label or another word of a term is told straight, a likeness is asked for. `universal` are
    the terms of any vocabulary that fit everybody.
    """
    if term := named_term(facet, word):
        same = _plain(term) == _plain(word) and term.casefold() != word.casefold()
        return f"Write {term}{', with ordinary signs' if same and not word.isascii() else ''}."
    terms = [named_term(facet, each) for each in _pieces(word)]
    if len(terms) > 1 and all(terms) and facet.many:
        return f"A list stands in brackets, with commas: [{', '.join(dict.fromkeys(terms))}]."
    if len(terms) > 1 and all(terms):
        return f"Keep the one that fits best: {' or '.join(dict.fromkeys(terms))}."
    if word in universal and facet.universal:
        return f"Write {' or '.join(sorted(facet.universal))}."
    if near := nearest_term(facet, word):
        return f"Did you mean “{near}”?"
    return _known(facet)


def named_term(facet: Facet, word: str) -> str:
    """Return the term that is called `word` by its id, its label or another word; empty if none."""
    wanted = _plain(word)
    for id_, names in _names(facet).items():
        if wanted in map(_plain, (id_, *names)):
            return facet.successor_of(id_) or id_
    if facet.knows(word.strip(_BRACKETS)):
        return word.strip(_BRACKETS)
    return code_meant(facet.codes, word, exactly=True) if facet.codes else ""


def nearest_term(facet: Facet, word: str) -> str:
    """Return the term whose id, label or other word is most like `word`; empty if none is."""
    # So short a word is like too many others.
    names = _names(facet) if len(word) >= SHORTEST_LIKE else dict.fromkeys(facet.terms, ())
    if near := nearest_named(word, names):
        return facet.successor_of(near) or near
    return code_meant(facet.codes, word) if facet.codes else ""


def _names(facet: Facet) -> dict[str, tuple[str, ...]]:
    return {
        id_: (*(words for _, words in term.label.texts), *term.also_anywhere)
        for id_, term in facet.terms.items()
    }


def _pieces(word: str) -> list[str]:
    by_signs = [each for each in re.split(r"\s*[,;/|+&]\s*", word.strip(_BRACKETS)) if each]
    return (
        by_signs if len(by_signs) > 1 else [e for e in _BETWEEN.split(word.strip(_BRACKETS)) if e]
    )


def _plain(word: str) -> str:
    """Return a word without what people write differently: capitals, hyphens, quotation marks."""
    return " ".join(re.findall(r"[^\W_]+", word.casefold()))


def _known(facet: Facet) -> str:
    used = [id_ for id_, term in facet.terms.items() if not term.replaced_by]
    listed = ", ".join(used[:MOST_LISTED])
    if len(used) > MOST_LISTED:
        listed += f", … (all of them are in content/vocabularies/{facet.slug}.yaml)"
    if facet.codes:
        return f"It takes {_ANY_CODE[facet.codes]}, and: {listed}."
    return f"It knows: {listed}."

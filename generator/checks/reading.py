"""The rule on how hard a text is to read.

It needs a dictionary of how words sound, which takes a second to open: so it is left to
`alongside check`, no build waits for it, and texts that are clearly easy do without.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from generator.checks.finding import Finding, warning
from generator.checks.texts import READ_ALOUD, Text, texts
from generator.load import Catalogue
from generator.prose import Sentence, sentences

_FEWEST_WORDS = 20
"""A grade says little about less."""

_LETTER = re.compile(r"[^\W\d_]")

_WORD = re.compile(r"[^\W_]+")

_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)


def texts_are_easy_to_read(catalogue: Catalogue, _today: date) -> Iterator[Finding]:
    """Warn of English entries, stories, guides and pages above the site's reading grade.

    The grade is that of Flesch and Kincaid over all sentences of a file, in years of school in
    the United States (textstat). The finding stands at the hardest sentence.
    """
    limit = catalogue.config.reading_grade
    english = (text for text in texts(catalogue, READ_ALOUD) if text.language.split("-")[0] == "en")
    for path, parts in groupby(english, key=lambda text: text.path):
        spoken = list(_spoken(parts))
        if sum(len(sentence.words.split()) for _, sentence in spoken) < _FEWEST_WORDS:
            continue
        if _rough_grade([sentence.words for _, sentence in spoken]) < limit:
            continue
        grade = _grade(". ".join(sentence.words.rstrip(".!?") for _, sentence in spoken))
        if grade > limit:
            field, hardest = max(spoken, key=lambda pair: _weight(pair[1].words))
            yield warning(
                path,
                (field,),
                "hard-to-read",
                f"This file reads like school grade {grade:.1f}; {limit} is as much as a tired "
                f"reader takes in. Its hardest sentence: “{_shortened(hardest.words)}”",
                "Make two sentences of it, or take shorter words, as one says it aloud.",
                sign=hardest.sign,
            )


def _spoken(parts: Iterator[Text]) -> Iterator[tuple[str, Sentence]]:
    for part in parts:
        for sentence in sentences(part.words):
            if _LETTER.search(sentence.words):
                yield part.field, sentence


def _rough_grade(said: Sequence[str]) -> float:
    """Return about the grade of some sentences, rather too high than too low.

    Groups of vowels stand for syllables, and one grade is added. None of this directory's files is
    really harder; half are easier by two grades and more.
    """
    spoken = [word for words in said for word in _WORD.findall(words)]
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in spoken)
    return 0.39 * len(spoken) / len(said) + 11.8 * syllables / len(spoken) - 15.59 + 1


def _grade(words: str) -> float:
    import textstat  # not at the top: only this rule waits for its dictionary

    return float(textstat.flesch_kincaid_grade(words))


def _shortened(words: str) -> str:
    return textwrap.shorten(words, 200, placeholder=" …")


def _weight(words: str) -> float:
    """Return how much a sentence adds to the grade of its file: long ones more than short."""
    return _grade(words) * len(words.split())

"""Checking: does what the files say make sense, by itself and together?

One rule, one small generator. All of them stand in `RULES`; adding one is adding it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.checks.contacts import crisis_numbers_can_be_dialled, numbers_can_be_dialled
from generator.checks.duplicates import entries_are_no_twins
from generator.checks.finding import Rule
from generator.checks.references import (
    links_in_texts_are_sound,
    old_ids_are_free,
    references_lead_somewhere,
    translations_have_originals,
)
from generator.checks.schedule import days_have_come, meetings_can_be_kept
from generator.checks.settings import (
    crisis_help_is_in_order,
    public_sites_are_ready,
    site_names_what_exists,
    vocabularies_hold_together,
)
from generator.checks.stories import stories_can_be_read
from generator.checks.terms import terms_are_known, terms_ask_for_fields
from generator.checks.wording import descriptions_are_short, words_promise_nothing
from generator.load import Catalogue
from generator.problem import Problem

RULES: Sequence[Rule] = (
    vocabularies_hold_together,
    site_names_what_exists,
    crisis_help_is_in_order,
    crisis_numbers_can_be_dialled,
    public_sites_are_ready,
    terms_are_known,
    terms_ask_for_fields,
    references_lead_somewhere,
    old_ids_are_free,
    links_in_texts_are_sound,
    translations_have_originals,
    days_have_come,
    meetings_can_be_kept,
    numbers_can_be_dialled,
    stories_can_be_read,
    entries_are_no_twins,
    descriptions_are_short,
    words_promise_nothing,
)


def check(catalogue: Catalogue, today: date) -> list[Problem]:
    """Return every problem of a catalogue, errors and warnings, by place."""
    findings = {finding for rule in RULES for finding in rule(catalogue, today)}
    return sorted(finding.as_problem(catalogue) for finding in findings)

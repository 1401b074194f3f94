"""Checking: does what the files say make sense, by itself and together?

One rule, one small generator. All of them stand in `RULES`; adding one is adding it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.checks.contacts import numbers_can_be_dialled, places_are_on_the_map
from generator.checks.crisis import crisis_help_is_in_order, crisis_lines_can_be_reached
from generator.checks.days import days_are_in_order, days_have_come
from generator.checks.doors import doors_lead_somewhere
from generator.checks.drift import nobody_is_sent_to_the_closed, words_mean_one_term
from generator.checks.duplicates import entries_are_no_twins, entries_are_unlike
from generator.checks.finding import Rule
from generator.checks.links import links_in_texts_are_sound
from generator.checks.names import old_ids_are_free, pages_have_free_addresses
from generator.checks.reading import texts_are_easy_to_read
from generator.checks.references import references_lead_somewhere, translations_have_originals
from generator.checks.schedule import meetings_can_be_kept
from generator.checks.settings import public_sites_are_ready, site_names_what_exists
from generator.checks.stories import stories_can_be_read
from generator.checks.terms import terms_are_known, terms_ask_for_fields
from generator.checks.vocabularies import terms_hold_together, vocabularies_fit_the_site
from generator.checks.wording import descriptions_are_short, words_promise_nothing
from generator.load import Catalogue
from generator.problem import Problem

__all__ = ["RULES", "SLOW_RULES", "Rule", "check"]

RULES: Sequence[Rule] = (
    site_names_what_exists,
    public_sites_are_ready,
    doors_lead_somewhere,
    vocabularies_fit_the_site,
    terms_hold_together,
    words_mean_one_term,
    terms_are_known,
    terms_ask_for_fields,
    crisis_help_is_in_order,
    crisis_lines_can_be_reached,
    pages_have_free_addresses,
    old_ids_are_free,
    references_lead_somewhere,
    links_in_texts_are_sound,
    nobody_is_sent_to_the_closed,
    translations_have_originals,
    days_have_come,
    days_are_in_order,
    meetings_can_be_kept,
    numbers_can_be_dialled,
    places_are_on_the_map,
    stories_can_be_read,
    entries_are_no_twins,
    descriptions_are_short,
    words_promise_nothing,
)

SLOW_RULES: Sequence[Rule] = (entries_are_unlike, texts_are_easy_to_read)
"""Rules that only warn and that nobody should wait for while a site is built."""


def check(catalogue: Catalogue, today: date, rules: Sequence[Rule] = RULES) -> list[Problem]:
    """Return every problem of a catalogue, errors and warnings, by place."""
    findings = {finding for rule in rules for finding in rule(catalogue, today)}
    return sorted({finding.as_problem(catalogue) for finding in findings})

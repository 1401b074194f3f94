"""Crisis help: every country, the emergency number first, and only numbers we can stand by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import addresses
from generator.freshness import Freshness, freshness
from generator.model import CrisisCountry, CrisisHelp, CrisisLine
from generator.relate import Site, sort_key
from generator.views.entry import dialled
from generator.views.parts import Chrome, Link, Text, View, day_of, head_of, joined, maybe_said
from generator.vocabularies import code_name


@dataclass(frozen=True, slots=True)
class LineView:
    """A service that listens. `number` and `sms` are empty where we only link to it."""

    name: str
    for_whom: Text | None
    number: Link | None
    sms: Link | None
    sms_words: str
    chat: str
    url: str
    url_words: str
    hours: Text | None
    languages: str
    note: Text | None
    verified: str
    overdue: bool
    """Whether its check no longer holds."""


@dataclass(frozen=True, slots=True)
class CountryView:
    """What there is in one country."""

    code: str
    name: str
    own: bool
    emergency: tuple[Link, ...]
    is_unverified: bool
    """Whether nobody has checked one of these emergency numbers."""
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class CrisisPage(View):
    """The page for those who need someone now."""

    own: tuple[CountryView, ...]
    others: tuple[CountryView, ...]
    directories: tuple[LineView, ...]


def crisis_page(site: Site, chrome: Chrome) -> CrisisPage:
    """Return all countries: the site's own first, in its order; the others by name."""
    crisis = site.crisis or CrisisHelp(countries=())
    views = {each.country: _country(site, each) for each in crisis.countries}
    own = [views[code] for code in site.config.countries if code in views]
    others = [view for view in views.values() if not view.own]
    return CrisisPage(
        chrome=chrome,
        head=head_of(site, addresses.CRISIS, ""),
        own=tuple(own),
        others=tuple(sorted(others, key=lambda view: sort_key(view.name))),
        directories=tuple(_lines(site, crisis.directories)),
    )


def _country(site: Site, country: CrisisCountry) -> CountryView:
    return CountryView(
        code=country.country,
        name=code_name("territories", country.country, site.language),
        own=country.country in site.config.countries,
        emergency=tuple(
            Link(
                each.number,
                f"tel:{dialled(each.number)}",
                label.words if label else "",
                hint_language=label.language if label else "",
            )
            for each in country.emergency
            if each.confidence == "high"
            for label in [maybe_said(site, each.label)]
        ),
        is_unverified=any(
            each.verified is None for each in country.emergency if each.confidence == "high"
        ),
        lines=tuple(_lines(site, country.lines)),
    )


def _lines(site: Site, lines: Iterable[CrisisLine]) -> Iterable[LineView]:
    # A line whose number we cannot stand by and that has no page offers nothing to a visitor.
    for line in lines:
        if not line.shows_number and not line.url and not line.chat:
            continue
        number = line.number if line.shows_number else None
        sms = line.sms if line.shows_number else None
        yield LineView(
            name=line.name,
            for_whom=maybe_said(site, line.for_whom),
            number=Link(number, f"tel:{dialled(number)}") if number else None,
            sms=Link(sms, f"sms:{dialled(sms)}") if sms else None,
            sms_words=line.sms_words or "",
            chat=line.chat or "",
            url=line.url or "",
            url_words=(line.url or "").split("://")[-1].removeprefix("www.").split("/")[0],
            hours=maybe_said(site, line.hours),
            languages=joined(
                code_name("languages", each, site.language) for each in line.languages
            ),
            note=maybe_said(site, line.note),
            verified=day_of(site, line.verified.date if line.verified else None),
            overdue=freshness(line.verified, site.config.review_months, site.today)
            is Freshness.OVERDUE,
        )

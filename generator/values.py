"""The kinds of value that a field can hold, each read from the very words that a curator wrote.

A scalar in a file reaches us as its text and takes its type from the field, never from how it
looks: `NO` stays Norway, `0123` keeps its zero and `9:30` is no number of minutes. Where a field
does ask for a number or a yes-or-no, the rules are those of the YAML 1.2 core schema.
Source: https://yaml.org/spec/1.2.2/#103-core-schema
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, GetPydanticSchema, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

AnyDay = TypeVar("AnyDay", date, datetime)

YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LOCAL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
HOST = re.compile(r"(?=.{4,253}$)([^\W_]([^\W_]|-)*\.)+[^\W_]([^\W_]|-)*[^\W_]", re.UNICODE)
EMAIL = re.compile(r"[\w.+'-]+@([\w-]+\.)+[\w-]{2,}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_URL = 2000
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years in which a date can lie; others are slips of the pen."""

COUNTRY_PATTERN = "^[A-Z]{2}$"
FIELD_PATTERN = "^[a-z][a-z_]*$"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not_text", "a line of text belongs here")
    return value.strip()


def _whole_number(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]{1,15}", value):
        return int(value)
    raise PydanticCustomError("not_whole_number", "a whole number belongs here, such as 90")


def _number(value: object) -> float:
    if isinstance(value, str) and re.fullmatch(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", value):
        return float(value)
    raise PydanticCustomError("not_number", "a number belongs here, such as 47.6")


def _yes_or_no(value: object) -> bool:
    if isinstance(value, str) and value in {"true", "True", "TRUE"}:
        return True
    if isinstance(value, str) and value in {"false", "False", "FALSE"}:
        return False
    raise PydanticCustomError("not_true_or_false", "only true or false belongs here")


def _date(value: object) -> date:
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_date", "there is no such day") from None
        return _near(day)
    raise PydanticCustomError("not_date", "a date belongs here, written year-month-day: 2026-11-22")


def _local_time(value: object) -> datetime:
    if isinstance(value, str) and LOCAL_TIME.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_date", "there is no such day or hour") from None
        return _near(moment)
    raise PydanticCustomError(
        "not_time", "a date and time belong here, written like 2026-12-01T19:00"
    )


def _partial_date(value: str) -> str:
    if DAY.fullmatch(value):
        return _date(value).isoformat()
    if YEAR.fullmatch(value) or MONTH.fullmatch(value):
        _near(date(max(int(value[:4]), 1), 1, 1))
        return value
    raise PydanticCustomError(
        "not_partial_date", "a year, month or day belongs here: 2026, 2026-11 or 2026-11-22"
    )


def _near(day: AnyDay) -> AnyDay:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError(
            "far_date",
            "the year must lie between {first} and {last}",
            {"first": FIRST_YEAR, "last": LAST_YEAR},
        )
    return day


def url_fault(url: str) -> str:
    """Say in a sentence what is wrong with a web address; empty when nothing is."""
    if len(url) > LONGEST_URL:
        return f"this web address is longer than {LONGEST_URL} characters"
    if re.search(r"\s", url):
        return "this web address has a space in it"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return "this is no web address"
    if parts.scheme not in {"http", "https"}:
        return "a web address must begin with https:// (or http://)"
    if parts.username is not None or parts.password is not None:
        return "a web address must not carry a user name or password"
    if not HOST.fullmatch(host):
        return "this web address has no host such as example.org"
    return ""


def _url(value: str) -> str:
    if fault := url_fault(value):
        raise PydanticCustomError("bad_url", "{fault}", {"fault": fault})
    return value


def _email(value: str) -> str:
    if not EMAIL.fullmatch(value):
        raise PydanticCustomError("bad_email", "an e-mail address looks like name@example.org")
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("many_lines", "this must fit on one line, without a line break")
    return value


def _listed(value: object) -> object:
    # One value where a list may stand is a list of one: nobody should fail for a pair of brackets.
    return [value] if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=20_000)]
"""Text of any length; surrounding white space does not count."""

Line = Annotated[Text, AfterValidator(_one_line), Field(max_length=400)]
"""Text on one line."""

WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Number = Annotated[float, BeforeValidator(_number)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]

Date = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the calendar, written as ISO 8601: 2026-11-22."""

PartialDate = Annotated[
    Line,
    AfterValidator(_partial_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
"""A year, a month or a day, as precise as it is known: 2024, 2024-05 or 2024-05-17."""

LocalTime = Annotated[
    datetime,
    BeforeValidator(_local_time),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"}),
]
"""A day and hour on the wall clock of a place whose zone is named beside it."""

Url = Annotated[
    Text, AfterValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})
]
"""An address that a browser can open: http or https, a host, no credentials."""

Email = Annotated[Line, AfterValidator(_email), WithJsonSchema({"type": "string"})]


@dataclass(frozen=True, slots=True)
class LocalText:
    """The same words in one or more languages: pairs of a BCP 47 tag and the words.

    The tag is empty where the curator named none: those words are in the site's own language.
    """

    texts: tuple[tuple[str, str], ...]

    def said_in(self, *languages: str) -> tuple[str, str]:
        """Return the words and their tag, in the first of `languages` that has any.

        Words without a tag come next, then whatever stands first.
        """
        said = dict(self.texts)
        for language in (*languages, ""):
            if language in said:
                return said[language], language
        language, words = self.texts[0]
        return words, language


def _is_said(words: object) -> bool:
    return isinstance(words, str) and bool(words.strip())


def _local_text(value: object) -> LocalText:
    if isinstance(value, LocalText):
        return value
    if isinstance(value, str) and value.strip():
        return LocalText((("", value.strip()),))
    if isinstance(value, Mapping) and value and all(map(_is_said, value.values())):
        return LocalText(tuple((str(tag), words.strip()) for tag, words in value.items()))
    raise PydanticCustomError("not_words", "words belong here, or words for each language")


Words = Annotated[
    LocalText,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(_local_text)
    ),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ]
        }
    ),
]
"""Words for visitors: a text in the site's language, or one for each language."""

Country = Annotated[Line, Field(pattern=COUNTRY_PATTERN)]
"""A country's two capital letters. Source: ISO 3166-1 alpha-2."""

Lines = Annotated[tuple[Line, ...], BeforeValidator(_listed)]
"""A list of single lines; one alone may stand without brackets."""


def _by_language(value: object) -> object:
    return value if isinstance(value, Mapping) else {"": value}


LocalLines = Annotated[
    Mapping[str, Lines],
    BeforeValidator(_by_language),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
                {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                },
            ]
        }
    ),
]
"""Lists of lines by language (BCP 47); the empty tag holds those that name no language."""

Urls = Annotated[tuple[Url, ...], BeforeValidator(_listed)]
Dates = Annotated[tuple[Date, ...], BeforeValidator(_listed)]

"""The field reference in CONTRIBUTING, made from the field table."""

from __future__ import annotations

from collections.abc import Iterator

from generator.curate.choices import Option, choices_of_facet
from generator.fields import COLLECTIONS, Collection, Field, FieldTable
from generator.model import Mark

FILE = "CONTRIBUTING.md"
BEGIN = "<!-- fields: begin (written by `alongside fmt`; do not edit here) -->"
END = "<!-- fields: end -->"

_TITLES = {
    "resources": "Fields of an entry",
    "stories": "Fields of a story",
    "guides": "Fields of a guide",
    "pages": "Fields of a page",
}
_WORDS = {"resources": "Words for an entry", "stories": "Words for a story"}
"""Headings that other parts of CONTRIBUTING link to."""


def with_reference(text: str, table: FieldTable) -> str:
    """Return CONTRIBUTING's text with a current field reference; as it was where it has none."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return text
    return f"{before}{BEGIN}\n\n{reference(table)}\n{END}{after}"


def reference(table: FieldTable) -> str:
    """Return the reference of all collections as Markdown."""
    told: set[str] = set()
    return "\n".join(
        line for collection in COLLECTIONS for line in _section(collection, table, told)
    )


def _section(collection: Collection, table: FieldTable, told: set[str]) -> Iterator[str]:
    """Yield a collection's lines; `told` are the fields whose terms stand further up."""
    yield f"### {_TITLES[collection.name]}"
    yield ""
    yield f"Files in `content/{collection.name}/`, in this order."
    yield ""
    yield "| Field | | What it says |"
    yield "| --- | --- | --- |"
    for field in table.of(collection.name).values():
        yield f"| `{field.name}` | {_need(field)} | {_cell(_words(field))} |"
    yield ""
    chosen = [f for f in table.of(collection.name).values() if f.facet and f.name not in told]
    if chosen:
        yield f"### {_WORDS.get(collection.name, 'Words')}"
        yield ""
        yield "What stands in brackets says what a word means; write only the word before it."
        yield ""
    for field in chosen:
        told.add(field.name)
        yield from _terms(field)
    if collection.suffix == ".md":
        yield "Below the fields follows the text, in Markdown."
        yield ""


def _terms(field: Field) -> Iterator[str]:
    facet = field.facet
    if facet is None:
        return
    terms = ", ".join(
        f"`{option.id}`{_meaning(option)}" for option in choices_of_facet(facet, "en").options
    )
    codes = {
        "languages": " Any language's BCP 47 tag may stand here, such as `es` or `zh-Hant`.",
        "territories": " Any country's two letters (ISO 3166-1) may stand here, such as `CA`.",
    }.get(facet.codes or "", "")
    yield f"**Terms of `{field.name}`:** {terms}.{codes}"
    yield ""


def _meaning(option: Option) -> str:
    """Return what people read for a word, where the word alone does not say so."""
    if option.label.casefold() == option.id.replace("-", " ").casefold():
        return ""
    return f" ({option.label})"


def _need(field: Field) -> str:
    return "required" if field.required else ""


def _words(field: Field) -> str:
    ending = "" if field.description.endswith((".", "…")) else "."
    words = [field.description + ending]
    if field.facet:
        words.append("Several terms may stand here." if field.many else "One term.")
    if options := _untold(field):
        words.append(f"One of {options}.")
    if field.parts:
        parts = (f"`{part.name}` ({_short(part)})" for part in field.parts)
        words.append(f"Its parts: {', '.join(parts)}.")
    if Mark.PRIVATE in field.marks and "published" not in field.description:
        words.append("Never published.")
    if field.examples:
        words.append(f"Example: `{field.examples[0]}`")
    return " ".join(words)


def _short(part: Field) -> str:
    words = [part.description]
    words += [f"one of {options}"] if (options := _untold(part)) else []
    words += ["required"] if part.required else []
    return "; ".join(words)


def _untold(field: Field) -> str:
    """Return the only words that a field takes, unless its description names them already."""
    if all(option in field.description for option in field.options):
        return ""
    return ", ".join(f"`{option}`" for option in field.options)


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")

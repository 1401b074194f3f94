"""JSON Schemas, by which editors complete and explain fields while one types.

Made from the field table, so they know this directory's own vocabularies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from generator.config import SiteConfig
from generator.fields import COLLECTIONS, Collection, Field, FieldTable
from generator.model import OURS, CrisisHelp
from generator.vocabularies import Facet

FOLDER = "content/schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(table: FieldTable) -> Iterator[tuple[str, str]]:
    """Yield each schema as the path of its file and its text."""
    for collection in COLLECTIONS:
        if collection.suffix == ".yaml":
            yield f"{FOLDER}/entry.json", _text(_collection_schema(collection, table))
    yield f"{FOLDER}/crisis.json", _text(_model_schema(CrisisHelp, "Crisis lines"))
    yield f"{FOLDER}/site.json", _text(_model_schema(SiteConfig, "The site's settings"))
    vocabulary = _model_schema(Facet, "A vocabulary")
    vocabulary["properties"].pop("slug")
    vocabulary["required"].remove("slug")
    yield f"{FOLDER}/vocabulary.json", _text(vocabulary)


def _collection_schema(collection: Collection, table: FieldTable) -> dict[str, Any]:
    model = _model_schema(collection.item, "An entry")
    of_model = {k: v for k, v in model["properties"].items() if k not in OURS}
    fields = table.of(collection.name)
    properties = {
        name: _facet_schema(field, field.facet)
        if field.facet
        else of_model[name] | ({"maxLength": field.longest} if field.longest else {})
        for name, field in fields.items()
    }
    required = [name for name, field in fields.items() if field.required]
    return {**model, "properties": properties, "required": required}


def _facet_schema(field: Field, facet: Facet) -> dict[str, Any]:
    known = [
        {"const": id_, "title": label, "description": words.said_in("en")[0]}
        if (words := term.description)
        else {"const": id_, "title": label}
        for id_, term in facet.terms.items()
        for label in [term.label.said_in("en")[0]]
        if term.replaced_by is None
    ]
    one: dict[str, Any] = {"oneOf": known} if known else {"type": "string"}
    if facet.codes:
        pattern = "^[A-Z]{2}$" if facet.codes == "territories" else "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
        one = {"anyOf": [*known, {"type": "string", "pattern": pattern}]}
    schema: dict[str, Any] = one
    if field.many:
        items = {"type": "array", "items": one, "uniqueItems": True}
        schema = {"anyOf": [items, one]}
    return {**schema, "title": facet.label.said_in("en")[0], "description": field.description}


def _model_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = model.model_json_schema(mode="validation")
    schema.pop("description", None)
    _widen(schema)
    return {"$schema": DIALECT, "title": title, **schema}


def _widen(schema: Any) -> None:  # noqa: ANN401 - JSON
    """Let a list of one stand without brackets, and a status be a single word, as loading does."""
    if isinstance(schema, list):
        for each in schema:
            _widen(each)
        return
    if not isinstance(schema, dict):
        return
    for each in schema.values():
        _widen(each)
    if schema.get("type") == "array" and schema.get("items", {}).get("type") == "string":
        items, described = schema["items"], schema.pop("description", None)
        array = {"type": "array", "items": items}
        schema.clear()
        schema["anyOf"] = [array, items]
        if described:
            schema["description"] = described
    if "$ref" in schema and str(schema["$ref"]).endswith("/Status"):
        reference = schema.pop("$ref")
        schema.pop("default", None)
        schema["anyOf"] = [{"enum": ["active", "paused", "closed"]}, {"$ref": reference}]
    # Defaults are what the program takes for an absent field; nobody should write them down.
    schema.pop("default", None)


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"

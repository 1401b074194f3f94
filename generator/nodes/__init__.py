"""YAML with positions: a file's text becomes a tree of nodes, or problems at their very place.

The tree holds what was written, not what YAML makes of it: a scalar keeps its text, and its type
is the field's business (see `values`). Anchors, tags, duplicate keys and deep nesting are
refused: they have no use in a curator's file and hide mistakes.
"""

from generator.nodes.document import Document, place_in
from generator.nodes.garbled import garbled
from generator.nodes.hidden import hidden_character
from generator.nodes.parsing import parse
from generator.nodes.swallowed import swallowed_words
from generator.nodes.tree import Loc, Mapping, Node, Scalar, Sequence, Span, plain, scalars
from generator.nodes.wholes import conflict

__all__ = [
    "Document",
    "Loc",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Span",
    "conflict",
    "garbled",
    "hidden_character",
    "parse",
    "place_in",
    "plain",
    "scalars",
    "swallowed_words",
]

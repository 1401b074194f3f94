"""Signs at the wrong place of a line: colons, dashes, and what cannot begin a text."""

from __future__ import annotations

import re
from collections.abc import Container

from generator.nodes.lines import BLOCK, NAME, Line
from generator.nodes.slip import Slip, like_this, quoted, shown, slip_at

BULLETS = "•·◦‣▪●○–—*"
"""What writers put before the items of a list, where only a hyphen and a space will do."""

TAB = "There is a tab here; only spaces may stand at the start of a line."
ODD_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_TAB = re.compile(r"(?:[ ]|-[ ])*-?[ ]*(\t)")
_FENCE = re.compile(r"(```|~~~)")
_RULER = re.compile(r"([-=*_#~])\1{3,}")
_BULLET = re.compile(rf"([{re.escape(BULLETS)}])[ \xa0]*(?=[^\s{re.escape(BULLETS)}])")
_GLUED_DASH = re.compile(r"-(?=[^\s-])")
_BOLD_NAME = re.compile(r"(\*\*|__)([^\W\d][\w-]*)(?::\1|\1\s*:)\s*(.*)")
_ODD_COLON = re.compile(rf"([^\W\d][\w-]*)(:[{ODD_SPACES}]+|\s*：\s*|\s+=\s+|\s+[-–—]\s+)(\S.*)")
_GLUED_COLON = re.compile(r"([^\W\d][\w-]*):(?!//)(\S.*)")
_MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]*)\)")
_LIST_AND_MORE = re.compile(r"([\[{].*[\]}])([,;.])")
_FIELDS = re.compile(r"[a-z_]+: [^,]+(, [a-z_]+: [^,]+)+")


def sign_slip(line: Line, below: str | None, names: Container[str]) -> Slip | None:
    """Return what is wrong with the signs of one line, or None; `below` is what its value adds."""
    if tab := _TAB.match(line.source):
        column = tab.start(1)
        hint = "Replace it by spaces, as many as the lines beside it have."
        return Slip(line.number, column, column + 1, TAB, hint)
    text = line.source[line.indent :].strip()
    if _FENCE.match(text) or _RULER.fullmatch(text):
        return slip_at(line, text, "This line says nothing.", "Delete it.")
    if bold := _BOLD_NAME.fullmatch(text):
        message = f"“{bold[1]}” has no place around the name of a field."
        return slip_at(line, bold[1], message, like_this(line, bold[3], bold[2]))
    if not line.name and (found := _colon_slip(line, text, names)):
        return found
    if found := _dash_slip(line, text):
        return found
    return _start_slip(line, below) or _colons_slip(line)


def _colon_slip(line: Line, text: str, names: Container[str]) -> Slip | None:
    """Return that no ordinary colon with a space behind it follows the name of a field."""
    if odd := _ODD_COLON.fullmatch(text):
        name, sign, words = odd[1], odd[2], odd[3]
        hint = like_this(line, words, name)
        if sign[0] == ":":
            message = (
                "The space behind this colon is no ordinary one; it came along with pasted text."
            )
            return slip_at(line, sign, message, "Delete it and press the space bar.")
        if sign.strip() == "：":
            return slip_at(line, "：", "This colon is a wide one (：), not the ordinary one.", hint)
        if name in names or (name.islower() and not names):
            return slip_at(line, sign.strip(), f"There is no colon behind “{name}”.", hint)
    glued = _GLUED_COLON.fullmatch(text)
    if glued and (glued[1] in names or glued[1].lower() in names or not names):
        column = line.indent + len(glued[1])
        hint = like_this(line, glued[2], glued[1])
        return Slip(line.number, column, column + 1, "There is no space behind this colon.", hint)
    return None


def _dash_slip(line: Line, text: str) -> Slip | None:
    """Return that the sign at the start of a line is no hyphen with a space behind it."""
    if _GLUED_DASH.match(text):
        hint = f"Write it like this: - {shown(text[1:])}"
        return slip_at(line, "-", "There is no space behind this dash.", hint, start=line.indent)
    bullet = _BULLET.match(text)
    if bullet and (bullet[1] != "*" or bullet[0] != "*"):
        hint = f"Write it like this: - {shown(text[bullet.end() :])}"
        message = f"“{bullet[1]}” does not begin an item of a list; a hyphen and a space do."
        return slip_at(line, bullet[1], message, hint, start=line.indent)
    return None


def _start_slip(line: Line, below: str | None) -> Slip | None:
    """Return that a text begins with a sign that has a meaning of its own."""
    words = line.words
    if not words or (words[0] in "|>" and BLOCK.fullmatch(words)):
        return None
    quotes = like_this(line, quoted(words))
    if words[0] in "|>":
        if words[1:2] == " ":
            message = f"No text may stand behind “{words[0]}” on its line."
            hint = "Begin the text on the next line, two spaces further right than its field."
            return slip_at(line, words[0], message, hint, start=line.column)
    elif words[0] in "[{":
        return _bracket_slip(line, below)
    elif words[:2] == "- " and line.name:
        message = "A list cannot begin on the line of its field."
        hint = "Put each item on a line of its own below, after “- ”."
        return slip_at(line, "-", message, hint, start=line.column)
    elif words[0] not in "@`%&*!,]}" and words[:2] not in {"? ", ": "}:
        return None
    message = f"A text cannot begin with “{words[0]}”."
    if words[0] == ":" and not line.name:
        message, quotes = "There is no name before this colon.", "Write the field's name before it."
    return slip_at(line, words[0], message, quotes, start=line.column)


def _bracket_slip(line: Line, below: str | None) -> Slip | None:
    words = line.words
    if link := _MARKDOWN_LINK.match(words):
        only = link[0] == words and link[1]
        message = "A text cannot begin with “[”; that opens a list."
        if only:
            message = "A link in brackets has no place here; write the address alone."
        hint = like_this(line, only or quoted(words))
        return slip_at(line, "[", message, hint, start=line.column)
    if more := _LIST_AND_MORE.fullmatch(words):
        column = line.column + more.start(2)
        message = f"There is a “{more[2]}” behind the bracket."
        return Slip(line.number, column, column + 1, message, like_this(line, more[1]))
    sign = "]" if words[0] == "[" else "}"
    closing = words.rfind(sign)
    if closing < 0 and below is None:
        what = "list in brackets" if sign == "]" else "group in braces"
        is_list = "," in words or ":" in words or " " not in words
        hint = like_this(line, f"{words.rstrip(', ')}{sign}" if is_list else quoted(words))
        message = (
            f"This {what} has no end." if is_list else f"A text cannot begin with “{words[0]}”."
        )
        return slip_at(line, words[0], message, hint, start=line.column)
    if doubled := re.search(r",\s*,", words):
        column = line.column + doubled.end() - 1
        hint = like_this(line, re.sub(r",(\s*,)+", ",", words))
        return Slip(line.number, column, column + 1, "There is a comma too many.", hint)
    rest = words[closing + 1 :].strip()
    if words[0] == "{" and ";" in words and ", " not in words:
        message = "Between braces commas divide the fields, not semicolons."
        return slip_at(line, ";", message, like_this(line, words.replace(";", ",")))
    if closing > 0 and rest and not rest.startswith("#"):
        message = f"A text cannot begin with “{words[0]}”."
        hint = like_this(line, quoted(words))
        return slip_at(line, words[0], message, hint, start=line.column)
    return None


def _colons_slip(line: Line) -> Slip | None:
    """Return that a text without quotes holds a colon."""
    words = line.words
    if not line.name or words[:1] in {*"\"'[{|>"}:
        return None
    second = re.search(r":(?=\s|$)", words)
    if second is None:
        return None
    column = line.column + second.start()
    if _FIELDS.fullmatch(words) and NAME.fullmatch(line.name):
        message = "Fields that stand on one line need braces around them."
        hint = like_this(line, f"{{{words}}}")
    else:
        message = "There is a second colon on this line, so the text needs double quotes."
        hint = like_this(line, quoted(words))
    return Slip(line.number, column, column + 1, message, hint)

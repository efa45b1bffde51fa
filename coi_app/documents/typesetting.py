"""Text into lines: characters that a font lacks named in words, lines filled greedily.

No markup is read here, so a stranger's `<b>` or `&` is only what it looks like. Right-to-left scripts, which
the font does not have, are named and kept in full in the text that a screen reader or a search finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coi_app.documents.fonts import covered, widths
from coi_app.documents.style import Type

_REPLACED = {0x09: " ", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0xA0: " ", 0x2011: "-"}
_REGIONAL_A, _REGIONAL_Z = "\U0001f1e6", "\U0001f1ff"
_UNSEEN = ("Cc", "Cf")
_LONGEST_NAMED = 4000
"""Characters under one name: a text in a PDF/A file has at most 32,767 bytes, and each of them may take four."""
_BLANK_LINES = re.compile(r"\n[ \n]*\n[ \n]*")


@dataclass(frozen=True)
class Run:
    """Text set in one way; `actual` is what it stands for, where it is a name for characters the font lacks."""

    text: str
    type: Type
    actual: str = ""


Line = tuple[Run, ...]


def plain(text: str) -> str:
    """The text composed (NFC), its line ends one kind, without characters that cannot be seen."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").translate(_REPLACED)
    if composed.isascii() and composed.isprintable():
        return composed
    seen = "".join(c for c in composed if c == "\n" or (unicodedata.category(c) not in _UNSEEN and not _selects_a_variant(c)))
    return _BLANK_LINES.sub("\n\n", seen).strip("\n")


def _selects_a_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f"


def runs(text: str, type_: Type) -> list[Run]:
    """The text in runs that the font can draw: what it lacks stands named in square brackets."""
    cleaned = plain(text)
    if covered().issuperset(cleaned):
        return [Run(cleaned, type_)] if cleaned else []
    return list(_named_runs(cleaned, type_))


def _named_runs(text: str, type_: Type) -> Iterator[Run]:
    in_font = covered()
    start = position = 0
    while position < len(text):
        if text[position] in in_font:
            position += 1
            continue
        if position > start:
            yield Run(text[start:position], type_)
        end = _end_of_kind(text, position, in_font)
        yield Run(_named(text[position:end]), type_, actual=text[position:end])
        start = position = end
    if position > start:
        yield Run(text[start:position], type_)


def _end_of_kind(text: str, start: int, in_font: frozenset[str]) -> int:
    """Where the stretch of one script, or of one repeated sign, ends; single spaces inside a script belong to it."""
    kind, end = _kind(text[start]), start + 1
    while end < min(len(text), start + _LONGEST_NAMED):
        if text[end] not in in_font and (_kind(text[end]) == kind or unicodedata.combining(text[end])):
            end += 1
        elif text[end] == " " and end + 1 < len(text) and text[end + 1] not in in_font and _kind(text[end + 1]) == kind:
            end += 2
        else:
            break
    return end


def _kind(character: str) -> str:
    """The script of a letter; of anything else its own name."""
    name = unicodedata.name(character, "")
    if _REGIONAL_A <= character <= _REGIONAL_Z:
        return "flag"
    if unicodedata.category(character)[0] in "LMN" and name:
        return name.split()[0].split("-")[0]
    return name or "unreadable"


def _named(characters: str) -> str:
    """The stretch in words: "[slightly smiling face]", "[9 Hebrew letters]", "[2 unreadable characters]"."""
    if all(_REGIONAL_A <= c <= _REGIONAL_Z for c in characters):
        letters = "".join(chr(ord(c) - ord(_REGIONAL_A) + ord("A")) for c in characters)
        return f"[flag {letters}]"
    shown = [c for c in characters if c != " "]
    count, first = len(shown), shown[0]
    name = unicodedata.name(first, "")
    if not name:
        return "[unreadable character]" if count == 1 else f"[{count} unreadable characters]"
    if count == 1:
        return f"[{name.lower()}]"
    if unicodedata.category(first)[0] in "LMN":
        script = _kind(first)
        return f"[{count} Chinese or Japanese characters]" if script == "CJK" else f"[{count} {script.capitalize()} letters]"
    return f"[{name.lower()}, {count} times]"


def width(text: str, type_: Type) -> float:
    """How wide the text is; every character of it is in the font."""
    return sum(map(widths(type_.font).__getitem__, text)) * type_.size / 1000


Word = tuple[float, tuple[Run, ...], bool]
"""How wide it is, the runs it is made of, and whether it goes on from the word before without a space."""


def fill(pieces: Iterable[Run], room: float) -> list[Line]:
    """The runs in lines no wider than `room`; a word wider than that is cut; a line end that was given stays.

    Each line but the last of a paragraph ends in a space, so that words do not run together when text is taken
    out of the document.
    """
    lines: list[Line] = []
    line: list[tuple[Run, bool]] = []
    used = 0.0
    for word in _words(pieces, room):
        if word is None:
            lines.append(_joined(line))
            line, used = [], 0.0
            continue
        wide, runs_, glued = word
        space = 0.0 if glued or not line else width(" ", line[-1][0].type)
        if line and used + space + wide > room:
            lines.append(_joined(line, "" if glued else " "))
            line, used, space = [], 0.0, 0.0
        line.append((runs_[0], glued))
        if len(runs_) > 1:
            line.extend((run, True) for run in runs_[1:])
        used += space + wide
    lines.append(_joined(line))
    return lines


def _joined(line: list[tuple[Run, bool]], end: str = "") -> Line:
    """The words of a line as runs, those of one type in one, with spaces before all but glued words."""
    if not line:
        return ()
    joined: list[Run] = []
    first = line[0][0]
    type_, texts = first.type, [first.text]
    actual = first.actual
    for run, glued in line[1:]:
        if run.type is type_ and not actual and not run.actual:
            texts.append(run.text if glued else " " + run.text)
            continue
        if not glued and not actual:
            texts.append(" ")
        joined.append(Run("".join(texts), type_, actual))
        if actual and not glued:
            joined.append(Run(" ", type_))
        type_, texts, actual = run.type, [run.text], run.actual
    if end and not actual:
        texts.append(end)
    joined.append(Run("".join(texts), type_, actual))
    if end and actual:
        joined.append(Run(end, type_))
    return tuple(joined)


def _words(pieces: Iterable[Run], room: float) -> Iterator[Word | None]:
    """Words none wider than `room`; None where a line ends."""
    word: list[Run] = []
    for piece in pieces:
        if piece.actual:
            word.append(piece)
            continue
        for number, paragraph in enumerate(piece.text.split("\n")):
            if number:
                yield from _fitted(word, room)
                word = []
                yield None
            first, *rest = paragraph.split(" ")
            if first:
                word.append(Run(first, piece.type))
            if not rest:
                continue
            yield from _fitted(word, room)
            word = [Run(rest[-1], piece.type)] if rest[-1] else []
            wide, per_unit = widths(piece.type.font).__getitem__, piece.type.size / 1000
            for part in rest[:-1]:
                if not part:
                    continue
                size = sum(map(wide, part)) * per_unit
                if size <= room:
                    yield size, (Run(part, piece.type),), False
                else:
                    yield from _fitted([Run(part, piece.type)], room)
    yield from _fitted(word, room)


def _fitted(word: list[Run], room: float) -> Iterator[Word]:
    """The word whole, or in pieces where it is wider than the room; a cut name no longer stands for characters."""
    if not word:
        return
    total = sum(width(run.text, run.type) for run in word)
    if total <= room:
        yield total, tuple(word), False
        return
    glued = False
    for run in word:
        for number, part in enumerate(run.text.split(" ")):
            # Only a name has spaces in it here; it may break at them.
            glued = glued and not number
            pieces = [part] if width(part, run.type) <= room else list(_chopped(Run(part, run.type), room))
            for piece in pieces:
                yield width(piece, run.type), (Run(piece, run.type, run.actual if piece == run.text else ""),), glued
                glued = True


def _chopped(run: Run, room: float) -> Iterator[str]:
    wide = widths(run.type.font)
    limit = room * 1000 / run.type.size
    start, used = 0, 0
    for position, character in enumerate(run.text):
        if used + wide[character] > limit and position > start:
            yield run.text[start:position]
            start, used = position, 0
        used += wide[character]
    yield run.text[start:]

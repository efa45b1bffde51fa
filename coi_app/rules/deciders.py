"""Who decides in a person's case, and the texts that speak of them: a manager, a chair, the head of a bench, a former agency.

A text of the content leaves a place, such as `{decider}`. It is filled once, as the content is loaded, with the words that fit
most people; whoever answers to someone else reads the content as `said_to` them. So no text is ever put together twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from coi_app.domain.assessment import Source
from coi_app.rules.conditions import Condition, Facts, holds

T = TypeVar("T")

PLACES = ("decider", "above", "adviser")
"""What a text can leave open: whoever decides, who looks at it a second time, and who gives advice. A capital begins a sentence."""

_PLACE = re.compile(r"\{(" + "|".join((*PLACES, *(place.capitalize() for place in PLACES))) + r")\}")
_LEFT_ALONE = frozenset({Condition, Source, str, int, bool, bytes, date, frozenset, type(None)})
"""What holds no text that is said to anyone in particular: looking there would only take time."""


@dataclass(frozen=True)
class Decider:
    """Whoever decides for one kind of role; `words` are what stands at each place of a text. Without `when`, it fits everyone."""

    id: str
    when: Condition | None = None
    words: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def title(self) -> str:
        """Whoever decides, as a line of a form names them: Manager, Chair, Head of your tribunal."""
        named = self.words["decider"].removeprefix("your ").removeprefix("the ")
        return named[:1].upper() + named[1:]

    @cached_property
    def said(self) -> dict[int, tuple[object, object]]:
        """What was said before, each thing beside how it was said: contents that differ in a few rules share the rest."""
        return {}


class Addressed(str):
    """A text as it is said to somebody, which knows how it is `written`, with its places."""

    written: str


def addressed(written: str, decider: Decider) -> str:
    """The text with its places filled in; one that has none is handed back as it is."""
    said = _PLACE.sub(lambda place: _filled(place[1], decider), written)
    if said == written:
        return written
    found = Addressed(said)
    found.written = written
    return found


def _filled(place: str, decider: Decider) -> str:
    words = decider.words[place.lower()]
    return words[0].upper() + words[1:] if place[0].isupper() else words


def places_in(written: str) -> tuple[str, ...]:
    """The places that a text leaves open."""
    return tuple(_PLACE.findall(written))


def decider_of(deciders: Iterable[Decider], facts: Facts) -> Decider:
    """The first that fits these facts; the last of the content fits everyone."""
    return next(decider for decider in deciders if holds(decider.when, facts))


def said_to(whole: T, decider: Decider) -> T:
    """The same content, or any part of it, with each text said to people who answer to this decider."""
    return cast("T", _said(whole, decider))


def _said(value: object, decider: Decider) -> object:
    """The value with what is in it said; the very same value where nothing in it is said in another way."""
    if isinstance(value, Addressed):
        return addressed(value.written, decider)
    if isinstance(value, tuple):
        parts = cast("tuple[object, ...]", value)
        told = tuple(_said_once(part, decider) for part in parts)
        return parts if _same(parts, told) else told
    if isinstance(value, Mapping):
        table = cast("Mapping[object, object]", value)
        said = {key: _said_once(part, decider) for key, part in table.items()}
        return table if _same(table.values(), said.values()) else said
    if is_dataclass(value) and not isinstance(value, type):
        changed = {name: told for name, part in _parts(value) if (told := _said_once(part, decider)) is not part}
        return replace(value, **changed) if changed else value
    return value


def _said_once(value: object, decider: Decider) -> object:
    """The value said; the same thing is not looked through a second time, for it cannot change."""
    if type(value) in _LEFT_ALONE:
        return value
    if not is_dataclass(value):
        return _said(value, decider)
    found = decider.said.get(id(value))
    if found is None:  # what is kept beside it keeps its id from being given to something else
        found = decider.said[id(value)] = (value, _said(value, decider))
    return found[1]


def _parts(value: Any) -> Iterator[tuple[str, object]]:
    return ((one.name, getattr(value, one.name)) for one in fields(value))


def _same(parts: Iterable[object], told: Iterable[object]) -> bool:
    return all(one is other for one, other in zip(parts, told, strict=True))

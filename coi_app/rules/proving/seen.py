"""What happened in the journeys through a topic, to be put together with that of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from coi_app.domain.answers import NOT_SURE, Value
from coi_app.rules.conditions import Condition
from coi_app.rules.content import Content
from coi_app.rules.proving.journeys import Change, Journeys, Tried
from coi_app.rules.proving.narrow import conditions_of, leaves
from coi_app.rules.reach import Happening, named_as_written, rule_lists

Edge = tuple[str, str, int]
"""The key of a condition that draws a line on a scale, the scale, and where on it a journey stood that the condition could be for."""


@dataclass(frozen=True)
class Seen:
    """What happened: what was asked, shown and fired; which cards of a question led apart; which thresholds were met from both sides.

    `stood` is every place on a scale where a journey ended up, `unsure` every question that was answered *not sure*.
    """

    happenings: frozenset[Happening] = frozenset()
    apart: frozenset[tuple[str, str, str]] = frozenset()
    edges: frozenset[Edge] = frozenset()
    stood: frozenset[tuple[str, int]] = frozenset()
    unsure: frozenset[str] = frozenset()
    journeys: int = 0


def together(parts: Iterable[Seen]) -> Seen:
    """All that happened in any of them."""
    found = Seen()
    for part in parts:
        found = Seen(
            found.happenings | part.happenings, found.apart | part.apart, found.edges | part.edges, found.stood | part.stood,
            found.unsure | part.unsure, found.journeys + part.journeys,
        )
    return found


def seen_in(journeys: Journeys) -> Seen:
    """What happened in the journeys through one topic."""
    stood = frozenset(_stood(journeys))
    unsure = frozenset(question for tried in journeys.tried for question, value in tried.answers if value == NOT_SURE)
    return Seen(frozenset(_happenings(journeys)), frozenset(apart_in(journeys)), frozenset(_edges(journeys, stood)), stood, unsure, len(journeys.tried))


def _stood(journeys: Journeys) -> Iterator[tuple[str, int]]:
    for tried in journeys.tried:
        yield from tried.scales.items()
    for scale in journeys.narrow.whole.scales:
        if any(scale not in tried.scales for tried in journeys.tried):
            yield scale, 0  # where nothing raises it


def _happenings(journeys: Journeys) -> Iterator[Happening]:
    sights = [tried.sight for tried in journeys.distinct]
    yield from (Happening("asked", question, journeys.narrow.topic.id) for question in {one for sight in sights for one in sight.asked})
    yield from (Happening("offered", option, question) for question, option in {one for sight in sights for one in sight.offered})
    yield from (Happening("fired", rule, name) for name, rule in {one for sight in sights for one in sight.fired})


def apart_in(journeys: Journeys) -> Iterator[tuple[str, str, str]]:
    """The pairs of cards that, with all other answers the same, lead to something else."""
    alike: dict[tuple[str, int, Change], dict[str, Tried]] = {}
    for (base, change), tried in journeys.by_change.items():
        given = dict(tried.answers) if tried and base >= 0 else {}
        for question in given:
            card = _card(given[question])
            if tried and card is not None:
                alike.setdefault((question, base, frozenset(one for one in change if one[0] != question)), {})[card] = tried
    for (question, _, _), found in alike.items():
        yield from ((question, one, other) for one, other in combinations(sorted(found), 2) if found[one].sight is not found[other].sight)


def _card(value: Value) -> str | None:
    """The one card chosen, or an empty text for none of several."""
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else None if value else ""
    return str(value)


def lines_drawn(content: Content) -> Iterator[tuple[Condition, str, str, int]]:
    """Every place on a scale at which a condition starts or stops to hold: the condition, its key, the scale and the place."""
    for rules in rule_lists(content).values():
        for rule in rules:
            for name, condition in conditions_of(rule):
                limits = [(leaf["scale"], leaf.get("at_least", leaf.get("below", 0))) for leaf in leaves(condition.written) if "scale" in leaf]
                yield from ((condition, f"{named_as_written(content, rule)}.{name}", scale, limit) for scale, limit in limits if limit)


def _edges(journeys: Journeys, stood: frozenset[tuple[str, int]]) -> Iterator[Edge]:
    for condition, key, scale, _ in lines_drawn(journeys.narrow.whole):
        if journeys.narrow.settled(condition.written, wherever=True) is not False:
            yield from ((key, scale, at) for name, at in stood if name == scale)

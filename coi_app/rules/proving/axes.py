"""What can be put differently about one topic, as far as the rules can tell: each axis has its places, the rising ones in order.

The facts are set directly, so also combinations are tried that no journey leads to. What is proved of all holds for those that can happen.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from math import prod

from coi_app.domain.answers import Value
from coi_app.domain.assessment import Track
from coi_app.rules.conditions import Facts
from coi_app.rules.content import Option, Question
from coi_app.rules.journey import Journey, beginning, raise_scale
from coi_app.rules.proving.narrow import Leaf, Narrow, leaves
from coi_app.rules.triage import Outcome, judge

DECIDING = {
    Track.POLITICAL_NEUTRALITY: ("exemptions", "level_adjustments", "level_floors", "incompatible", "answer_rules"),
    Track.CONFLICT_OF_INTEREST: ("conflict_exemptions", "closeness_adjustments", "severity_floors", "type_rules", "in_place", "incompatible", "answer_rules"),
}
"""The lists of rules that make a level, a severity or an answer on a track; stops stand apart and are proved apart."""

Places = tuple[int, ...]


@dataclass(frozen=True)
class Axis:
    """One thing that can be put differently: a question by its cards, or a scale by the positions that the rules can tell apart.

    `below` tells for each place those that a rising axis may not go lighter from; it is empty where the places have no order.
    """

    name: str
    values: tuple[Value, ...]
    below: tuple[tuple[int, ...], ...] = ()

    @property
    def rises(self) -> bool:
        """Whether a later place asks for at least as much care."""
        return any(self.below)


@dataclass(frozen=True)
class Lattice:
    """Every combination of the axes of a topic, with the outcome of each worked out once."""

    narrow: Narrow
    most: int

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The axes, those that rise first."""
        return tuple(sorted(_axes(self.narrow), key=lambda axis: not axis.rises))

    @cached_property
    def _outcomes(self) -> dict[Places, Outcome]:
        return {}

    def outcome(self, places: Places) -> Outcome:
        """What the rules conclude there."""
        found = self._outcomes.get(places)
        if found is None:
            found = self._outcomes[places] = self.judged(self.facts(places))
        return found

    def facts(self, places: Places) -> Facts:
        """The facts with every axis at its place."""
        facts = beginning(self.narrow.topic)
        for axis, place in zip(self.axes, places, strict=True):
            value = axis.values[place]
            if isinstance(value, int):
                raise_scale(self.narrow.whole, facts.scales, axis.name, value)
            else:
                self._choose(facts, self.narrow.whole.questions[axis.name], value)
        return facts

    def _choose(self, facts: Facts, question: Question, value: Value) -> None:
        """Take an answer whether or not its cards are offered: what another answer hides is no step on a scale."""
        facts.answers[question.id] = value
        chosen = [option for option in question.options if option.id == value or (isinstance(value, tuple) and option.id in value)]
        for option in chosen:
            for scale, at in question.places(option).items():
                raise_scale(self.narrow.whole, facts.scales, scale, at)
        if question.counts:
            last = len(self.narrow.whole.scales[question.counts].positions) - 1
            raise_scale(self.narrow.whole, facts.scales, question.counts, min(sum(option.at > 0 for option in chosen), last))

    def judged(self, facts: Facts) -> Outcome:
        """The outcome of these facts."""
        return judge(self.narrow.content, Journey(self.narrow.topic, (), (), (), facts), self.narrow.day)

    @cached_property
    def there_are(self) -> int:
        """How many combinations of the axes there are."""
        return prod(len(axis.values) for axis in self.axes)

    def places(self) -> Iterator[Places]:
        """Each combination to be tried, once: all of the rising axes for a number of settings of the others, and more drawn by lot."""
        yield from dict.fromkeys(self._places())

    def _places(self) -> Iterator[Places]:
        rising = [range(len(axis.values)) for axis in self.axes if axis.rises]
        others = [range(len(axis.values)) for axis in self.axes if not axis.rises]
        # The same places every time, whoever proves it.
        pick = random.Random(self.narrow.topic.id)
        slices = self.most // max(1, prod(map(len, rising)))
        for setting in islice(_settings(others, slices, pick), slices):
            yield from ((*places, *setting) for places in product(*rising))
        if others or not slices:
            # Each of these is compared with its neighbours, which nothing else asks for: it costs as much as several.
            yield from (tuple(pick.choice(places) for places in (*rising, *others)) for _ in range(self.most // 20))

    def told(self, places: Places) -> str:
        """The places in words."""
        return ", ".join(_told(axis, place) for axis, place in zip(self.axes, places, strict=True))


def _told(axis: Axis, place: int) -> str:
    value = axis.values[place]
    return f"{axis.name} {'= ' if isinstance(value, str) else ''}{' and '.join(value) or 'none' if isinstance(value, tuple) else value}"


def _settings(others: list[range], most: int, pick: random.Random) -> Iterator[Places]:
    """All at their first place, then one at a time at each other; where there is no room for all these, every place of all in turn."""
    yield (0,) * len(others)
    single = [(*(0,) * n, place, *(0,) * (len(others) - n - 1)) for n, places in enumerate(others) for place in places[1:]]
    if len(single) < most:
        yield from single
    else:
        orders = [pick.sample(places, len(places)) for places in others]
        yield from (tuple(order[turn % len(order)] for order in orders) for turn in range(most))


def _axes(narrow: Narrow) -> Iterator[Axis]:
    tests = [test for track in narrow.tracks for test in narrow.tests(*DECIDING[track])]
    joining = [test for condition in narrow.topic.joins.values() for test in leaves(condition.written)]
    looked_at = {test["question"] for test in (*tests, *joining) if "question" in test}
    limits: dict[str, set[int]] = {}
    for test in tests:
        if "scale" in test:
            limits.setdefault(test["scale"], set()).add(test.get("at_least", test.get("below", 0)))
    tables = {Track.POLITICAL_NEUTRALITY: narrow.whole.neutrality_table, Track.CONFLICT_OF_INTEREST: narrow.whole.conflict_table}
    seen = limits.keys() | {scale for track in narrow.tracks for scale in (tables[track].rows, tables[track].columns)}
    carried: dict[str, None] = {}
    for question in narrow.asked:
        if question.id in looked_at and question.options:
            yield _of_question(question, [test for test in tests if test.get("question") == question.id])
        else:
            carried |= {name: None for scale in sorted(question.moves) if (name := _carrier(narrow, scale, seen))}
    in_tables = {scale for table in tables.values() for scale in (table.rows, table.columns)}
    for scale in carried:
        lowest, highest = narrow.topic.scales.get(scale, 0), narrow.highest[scale]
        places = range(lowest, highest + 1)
        if scale in limits and scale not in in_tables and not narrow.whole.derived_from[scale]:
            places = sorted({lowest, *(limit for limit in limits[scale] if lowest < limit <= highest)})
        if len(places) > 1:
            yield Axis(scale, tuple(places), tuple((number - 1,) if number else () for number in range(len(places))))


def _carrier(narrow: Narrow, scale: str, seen: set[str]) -> str | None:
    """The scale that the rules see in the place of this one: itself, or the first one above it that takes the highest of its parts."""
    derived = narrow.whole.derived_from[scale]
    if scale in seen or len(derived) > 1 or any(one.combine != "max" for one in derived):
        return scale
    return next((_carrier(narrow, one.id, seen) for one in derived), None)


def _of_question(question: Question, tests: list[Leaf]) -> Axis:
    """The cards that the rules can tell apart, and for many all of them together; lowest first where they stand on a scale."""
    alike: dict[object, Option] = {}
    for option in sorted(question.options, key=lambda option: option.at):
        alike.setdefault((tuple(sorted(question.places(option).items())), tuple(option.id in _named(test) for test in tests)), option)
    cards = list(alike.values())
    if question.kind == "many":
        several: tuple[Value, ...] = (tuple(card.id for card in cards),) if len(cards) > 1 else ()
        values: tuple[Value, ...] = ((), *((card.id,) for card in cards), *several)
        return Axis(question.id, values)
    below = tuple(tuple(number for number, lower in enumerate(cards) if _lower(question, lower, card)) for card in cards)
    return Axis(question.id, tuple(card.id for card in cards), below if question.scale else ())


def _named(test: Leaf) -> tuple[str, ...]:
    return tuple(test.get("any_of", (test.get("is"),)))


def _lower(question: Question, one: Option, other: Option) -> bool:
    """Whether one card stands below another. A fact stands in no order: it is another situation, not less or more of one."""
    if one.fact or other.fact:
        return False
    lower, higher = question.places(one), question.places(other)
    return lower != higher and all(higher.get(scale, 0) >= at for scale, at in lower.items())

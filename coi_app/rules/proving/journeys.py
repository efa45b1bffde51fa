"""Journeys through a topic, chosen so that every pair of answers comes up: every question at its first, last or middle card, then answers changed.

Each answer is changed by itself from all three of these, and each pair of answers from the first two.

Two journeys are alike where everything that a reader gets is the same but for the words of the answers given.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod
from typing import NamedTuple

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.assessment import Answer, ConflictType, Level, Severity
from coi_app.rules.conditions import Facts, holds
from coi_app.rules.content import Content, Question
from coi_app.rules.journey import Journey, walk
from coi_app.rules.proving.narrow import Narrow
from coi_app.rules.reach import bases, fired, is_possible, possible_values
from coi_app.rules.triage import judge

NAMED = ("steps", "statute", "links", "rights", "next")
"""The lists of rules that a result shows as they fire."""


@dataclass(frozen=True)
class Sight:
    """All that a journey leads to, as far as rules and questions go."""

    answer: Answer
    level: Level | None
    type: ConflictType | None
    severity: Severity | None
    fired: frozenset[tuple[str, str]]
    firm: tuple[str, ...]
    asked: tuple[str, ...]
    offered: frozenset[tuple[str, str]]
    not_sure: bool


@dataclass(frozen=True)
class Tried:
    """One journey that can happen: the answers that count, the scales they lead to, and what comes of it. Of one topic, equal sights are one."""

    answers: tuple[tuple[str, Value], ...]
    scales: Mapping[str, int]
    sight: Sight

    @property
    def told(self) -> str:
        """The answers in words, for the author of the content."""
        return ", ".join(f"{q} = {' and '.join(v) or 'none' if isinstance(v, tuple) else v}" for q, v in self.answers)

    def given(self, content: Content) -> tuple[Answers, Answers]:
        """The answers about the role, and those about the interest."""
        role = {q: v for q, v in self.answers if content.questions[q].table == "role"}
        return Answers(role), Answers({q: v for q, v in self.answers if q not in role})


Change = frozenset[tuple[str, Value]]


class _Walked(NamedTuple):
    """What came of a walk: the journey, where it can happen, and every question that it asked."""

    tried: Tried | None
    asked: frozenset[str]


def _as_without(walked: Mapping[tuple[int, Change], _Walked], base: int, change: Change) -> _Walked | None:
    """What came of the same walk without one of the changes, where that question is not asked: nothing reads the answer to it."""
    for one in change:
        without = walked[base, change - {one}]  # fewer answers are changed first
        if one[0] not in without.asked:
            return without
    return None


@dataclass(frozen=True)
class Journeys:
    """The journeys tried through one topic; `changes` is how many answers are changed at once, `samples` how many more are drawn by lot."""

    narrow: Narrow
    changes: int = 2
    samples: int = 200

    @cached_property
    def there_are(self) -> int:
        """How many combinations of the answers that are tried to each question there are."""
        return prod(sum(1 for _ in possible_values(question)) for question in self.narrow.asked)

    @cached_property
    def tried(self) -> tuple[Tried, ...]:
        """Every journey tried that can happen, each once."""
        return tuple({one.answers: one for one in self.by_change.values() if one}.values())

    @cached_property
    def distinct(self) -> tuple[Tried, ...]:
        """The first journey of each that are alike."""
        return tuple({one.sight: one for one in reversed(self.tried)}.values())[::-1]

    @cached_property
    def by_change(self) -> dict[tuple[int, Change], Tried | None]:
        """Each journey by the base it started from and the answers changed in it; None for one that cannot happen."""
        seen: dict[tuple[tuple[str, Value], ...], _Walked] = {}
        walked: dict[tuple[int, Change], _Walked] = {}
        sights: dict[Sight, Sight] = {}
        for base, change, values in self._assigned():
            walked[base, change] = _as_without(walked, base, change) or self._try(values, seen, sights)
        return {where: one.tried for where, one in walked.items()}

    def _assigned(self) -> Iterator[tuple[int, Change, Mapping[str, Value]]]:
        values = {question.id: tuple(possible_values(question)) for question in self.narrow.asked}
        for number, base in enumerate(bases(self.narrow.whole)):
            for count in range(min(self.changes, 2 if number < 2 else 1) + 1):
                for questions in combinations(values, count):
                    for change in _changed(base, values, questions):
                        yield number, frozenset(change.items()), {**base, **change}
        pick = random.Random(self.narrow.topic.id)  # the same journeys every time, whoever tries them
        for number in range(self.samples if len(values) > self.changes else 0):
            yield -1 - number, frozenset(), {question: pick.choice(found) for question, found in values.items()}

    def _try(self, values: Mapping[str, Value], seen: dict[tuple[tuple[str, Value], ...], _Walked], sights: dict[Sight, Sight]) -> _Walked:
        whole = Answers(values)
        journey = walk(self.narrow.content, self.narrow.topic, whole, whole)
        key = tuple(journey.facts.answers.items())
        if key not in seen:
            tried = self._tried(key, journey, sights) if journey.complete and is_possible(journey) else None
            seen[key] = _Walked(tried, frozenset(question.id for question in journey.asked))
        return seen[key]

    def _tried(self, answers: tuple[tuple[str, Value], ...], journey: Journey, sights: dict[Sight, Sight]) -> Tried:
        content, day = self.narrow.content, self.narrow.day
        outcome = judge(content, journey, day)
        sight = Sight(
            outcome.answer, outcome.level, outcome.type, outcome.severity, frozenset(fired(content, journey, outcome, day)), _firm(content, journey.facts),
            tuple(question.id for question in journey.asked), frozenset((q.id, option.id) for q in journey.asked for option in journey.offered(q)),
            bool(journey.not_sure),
        )
        return Tried(answers, journey.facts.scales, sights.setdefault(sight, sight))


def _changed(base: Mapping[str, Value], values: Mapping[str, tuple[Value, ...]], questions: tuple[str, ...]) -> Iterator[dict[str, Value]]:
    if not questions:
        yield {}
        return
    first, *rest = questions
    for others in _changed(base, values, tuple(rest)):
        yield from ({first: value, **others} for value in values[first] if value != base[first])


def _firm(content: Content, facts: Facts) -> tuple[str, ...]:
    """The steps that are put forward firmly, and how firmly."""
    needed = (f"{rule.id} needed" for rule in content.steps if rule.required_when and holds(rule.required_when, facts))
    suggested = (f"{rule.id} suggested" for rule in content.steps if rule.suggested_when and holds(rule.suggested_when, facts))
    return (*needed, *suggested)


def unsure(question: Question) -> tuple[str, Value]:
    """The question answered *not sure*."""
    return question.id, NOT_SURE

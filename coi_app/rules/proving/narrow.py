"""The part of the content that can matter for one topic: rules that can never hold there, or hold always, are told beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from coi_app.domain.assessment import Track
from coi_app.rules.conditions import Condition, Facts, parse
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.reach import RULE_LISTS, rule_lists
from coi_app.rules.rulings import Rule, StepRule
from coi_app.rules.triage import COMPUTED

Leaf = Mapping[str, Any]
"""A single test of a condition, as written."""


def leaves(written: Leaf) -> Iterator[Leaf]:
    """The single tests of a condition."""
    if "not" in written:
        yield from leaves(written["not"])
    elif "all" in written or "any" in written:
        for part in written.get("all", written.get("any", ())):
            yield from leaves(part)
    else:
        yield written


def conditions_of(rule: Rule) -> Iterator[tuple[str, Condition]]:
    """The conditions of a rule, each with the key under which it stands."""
    if rule.when:
        yield "when", rule.when
    if isinstance(rule, StepRule):
        named = (("suggested_when", rule.suggested_when), ("required_when", rule.required_when), ("done_when", rule.done_when))
        yield from ((name, condition) for name, condition in named if condition)


def _always(_: Facts) -> bool:
    return True


def _never(_: Facts) -> bool:
    return False


@dataclass(frozen=True)
class Narrow:
    """One topic with the content that can matter for it on a day; every outcome is the same as under the whole content."""

    whole: Content
    topic: Topic
    day: date

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that the topic can ask."""
        return self.whole.asked_for(self.topic)

    @cached_property
    def content(self) -> Content:
        """The content without the rules that are not in force, or that can never hold here; conditions test only what is open here."""
        kept = {name: tuple(self._shorter(rule) for rule in rules if rule.in_force(self.day) and self._can_hold(rule)) for name, rules in rule_lists(self.whole).items()}
        return replace(self.whole, **kept)

    def _shorter(self, rule: Rule) -> Rule:
        shorter = {name: short for name, condition in conditions_of(rule) if (short := self.shorter(condition)) is not condition}
        return replace(rule, **shorter) if shorter else rule

    def shorter(self, condition: Condition) -> Condition:
        """The same condition, which says all that it said, with a test that leaves out what is settled here.

        What holds always is no part of *all*, and what never holds none of *any*: the rest decides alone, whatever is answered.
        """
        settled = self.settled(condition.written)
        if settled is not None:
            return replace(condition, test=_always if settled else _never)
        left = self._open(condition.written)
        return condition if left == condition.written else replace(condition, test=parse(left).test)

    def _open(self, written: Leaf) -> Leaf:
        """What is open of a condition that is not settled."""
        if "not" in written:
            return {"not": self._open(written["not"])}
        for several in ("all", "any"):
            if several in written:
                parts = [self._open(part) for part in written[several] if self.settled(part) is None]
                return parts[0] if len(parts) == 1 else {several: parts}
        return written

    @cached_property
    def _can_be_asked(self) -> frozenset[str]:
        return frozenset(question.id for question in self.asked)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks that the topic is looked at on, now or once some answer makes it so."""
        return (*self.topic.tracks, *self.topic.joins)

    def _can_hold(self, rule: Rule) -> bool:
        return rule.when is None or self.settled(rule.when.written) is not False

    @cached_property
    def highest(self) -> Mapping[str, int]:
        """The highest place that each scale can have here; a scale that nothing moves is not there."""
        places = dict(self.topic.scales)
        for question in self.asked:
            for option in question.options:
                for scale, at in question.places(option).items():
                    places[scale] = max(at, places.get(scale, 0))
            if question.counts:
                most = min(sum(option.at > 0 for option in question.options), len(self.whole.scales[question.counts].positions) - 1)
                places[question.counts] = max(most, places.get(question.counts, 0))
        for scale in self.whole.scales.values():
            if scale.combine == "max":
                places[scale.id] = max((places.get(part, 0) for part in (scale.id, *scale.made_from)), default=0)
            elif scale.combine and any(part in places for part in scale.made_from):
                places[scale.id] = max(max(row) for row in scale.table)
        return places

    @cached_property
    def _adjusted(self) -> frozenset[str]:
        return frozenset({rule.scale for rule in (*self.whole.closeness_adjustments, *self.whole.in_place)})

    def settled(self, written: Leaf, *, wherever: bool = False) -> bool | None:
        """Whether a condition holds here whatever is answered, or never, or (None) now and then; `wherever` takes every scale for open."""
        if "not" in written:
            inner = self.settled(written["not"], wherever=wherever)
            return None if inner is None else not inner
        if "all" in written:
            parts = [self.settled(part, wherever=wherever) for part in written["all"]]
            return False if False in parts else None if None in parts else True
        if "any" in written:
            parts = [self.settled(part, wherever=wherever) for part in written["any"]]
            return True if True in parts else None if None in parts else False
        return None if wherever and "scale" in written else self._settled_leaf(written)

    def _settled_leaf(self, leaf: Leaf) -> bool | None:
        if "flag" in leaf:
            return leaf["flag"] in self.topic.flags
        if "track" in leaf:
            return None if leaf["track"] in self.topic.joins else leaf["track"] in self.topic.tracks
        if "topic" in leaf:
            judged_as = self.topic.like or self.topic.id
            return judged_as == leaf["topic"] if isinstance(leaf["topic"], str) else judged_as in leaf["topic"]
        if "question" in leaf:
            if leaf["question"] in self._can_be_asked:
                return None
            return leaf["answered"] is False if "answered" in leaf else False
        return self._settled_scale(leaf)

    def _settled_scale(self, leaf: Leaf) -> bool | None:
        scale = leaf["scale"]
        if scale in COMPUTED or scale in self._adjusted:
            return None
        lowest, highest = self.topic.scales.get(scale, 0), self.highest.get(scale, 0)
        limit = leaf.get("at_least", leaf.get("below", 0))
        if lowest < limit <= highest:
            return None
        return (lowest >= limit) is ("at_least" in leaf)

    def tests(self, *lists: str) -> Iterator[Leaf]:
        """The single tests in the conditions of the rules that can matter here, of some lists or of all."""
        for name in lists or RULE_LISTS:
            for rule in getattr(self.content, name):
                for _, condition in conditions_of(rule):
                    yield from (leaf for leaf in leaves(condition.written) if self.settled(leaf) is None)

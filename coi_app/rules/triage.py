"""From answers to a result on two tracks: scales, a table, adjustments, floors, then the answer.

`judge` works out the outcome alone, quickly, for one set of answers; `assess` in `explain.py` puts the
reasons, steps and words to it. Both read the same rules, so they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Answer, ConflictType, Level, Severity, Track
from coi_app.rules.conditions import Facts, holds
from coi_app.rules.content import Content, Topic
from coi_app.rules.journey import Journey, walk
from coi_app.rules.rulings import AnswerRule, Incompatible, InPlace, Rule, StopRule

COMPUTED = ("level", "severity", "remaining", "stops", "incompatible", "not_sure")
"""Scales that the triage itself fills in, so that rules can ask about them."""


@dataclass(frozen=True)
class Outcome:
    """What the rules conclude, with the rules that fired and no words yet."""

    answer: Answer
    level: Level | None
    type: ConflictType | None
    severity: Severity | None
    neutrality_rules: tuple[Rule, ...]
    conflict_rules: tuple[Rule, ...]
    incompatible: tuple[Incompatible, ...]
    stops: tuple[StopRule, ...]
    answer_rules: tuple[AnswerRule, ...]
    base: Outcome | None = None

    @cached_property
    def concern(self) -> tuple[int, int, int]:
        """Answer, level and severity as numbers; higher is stricter."""
        return self.answer.rank, int(self.level or 0), self.severity.rank if self.severity else 0

    def betters(self, other: Outcome) -> bool:
        """Whether this is better in something and worse in nothing."""
        return self.concern != other.concern and self.no_worse_than(other)

    def no_worse_than(self, other: Outcome) -> bool:
        """Whether this is worse in nothing."""
        (answer, level, severity), (its_answer, its_level, its_severity) = self.concern, other.concern
        return answer <= its_answer and level <= its_level and severity <= its_severity


def judge(content: Content, journey: Journey, day: date) -> Outcome:
    """The outcome of a complete journey on this day; the journey's facts gain the computed scales."""
    facts = journey.facts
    facts.tracks = frozenset({*journey.topic.tracks, *(track for track, when in journey.topic.joins.items() if when.test(facts))})
    facts.scales.update(level=0, severity=0, remaining=0, incompatible=0, not_sure=len(journey.not_sure))
    stops = tuple(rule for rule in content.stops if rule.in_force(day) and holds(rule.when, facts))
    facts.scales["stops"] = len(stops)
    level, neutrality = _level(content, facts, day) if Track.POLITICAL_NEUTRALITY in facts.tracks else (None, ())
    kind, severity, conflict = _conflict(content, facts, day) if Track.CONFLICT_OF_INTEREST in facts.tracks else (None, None, ())
    clashes = tuple(rule for rule in content.incompatible if rule.in_force(day) and holds(rule.when, facts))
    facts.scales["incompatible"] = len(clashes)
    fired = tuple(rule for rule in content.answer_rules if rule.in_force(day) and holds(rule.when, facts))
    answer = max((rule.answer for rule in fired), key=lambda a: a.rank, default=Answer.GO_AHEAD)
    outcome = Outcome(answer, level, kind, severity, neutrality, conflict, clashes, stops, tuple(r for r in fired if r.answer is answer))
    return _never_freer(outcome, judge(content.base, journey.base, day), facts) if content.base and journey.base else outcome


def _never_freer(outcome: Outcome, base: Outcome, facts: Facts) -> Outcome:
    """The outcome under an agency's layer, in each part at least as strict as without: whatever the agency wrote, it cannot loosen."""
    answer = max(outcome.answer, base.answer, key=lambda a: a.rank)
    level = max((found for found in (outcome.level, base.level) if found is not None), default=None)
    severity = max((found for found in (outcome.severity, base.severity) if found is not None), key=lambda s: s.rank, default=None)
    kind = base.type if outcome.type in (None, ConflictType.NONE) else outcome.type
    facts.scales.update(level=int(level or 0), severity=severity.rank if severity else 0)
    return replace(outcome, answer=answer, level=level, severity=severity, type=kind, base=base)


def _level(content: Content, facts: Facts, day: date) -> tuple[Level, tuple[Rule, ...]]:
    for rule in content.exemptions:
        if rule.in_force(day) and holds(rule.when, facts):
            return Level.L0, (rule,)
    table = content.neutrality_table
    level = int(table.levels[facts.scales.get(table.rows, 0)][facts.scales.get(table.columns, 0)])
    fired: list[Rule] = []
    for adjustment in content.level_adjustments:
        facts.scales["level"] = level
        if adjustment.in_force(day) and holds(adjustment.when, facts):
            level = min(level + adjustment.add, int(Level.L4))
            fired.append(adjustment)
    for floor in sorted(content.level_floors, key=lambda f: -f.level):
        if floor.level > level and floor.in_force(day) and holds(floor.when, facts):
            level = int(floor.level)
            fired.append(floor)
    facts.scales["level"] = level
    return Level(level), tuple(fired)


def _conflict(content: Content, facts: Facts, day: date) -> tuple[ConflictType, Severity, tuple[Rule, ...]]:
    for exemption in content.conflict_exemptions:
        if exemption.in_force(day) and holds(exemption.when, facts):
            return ConflictType.NONE, Severity.NONE, (exemption,)
    fired: list[Rule] = []
    for adjustment in content.closeness_adjustments:
        if facts.scales.get(adjustment.scale, 0) > 0 and adjustment.in_force(day) and holds(adjustment.when, facts):
            highest = len(content.scales[adjustment.scale].positions) - 1
            facts.scales[adjustment.scale] = min(max(0, facts.scales[adjustment.scale] + adjustment.add), highest)
            fired.append(adjustment)
    severity = _severity(content, facts)
    for floor in sorted(content.severity_floors, key=lambda f: -f.severity.rank):
        if floor.severity.rank > severity.rank and floor.in_force(day) and holds(floor.when, facts):
            severity = floor.severity
            fired.append(floor)
    facts.scales["severity"] = severity.rank
    facts.scales["remaining"], settled = _remaining(content, facts, severity, day)
    if severity is Severity.NONE:
        return ConflictType.NONE, severity, tuple(fired)
    kind = next((rule for rule in content.type_rules if rule.in_force(day) and holds(rule.when, facts)), None)
    rules = (*fired, *settled, *((kind,) if kind else ()))
    return kind.type if kind else ConflictType.PERCEIVED, severity, rules


def _severity(content: Content, facts: Facts) -> Severity:
    table = content.conflict_table
    return table.severities[facts.scales.get(table.rows, 0)][facts.scales.get(table.columns, 0)]


def _remaining(content: Content, facts: Facts, severity: Severity, day: date) -> tuple[int, tuple[InPlace, ...]]:
    """The severity left after what is already in place, and the rules that say so; the scales are as before."""
    settled = tuple(rule for rule in content.in_place if rule.in_force(day) and holds(rule.when, facts))
    if not settled:
        return severity.rank, ()
    kept = {rule.scale: facts.scales.get(rule.scale, 0) for rule in settled}
    for rule in settled:
        facts.scales[rule.scale] = min(facts.scales.get(rule.scale, 0), rule.to)
    left = min(severity.rank, _severity(content, facts).rank)
    facts.scales.update(kept)
    return left, settled


def judge_answers(content: Content, topic: Topic, role: Answers, answers: Answers, day: date) -> Outcome | None:
    """The outcome for a set of answers, or None where a question that is asked has no answer."""
    journey = walk(content, topic, role, answers)
    return judge(content, journey, day) if journey.complete else None

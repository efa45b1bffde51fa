"""The kinds of rule: each fires on a condition, says why, names its source, and holds between two dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coi_app.domain.assessment import Answer, AskedBy, ConflictType, Level, Severity, Source, StepStatus, Track
from coi_app.rules.conditions import Condition


@dataclass(frozen=True)
class Rule:
    """A rule in words: when it fires, why, and its source; in force between two dates."""

    id: str
    when: Condition | None
    because: str
    source: Source
    begins: date | None = None
    ends: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the rule counts for a result of this day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Adjustment(Rule):
    """Adds to a level, or to a scale before a table is read."""

    add: int = 0
    scale: str = ""


@dataclass(frozen=True)
class LevelFloor(Rule):
    """The level is at least this."""

    level: Level = Level.L0


@dataclass(frozen=True)
class SeverityFloor(Rule):
    """The severity is at least this."""

    severity: Severity = Severity.NONE


@dataclass(frozen=True)
class Incompatible(Rule):
    """A role and an activity that do not go together whatever the plan, and what would be fine.

    Of those that tell the same fact, by the name of it in `tells`, a person reads the first; the others stand in the rulebook alone.
    """

    fine: str = ""
    track: Track = Track.POLITICAL_NEUTRALITY
    tells: str = ""


@dataclass(frozen=True)
class TypeRule(Rule):
    """The type of conflict; the first rule that holds gives it."""

    type: ConflictType = ConflictType.NONE


@dataclass(frozen=True)
class InPlace(Rule):
    """What is already in place brings a scale down to `to` for what remains."""

    scale: str = ""
    to: int = 0


@dataclass(frozen=True)
class AnswerRule(Rule):
    """Gives an answer at least this strict, with what would be fine where it says not in this form."""

    answer: Answer = Answer.GO_AHEAD
    fine: str = ""
    track: Track = Track.POLITICAL_NEUTRALITY


@dataclass(frozen=True)
class StopRule(Rule):
    """A stop or conduct test: never a matter of level."""

    fix: str = ""
    track: Track = Track.POLITICAL_NEUTRALITY


@dataclass(frozen=True)
class StatuteRule(Rule):
    """What a law asks for; `dated` names two dates of the election calendar, `elections` the kinds of election that are meant."""

    dated: tuple[str, str] | None = None
    elections: tuple[str, ...] = ()
    of: AskedBy = AskedBy.LAW


@dataclass(frozen=True)
class FirmerStep(Rule):
    """An agency's rule that offers a step of the content where it holds, at least this firmly."""

    step: str = ""
    status: StepStatus = StepStatus.SUGGESTED


@dataclass(frozen=True)
class StepRule(Rule):
    """A management option: offered when `when` holds, firmer when the other two do, or where an agency made it so."""

    rung: int = 0
    title: str = ""
    words: str = ""
    suggested_when: Condition | None = None
    required_when: Condition | None = None
    done_when: Condition | None = None
    firmer: tuple[FirmerStep, ...] = ()

"""What an agency puts on top of the content, as values: it adds and it makes stricter; nothing in it can take anything away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coi_app.domain.assessment import Source
from coi_app.rules.conditions import Condition
from coi_app.rules.rulings import AnswerRule, FirmerStep, Incompatible, LevelFloor, Rule, SeverityFloor, StepRule

OWN = "x-"
"""How every id of an agency begins, so that none can stand in for one of the content."""

Kind = Literal["one", "many", "number", "date"]
Target = Literal["acknowledge", "talk", "answer", "second_look", "update"]


@dataclass(frozen=True)
class Expectation:
    """What the agency also expects, in words; where it names topics, it is told with their results."""

    id: str
    words: str
    source: Source
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class TargetDays:
    """Within how many working days the agency means to do something."""

    id: str
    what: Target
    days: int
    words: str


@dataclass(frozen=True)
class OwnContact:
    """A person or body of the agency; `replaces` names the general one in whose place it stands."""

    id: str
    title: str
    words: str
    kind: str
    replaces: str = ""


@dataclass(frozen=True)
class OwnCategory:
    """A group of topics of the agency's own."""

    id: str
    title: str
    summary: str


@dataclass(frozen=True)
class OwnTopic:
    """A topic of the agency's own: asked and judged as the topic that it is `like`, in words of its own."""

    id: str
    like: str
    title: str
    category: str
    summary: str
    examples: tuple[str, ...]
    tips: tuple[str, ...]
    search: tuple[str, ...]


@dataclass(frozen=True)
class OwnOption:
    """One card of an agency's question, and where it puts the question's scale."""

    id: str
    words: str
    example: str = ""
    at: int = 0
    as_reason: str = ""
    as_change: str = ""


@dataclass(frozen=True)
class OwnQuestion:
    """A question that the agency adds at the end of some topics; without a scale it is for the record alone."""

    id: str
    topics: tuple[str, ...]
    kind: Kind
    words: str
    short: str
    hint: str
    why: str
    source: Source
    options: tuple[OwnOption, ...]
    scale: str | None
    asked_when: Condition | None
    identity: bool


@dataclass(frozen=True)
class AgencyLayer:
    """One exact version of what an agency adds. `author` is a role, never a person's name."""

    agency: str
    version: str
    effective: date
    written_for: str
    author: str
    contact: str
    sources: Mapping[str, Source]
    contacts: tuple[OwnContact, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    target_days: tuple[TargetDays, ...] = ()
    categories: tuple[OwnCategory, ...] = ()
    topics: tuple[OwnTopic, ...] = ()
    questions: tuple[OwnQuestion, ...] = ()
    level_floors: tuple[LevelFloor, ...] = ()
    severity_floors: tuple[SeverityFloor, ...] = ()
    answer_rules: tuple[AnswerRule, ...] = ()
    incompatible: tuple[Incompatible, ...] = ()
    firmer_steps: tuple[FirmerStep, ...] = ()
    steps: tuple[StepRule, ...] = ()

    @property
    def named(self) -> str:
        """The agency with the version of what it adds, as a version string holds it."""
        return f"{self.agency} {self.version}"

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the agency, in the order of the kinds."""
        return (*self.level_floors, *self.severity_floors, *self.answer_rules, *self.incompatible, *self.firmer_steps, *self.steps)

    def expected_of(self, topic: str) -> tuple[Expectation, ...]:
        """What the agency expects of those who have this topic in mind."""
        return tuple(expectation for expectation in self.expectations if topic in expectation.topics)


def is_own(rule_id: str) -> bool:
    """Whether an id is an agency's."""
    return rule_id.startswith(OWN)

"""The content as loaded: topics, questions, scales and rules, frozen and joined up by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from coi_app.domain.assessment import Level, Severity, Source, Track
from coi_app.domain.errors import InputError
from coi_app.rules.bundle import Bundle
from coi_app.rules.conditions import Condition, Facts
from coi_app.rules.deciders import Decider, decider_of, said_to
from coi_app.rules.everyday import EverydayWords, read_everyday
from coi_app.rules.law import Calendar, Election, Threshold
from coi_app.rules.rulings import Adjustment, AnswerRule, Incompatible, InPlace, LevelFloor, Rule, SeverityFloor, StatuteRule, StepRule, StopRule, TypeRule

if TYPE_CHECKING:  # few have an agency's layer, and guidance is opened later: neither belongs on the start path
    from coi_app.rules.agency import AgencyLayer
    from coi_app.rules.guidance import Glossary, Guidance

QuestionKind = Literal["one", "many", "number", "date", "text"]
QuestionTable = Literal["role", "answers"]


@dataclass(frozen=True)
class Option:
    """One card of a question: where it stands on the question's scale, and on others through `also`.

    A `fact` is how things are: it is never put forward as something to change, nor is another card in its place. What `instead_of`
    names are the only cards in whose place this one is put forward, facts or not. `as_change` and `as_dropped` follow an *If*:
    how it would be with this card chosen, and without it. A `plain` card leads nowhere that no other does: it is there for those who look for it.
    """

    id: str
    words: str
    example: str = ""
    at: int = 0
    also: Mapping[str, int] = field(default_factory=dict[str, int])
    offered_when: Condition | None = None
    as_reason: str = ""
    fact: bool = False
    as_change: str = ""
    as_dropped: str = ""
    plain: bool = False
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question, with why it is asked.

    `identity` marks what a person is, which no *what would change this* ever touches; `cost` orders
    the changes that a person could make, cheapest first. `counts` names the scale that rises with the
    number of chosen cards that weigh anything. `none` is how *none of these* reads where it has words of its own.
    """

    id: str
    table: QuestionTable
    kind: QuestionKind
    words: str
    short: str
    hint: str
    why: str
    source: Source
    options: tuple[Option, ...]
    scale: str | None
    asked_when: Condition | None
    identity: bool
    cost: int
    not_sure: str
    counts: str = ""
    none: str = ""

    @cached_property
    def by_option(self) -> Mapping[str, Option]:
        """The options by id."""
        return {option.id: option for option in self.options}

    @cached_property
    def moves(self) -> frozenset[str]:
        """The scales that a card of this question can move by itself."""
        counted = {self.counts} if self.counts else set[str]()
        return frozenset(counted | {scale for option in self.options for scale in self.places(option)})

    def places(self, option: Option) -> Mapping[str, int]:
        """Where a card of this question stands, on the question's own scale and on others."""
        return {self.scale: option.at, **option.also} if self.scale else option.also


@dataclass(frozen=True)
class Topic:
    """One thing a person may have in mind; `because` says why it starts where it does on a scale.

    A topic of an agency's own is judged `like` one of the content.
    `joins` holds the tracks that it is also looked at on, once the answers make its condition true.
    """

    id: str
    title: str
    category: str
    summary: str
    examples: tuple[str, ...]
    tips: tuple[str, ...]
    search: tuple[str, ...]
    tracks: tuple[Track, ...]
    declarable: bool
    flags: frozenset[str]
    scales: Mapping[str, int]
    questions: tuple[str, ...]
    not_asked: str = ""
    because: Mapping[str, str] = field(default_factory=dict[str, str])
    like: str = ""
    joins: Mapping[Track, Condition] = field(default_factory=dict[Track, Condition])


@dataclass(frozen=True)
class Category:
    """A group of topics as the topic page shows it."""

    id: str
    title: str
    summary: str


@dataclass(frozen=True)
class Position:
    """One step of a scale, in words that can stand as a reason."""

    words: str
    because: str = ""


@dataclass(frozen=True)
class Scale:
    """An ordered set of positions; a derived scale is made from others by `combine`.

    `told_by` are questions, or single cards as `question.card`, that say why the scale was left where it is, where none that moves it was asked.
    """

    id: str
    title: str
    positions: tuple[Position, ...]
    source: Source
    made_from: tuple[str, ...] = ()
    combine: Literal["", "max", "table"] = ""
    table: tuple[tuple[int, ...], ...] = ()
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class LevelTable:
    """Levels by the position on one scale (rows) and another (columns)."""

    rows: str
    columns: str
    levels: tuple[tuple[Level, ...], ...]
    source: Source


@dataclass(frozen=True)
class SeverityTable:
    """Severities by the position on one scale (rows) and another (columns)."""

    rows: str
    columns: str
    severities: tuple[tuple[Severity, ...], ...]
    source: Source


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder, for every case: what it is called and when it fits."""

    rung: int
    title: str
    words: str


@dataclass(frozen=True)
class Wording:
    """The words for answers, levels, types, severities and states: the one vocabulary."""

    answers: Mapping[str, str]
    headlines: Mapping[str, str]
    levels: Mapping[str, str]
    level_meanings: Mapping[str, str]
    types: Mapping[str, str]
    severities: Mapping[str, str]
    statuses: Mapping[str, str]
    status_meanings: Mapping[str, str]
    step_statuses: Mapping[str, str]
    tracks: Mapping[str, str]
    phrases: Mapping[str, str]


@dataclass(frozen=True)
class ConversationTexts:
    """The fixed texts of the conversation guide."""

    notice: str
    before: tuple[str, ...]
    opening: tuple[str, ...]
    ask: tuple[str, ...]
    do_not_ask: tuple[str, ...]
    do_not_say: tuple[str, ...]
    do_not_do: tuple[str, ...]
    career: str
    privacy: str
    proportionality: str
    decide: Mapping[str, str]
    where_to_go: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """Where to get a second opinion or support."""

    id: str
    title: str
    words: str
    kind: str


@dataclass(frozen=True)
class NoticeWords:
    """The words that the free-text warning looks for, as of a date."""

    checked: date
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    role_words: tuple[str, ...]
    warning: str


@dataclass(frozen=True)
class Content:
    """All of it: one exact version of what is asked and what the answers mean.

    With an `agency`'s layer on top, `base` is the content without it, than which no result is ever freer.
    """

    version: str
    effective: date
    language: str
    hash: str
    sources: Mapping[str, Source]
    categories: Mapping[str, Category]
    topics: Mapping[str, Topic]
    questions: Mapping[str, Question]
    scales: Mapping[str, Scale]
    neutrality_table: LevelTable
    exemptions: tuple[Rule, ...]
    level_adjustments: tuple[Adjustment, ...]
    level_floors: tuple[LevelFloor, ...]
    incompatible: tuple[Incompatible, ...]
    conflict_table: SeverityTable
    conflict_exemptions: tuple[Rule, ...]
    closeness_adjustments: tuple[Adjustment, ...]
    severity_floors: tuple[SeverityFloor, ...]
    type_rules: tuple[TypeRule, ...]
    in_place: tuple[InPlace, ...]
    stops: tuple[StopRule, ...]
    statute: tuple[StatuteRule, ...]
    answer_rules: tuple[AnswerRule, ...]
    steps: tuple[StepRule, ...]
    links: tuple[Rule, ...]
    rights: tuple[Rule, ...]
    next: tuple[Rule, ...]
    elections: tuple[Election, ...]
    thresholds: tuple[Threshold, ...]
    calendar: Calendar
    ladder: tuple[Rung, ...]
    wording: Wording
    conversation: ConversationTexts
    contacts: tuple[Contact, ...]
    notice: NoticeWords
    deciders: tuple[Decider, ...]
    agency: AgencyLayer | None = None
    base: Content | None = None
    unread: Bundle = field(default_factory=dict[str, bytes], repr=False, compare=False)
    """The files that are read when they are first wanted."""

    @cached_property
    def _said(self) -> dict[str, Content]:
        """The content as it is said under each decider, made when the first such person comes."""
        return {self.deciders[-1].id: self}

    def said_to(self, facts: Facts) -> Content:
        """This content in the words for whoever these facts are about: each text names the one who decides in their case."""
        decider = decider_of(self.deciders, facts)
        if decider.id not in self._said:
            self._said[decider.id] = said_to(self, decider)
        return self._said[decider.id]

    @cached_property
    def everyday(self) -> EverydayWords:
        """The words that people use for all this; read when first asked for."""
        return read_everyday(self.unread)

    @cached_property
    def guidance(self) -> Guidance:
        """What helps with each topic, and the general pages; read when first asked for."""
        from coi_app.rules.guidance import read_guidance  # as it is opened, not at the start

        return read_guidance(self.unread, self.sources)

    @cached_property
    def glossary(self) -> Glossary:
        """The words explained; read when first asked for."""
        from coi_app.rules.guidance import read_glossary  # as above

        return read_glossary(self.unread, self.sources)

    def topic(self, topic_id: str) -> Topic:
        """The topic with this id; InputError names it where there is none."""
        try:
            return self.topics[topic_id]
        except (KeyError, TypeError):
            raise InputError(f"There is no topic {str(topic_id)[:40]!r}. `coi-app topics` lists them.", "topic") from None

    def question(self, question_id: str) -> Question:
        """The question with this id; InputError names it where there is none."""
        try:
            return self.questions[question_id]
        except KeyError:
            raise InputError(f"There is no question {question_id[:60]!r}.", question_id[:60]) from None

    @cached_property
    def role_questions(self) -> tuple[Question, ...]:
        """The questions about the role, in the order they are asked."""
        return tuple(q for q in self.questions.values() if q.table == "role")

    def asked_for(self, topic: Topic) -> tuple[Question, ...]:
        """Every question that this topic can ask: about the role, then about the interest."""
        return (*self.role_questions, *(self.questions[q] for q in topic.questions)) if topic.questions else ()

    @cached_property
    def derived_from(self) -> Mapping[str, tuple[Scale, ...]]:
        """The derived scales that each scale feeds."""
        return {s: tuple(d for d in self.scales.values() if s in d.made_from) for s in self.scales}

    @cached_property
    def movers(self) -> Mapping[str, frozenset[str]]:
        """The questions whose cards can move each scale, itself or by way of those that it is made from."""
        above = {scale: self._made_from_it(scale) for scale in self.scales}
        return {s: frozenset(q.id for q in self.questions.values() if any(s in above[moved] for moved in q.moves)) for s in self.scales}

    def _made_from_it(self, scale: str) -> frozenset[str]:
        return frozenset({scale}).union(*(self._made_from_it(derived.id) for derived in self.derived_from[scale]))

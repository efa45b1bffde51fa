"""What a result is: an answer, a level or severity on each track, and the reasons for both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property

from coi_app.domain.answers import Value


class Track(StrEnum):
    """The two things looked at, apart and then together."""

    POLITICAL_NEUTRALITY = "political_neutrality"
    CONFLICT_OF_INTEREST = "conflict_of_interest"


class Answer(StrEnum):
    """What a person asked to know: may I? In order from the freest."""

    GO_AHEAD = "go_ahead"
    GO_AHEAD_WITH_STEPS = "go_ahead_with_steps"
    NOT_AS_DESCRIBED = "not_as_described"

    @cached_property
    def rank(self) -> int:
        """0 for the freest answer, rising."""
        return list(Answer).index(self)


class Level(IntEnum):
    """Concern on the political neutrality track, before any step."""

    L0 = 0
    L1 = 1
    L2 = 2
    L3 = 3
    L4 = 4


class Severity(StrEnum):
    """Concern on the conflict of interest track, before any step."""

    NONE = "none"
    MINOR = "minor"
    MODERATE = "moderate"
    SIGNIFICANT = "significant"

    @cached_property
    def rank(self) -> int:
        """0 for none, rising."""
        return list(Severity).index(self)


class ConflictType(StrEnum):
    """Whether interest and duty meet now, lie ahead, or only look as if they meet."""

    NONE = "none"
    POTENTIAL = "potential"
    PERCEIVED = "perceived"
    ACTUAL = "actual"


class StepStatus(StrEnum):
    """How firmly a step is put forward."""

    REQUIRED = "required"
    SUGGESTED = "suggested"
    CONSIDER = "consider"


class SourceMark(StrEnum):
    """What a reader is told of a source that was not read itself: that it holds all the same, or that nobody is sure of it."""

    SUMMARY = "read_in_summary"
    CHECK_THIS = "check_this"


class Confidence(StrEnum):
    """How sure the content is of a fact, and of which source it knows it."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"
    PROPOSAL = "proposal"

    @property
    def mark(self) -> SourceMark | None:
        """The mark beside the fact; None where its own source was read, and for what is our own."""
        return {Confidence.SECONDARY: SourceMark.SUMMARY, Confidence.UNVERIFIED: SourceMark.CHECK_THIS}.get(self)


class AskedBy(StrEnum):
    """Who asks for it: a law, or what a code, a contract or common practice asks of one kind of role."""

    LAW = "law"
    ROLE = "role"


@dataclass(frozen=True)
class Source:
    """Where a statement comes from, when a person last checked it, and how sure we are.

    Where it holds from a day on, `replaced` is what it took the place of.
    """

    id: str
    title: str
    checked: date
    confidence: Confidence
    words: str = ""
    address: str = ""
    short: str = ""
    begins: date | None = None
    replaced: Source | None = None

    @property
    def name(self) -> str:
        """The source in a few words, as it stands beside a reason."""
        return self.short or self.title

    def on(self, day: date) -> Source:
        """The source as it stood on a day: this one, or the one before it."""
        if self.begins and self.replaced and day < self.begins:
            return self.replaced.on(day)
        return self


@dataclass(frozen=True)
class AnswerGiven:
    """One answer as a reason cites it: `option` is the raw value, `words` what the person read."""

    question: str
    option: Value
    words: str


@dataclass(frozen=True)
class Reason:
    """A rule that fired, in words, with the answers it used and its source."""

    rule: str
    because: str
    answers: tuple[AnswerGiven, ...]
    source: Source
    track: Track


@dataclass(frozen=True)
class ChangedAnswer:
    """One answer put differently; `words` follow an *If*."""

    question: str
    before: Value
    after: Value
    words: str


@dataclass(frozen=True)
class Alternative:
    """What the result would be if these answers were different: one, or the smallest pair."""

    changes: tuple[ChangedAnswer, ...]
    words: str
    result: str
    answer: Answer


@dataclass(frozen=True)
class NeutralityResult:
    """The political neutrality track."""

    level: Level
    words: str
    reasons: tuple[Reason, ...]
    changes: tuple[Alternative, ...]


@dataclass(frozen=True)
class ConflictResult:
    """The conflict of interest track."""

    type: ConflictType
    severity: Severity
    words: str
    reasons: tuple[Reason, ...]
    changes: tuple[Alternative, ...]


@dataclass(frozen=True)
class Stop:
    """A part that has to change whatever the level: what it is, and what is then fine."""

    id: str
    words: str
    fix: str
    source: Source


@dataclass(frozen=True)
class StatutoryStep:
    """What a law asks for, with its dates where the calendar has them; `dates_source` is where the dates come from.

    Of a role, it is no law but what a code, a contract or common practice asks of people like this.
    """

    id: str
    words: str
    begins: date | None
    ends: date | None
    source: Source
    dates_source: Source | None = None
    of: AskedBy = AskedBy.LAW

    @property
    def mark(self) -> SourceMark | None:
        """The mark of the law or of its dates, of the two the one that says more against relying on it."""
        marks = {source.confidence.mark for source in (self.source, self.dates_source) if source}
        return next((mark for mark in (SourceMark.CHECK_THIS, SourceMark.SUMMARY) if mark in marks), None)


@dataclass(frozen=True)
class Step:
    """One rung of the ladder of management options, lightest first; `title` is its short name."""

    id: str
    rung: int
    status: StepStatus
    title: str
    words: str
    why: str


@dataclass(frozen=True)
class Right:
    """A right that stands before any risk."""

    id: str
    words: str
    source: Source


@dataclass(frozen=True)
class Expected:
    """What an agency also expects of those who have this in mind, in its own words."""

    words: str
    source: Source


@dataclass(frozen=True)
class AgencyPart:
    """What an agency's own content has to do with a result, so that nobody takes it for the general one.

    `rules` are its rules that fired; `without` is the answer without it as a sentence, where that is another one.
    """

    agency: str
    version: str
    rules: tuple[Reason, ...]
    expected: tuple[Expected, ...]
    without: str = ""


@dataclass(frozen=True)
class Assessment:
    """The whole result for one interest; where `complete` is false, `answer` is None."""

    content_version: str
    topic: str
    day: date
    complete: bool
    answer: Answer | None
    headline: str
    fine_version: str | None
    journey: tuple[AnswerGiven, ...]
    unanswered: tuple[str, ...]
    ignored: tuple[str, ...]
    not_sure: tuple[str, ...]
    neutrality: NeutralityResult | None
    conflict: ConflictResult | None
    links: tuple[str, ...]
    changes: tuple[Alternative, ...]
    stops: tuple[Stop, ...]
    statute: tuple[StatutoryStep, ...]
    steps: tuple[Step, ...]
    rights: tuple[Right, ...]
    next: tuple[str, ...]
    agency: AgencyPart | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons of both tracks, political neutrality first."""
        tracks = (self.neutrality, self.conflict)
        return tuple(reason for track in tracks if track for reason in track.reasons)

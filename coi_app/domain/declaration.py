"""What a declaration is: versions of interests, and a state that moves by table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from coi_app.domain.answers import Answers
from coi_app.domain.errors import IllegalMove


class Status(StrEnum):
    """Where a declaration stands."""

    DRAFT = "draft"
    READY = "ready"
    HANDED_OVER = "handed_over"
    UNDER_REVIEW = "under_review"
    DECIDED = "decided"
    ANSWERED = "answered"
    CLOSED = "closed"


MOVES: Mapping[Status, frozenset[Status]] = MappingProxyType({
    Status.DRAFT: frozenset({Status.READY}),
    Status.READY: frozenset({Status.DRAFT, Status.HANDED_OVER}),
    Status.HANDED_OVER: frozenset({Status.UNDER_REVIEW, Status.DECIDED, Status.DRAFT}),
    Status.UNDER_REVIEW: frozenset({Status.DECIDED}),
    Status.DECIDED: frozenset({Status.ANSWERED, Status.CLOSED}),
    Status.ANSWERED: frozenset({Status.CLOSED, Status.UNDER_REVIEW}),
    Status.CLOSED: frozenset(),
})


class Kind(StrEnum):
    """What is being said."""

    INTERESTS = "interests"
    NOTHING_TO_DECLARE = "nothing_to_declare"
    PRIVATE_NOTE = "private_note"


@dataclass(frozen=True)
class Interest:
    """One thing that is declared: its topic, the answers about it, and the person's own words."""

    id: UUID
    topic: str
    answers: Answers = Answers()
    words: str = ""
    seen_differently: str = ""


@dataclass(frozen=True)
class Version:
    """What a declaration said at one time; after it was handed over, a change is a new version.

    `content_hash` names the exact content that the questions and the result came from, `day` is
    the day the result is for, `role_stated_at` tells how old the role answers are, and `place` is
    the question to come back to after a restart.
    """

    number: int
    content_hash: str
    content_version: str
    day: date
    role: Answers = Answers()
    role_stated_at: datetime | None = None
    interests: tuple[Interest, ...] = ()
    signed_name: str = ""
    signed_at: datetime | None = None
    place: str = ""

    def interest(self, interest_id: UUID) -> Interest:
        """The interest with this id; KeyError where there is none."""
        for interest in self.interests:
            if interest.id == interest_id:
                return interest
        raise KeyError(interest_id)

    def with_interest(self, changed: Interest) -> Version:
        """This version with the interest put in place of the one with its id, or added."""
        known = any(interest.id == changed.id for interest in self.interests)
        kept = tuple(changed if i.id == changed.id else i for i in self.interests)
        return replace(self, interests=kept if known else (*kept, changed))

    def without_interest(self, interest_id: UUID) -> Version:
        """This version without that interest."""
        return replace(self, interests=tuple(i for i in self.interests if i.id != interest_id))


@dataclass(frozen=True)
class Declaration:
    """A declaration and all its versions, the latest last; `handed_over_on` is the person's own word, and
    `retention` how long they mean to keep it: a label, by which nothing is ever deleted."""

    id: UUID
    person: UUID
    kind: Kind
    status: Status
    created_at: datetime
    changed_at: datetime
    versions: tuple[Version, ...]
    handed_over_on: date | None = None
    retention: str = ""

    @property
    def latest(self) -> Version:
        """The version in force."""
        return self.versions[-1]

    def move_to(self, status: Status, at: datetime) -> Declaration:
        """The declaration in its next state; IllegalMove where the table does not allow it."""
        if status not in MOVES[self.status]:
            raise IllegalMove(
                f"A declaration that is {self.status.value} cannot become {status.value}. Nothing was changed."
            )
        return replace(self, status=status, changed_at=at)

    def with_latest(self, version: Version, at: datetime) -> Declaration:
        """The declaration with its latest version replaced; only a draft may be changed so."""
        if self.status is not Status.DRAFT:
            raise IllegalMove("Only a draft can be changed. What was signed is kept as it is.")
        return replace(self, versions=(*self.versions[:-1], version), changed_at=at)

    def reopened(self, at: datetime) -> Declaration:
        """A draft again: the same version before it was handed over, a new version afterwards."""
        draft = self.move_to(Status.DRAFT, at)
        unsigned = replace(self.latest, signed_name="", signed_at=None)
        if self.status is Status.READY:
            return replace(draft, versions=(*self.versions[:-1], unsigned))
        following = replace(unsigned, number=unsigned.number + 1)
        return replace(draft, versions=(*self.versions, following), handed_over_on=None)

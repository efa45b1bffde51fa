"""Records to store: people, declarations, events and a result, all invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Declaration, Interest, Kind, Status, Version
from coi_app.domain.history import Event, EventKind
from coi_app.domain.people import Person
from coi_app.store.keys import Cost

VAULT = UUID("6d9f0a52-4b1c-4c55-9f0e-0d6f5a1e7c01")
PASSPHRASE = "kererū over the harbour"
MARKER = "pamphlets-on-weekends-marker"
CHEAP = Cost(passes=1, memory=8192)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ME = Person(VAULT, "Example Person", "Senior adviser", "Example Agency", "Example Manager")


def number(seed: int) -> UUID:
    """An id that is the same on every run."""
    return uuid5(VAULT, str(seed))


def interest(seed: int = 1, topic: str = "P07") -> Interest:
    """An interest with a few answers."""
    answers = Answers({"when": "weekends", "already_in_place": ("told_manager",), "hours": 4, "visible": "not_sure"})
    return Interest(number(seed), topic, answers, words=MARKER)


def declaration(seed: int = 0, interests: tuple[Interest, ...] | None = None) -> Declaration:
    """A draft with one interest, or with these."""
    version = Version(
        number=1,
        content_hash="0" * 64,
        content_version="2026.11",
        day=date(2026, 11, 23),
        role=Answers({"seniority": "senior"}),
        role_stated_at=NOW,
        interests=interests if interests is not None else (interest(seed + 1),),
        place="when",
    )
    return Declaration(number(seed), ME.id, Kind.INTERESTS, Status.DRAFT, NOW, NOW, (version,))


def event(operation: UUID, of: Declaration | None = None, kind: EventKind = EventKind.ANSWERED) -> Event:
    """Something that happened in that operation."""
    return Event(operation, operation, kind, NOW, ME.id, of.id if of else None, {"question": "when"})

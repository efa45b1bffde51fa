"""What happened, when and by whom: events that are added and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class EventKind(StrEnum):
    """What can happen to a record."""

    CREATED = "created"
    ANSWERED = "answered"
    INTEREST_ADDED = "interest_added"
    INTEREST_REMOVED = "interest_removed"
    WORDS_CHANGED = "words_changed"
    PLACE_KEPT = "place_kept"
    SIGNED = "signed"
    HANDED_OVER = "handed_over"
    OPENED = "opened"
    DECIDED = "decided"
    REOPENED = "reopened"
    ROLE_CHANGED = "role_changed"
    PERSON_CHANGED = "person_changed"
    STATEMENT_ADDED = "statement_added"
    LABELLED = "labelled"
    EXPORTED = "exported"
    IMPORTED = "imported"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    OLDER_COPY_SEEN = "older_copy_seen"
    LOCK_CHANGED = "lock_changed"
    DISPOSED = "disposed"


@dataclass(frozen=True)
class Event:
    """One thing that happened; `facts` holds ids and counts, and `reason` says why: never an answer's text."""

    id: UUID
    operation: UUID
    kind: EventKind
    at: datetime
    person: UUID
    declaration: UUID | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
    reason: str = ""

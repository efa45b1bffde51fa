"""What is kept beside the records: statements added to them, the page left at a lock, and where copies went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True)
class Statement:
    """What a person has added to a record in their own words; it stands beside what the record says."""

    id: UUID
    declaration: UUID
    text: str
    at: datetime
    person: UUID


@dataclass(frozen=True)
class Parked:
    """The page that was half filled in when the app was locked: which it was, and what stood in its fields."""

    place: Mapping[str, object]
    text: Mapping[str, object]
    at: datetime


class CopyKind(StrEnum):
    """What kind of copy was made."""

    BACKUP = "backup"
    EXPORT = "export"
    ARCHIVE = "archive"
    PDF = "pdf"


@dataclass(frozen=True)
class CopyMade:
    """A copy that was made of one record, or of all where `declaration` is None; `name` is never a path that the person did not choose."""

    id: UUID
    kind: CopyKind
    name: str
    at: datetime
    person: UUID
    declaration: UUID | None = None

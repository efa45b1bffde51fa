"""Everything that the records hold, in a form of its own: what the readable archive writes, and what an import reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration
from coi_app.domain.history import Event
from coi_app.domain.kept import Statement
from coi_app.domain.people import Person, Role

FORMAT = 1


@dataclass(frozen=True)
class KeptResult:
    """The result of one interest, as it was signed."""

    declaration: UUID
    version: int
    interest: UUID
    result: Assessment


@dataclass(frozen=True)
class Archive:
    """A person's records at one moment: `contents` names the content that signed versions were made with."""

    format: int
    made_at: datetime
    person: Person
    role: Role | None
    declarations: tuple[Declaration, ...]
    results: tuple[KeptResult, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    contents: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What an import would do, or did: records that are new, that are there already and equal, and that are there and differ."""

    new: tuple[UUID, ...]
    equal: tuple[UUID, ...]
    differing: tuple[UUID, ...]

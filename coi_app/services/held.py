"""Everything that is held about a person here: how much of each kind, and what the records say of whom it was given to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from coi_app.domain.declaration import Declaration, Kind, Status
from coi_app.domain.history import Event, EventKind
from coi_app.services.context import Services


@dataclass(frozen=True)
class Given:
    """One handing over: of which record, begun when; the version; the day that the person named; and when it was opened, where a reply says so."""

    declaration: UUID
    begun: datetime
    version: int
    on: date | None
    opened: datetime | None = None


@dataclass(frozen=True)
class Held:
    """How many there are of each kind; `role` whether a role is remembered, `parked` whether half typed text is kept."""

    names: int
    role: bool
    notes: int
    drafts: int
    declarations: int
    versions: int
    statements: int
    events: int
    parked: bool
    contents: int
    backups: int
    backup_bytes: int
    before: int
    copies: int
    given: tuple[Given, ...]


def held(services: Services) -> Held:
    """All of it at one moment; the backups as they are in the folder."""
    backups = services.store.backups()
    with services.store.reading() as reading:
        all_ = reading.declarations.all()
        events = reading.events.of()
        me = reading.people.owner()
        told = (me.name, me.job_title, me.agency, me.manager, me.support_person) if me else ()
        signed = [version.content_hash for one in all_ for version in one.versions if version.signed_at]
        return Held(
            names=sum(1 for part in told if part),
            role=reading.people.role() is not None,
            notes=sum(1 for one in all_ if one.kind is Kind.PRIVATE_NOTE),
            drafts=sum(1 for one in all_ if _is_draft(one)),
            declarations=sum(1 for one in all_ if one.kind is not Kind.PRIVATE_NOTE and not _is_draft(one)),
            versions=len(signed),
            statements=sum(len(reading.statements.of(one.id)) for one in all_),
            events=len(events),
            parked=reading.parked.get() is not None,
            contents=len(set(signed)),
            backups=len(backups),
            backup_bytes=sum(one.size for one in backups),
            before=len(services.store.copies_before()),
            copies=sum(1 for event in events if event.kind is EventKind.EXPORTED),
            given=_given({one.id: one for one in all_}, events),
        )


def _is_draft(one: Declaration) -> bool:
    return one.kind is not Kind.PRIVATE_NOTE and one.status is Status.DRAFT and len(one.versions) == 1


def _given(known: dict[UUID, Declaration], events: tuple[Event, ...]) -> tuple[Given, ...]:
    """Each handing over in the order it was said; *opened* only from an event that a reply left behind."""
    found: list[Given] = []
    signed: dict[UUID, int] = {}
    for event in events:
        one = event.declaration
        if one is None or one not in known:
            continue
        if event.kind is EventKind.SIGNED:
            signed[one] = int(event.facts.get("version", 1))
        elif event.kind is EventKind.HANDED_OVER:
            on = event.facts.get("on")
            found.append(Given(one, known[one].created_at, signed.get(one, 1), date.fromisoformat(str(on)) if on else None))
        elif event.kind is EventKind.OPENED:
            last = next((at for at in range(len(found) - 1, -1, -1) if found[at].declaration == one), None)
            if last is not None and found[last].opened is None:
                was = found[last]
                found[last] = Given(was.declaration, was.begun, was.version, was.on, event.at)
    return tuple(found)

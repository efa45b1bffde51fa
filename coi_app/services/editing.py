"""One change to a declaration: load, edit, write what changed with its event, commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from coi_app.domain.declaration import Declaration, Interest, Status
from coi_app.domain.errors import NoSuchRecord
from coi_app.domain.heads import HeadKind
from coi_app.domain.history import EventKind
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services

Changed = tuple[Declaration, Change]
HEADS = MappingProxyType({EventKind.HANDED_OVER: HeadKind.HANDED_OVER, EventKind.EXPORTED: HeadKind.EXPORTED})
"""What is weighty enough to remember outside the file that it happened; each answer would cost too much."""
Edit = Callable[[Declaration, datetime], Declaration]


def change(
    services: Services,
    declaration: UUID,
    kind: EventKind,
    edit: Edit,
    operation: UUID | None,
    facts: Mapping[str, str | int] | None = None,
) -> Changed:
    """The declaration as `edit` leaves it, durable when this returns; an operation that was done before changes nothing."""
    at = services.clock()
    with services.store.work() as work:
        before = work.declarations.get(declaration)
        if work.events.done(operation):
            return before, NOTHING
        after = edit(before, at)
        work.declarations.save(after)
        if before.status is Status.READY and after.status is Status.DRAFT:
            work.assessments.keep(declaration, after.latest.number, after.latest.content_hash, {})
        work.events.add(services.event(kind, at, declaration, operation, facts))
        work.commit()
    if kind in HEADS:
        services.store.keep_head(HEADS[kind])
    return after, Change(declaration, listing=True)


def interest_of(declaration: Declaration, interest: UUID) -> Interest:
    """The interest with this id, as the latest version has it; NoSuchRecord where it was removed."""
    try:
        return declaration.latest.interest(interest)
    except KeyError:
        raise NoSuchRecord("This interest is not in the declaration any more. Nothing was changed.") from None

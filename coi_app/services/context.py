"""What every service is given: the open records, the content, the time, new ids, and who is asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from coi_app.domain.history import Event, EventKind
from coi_app.rules.bundle import Bundle
from coi_app.rules.content import Content
from coi_app.store.store import Store


@dataclass(frozen=True)
class Services:
    """Passed to each service and never imported; `content` was loaded from `bundle`.

    `clock` tells the moment with its time zone, whose date is the person's own today.
    """

    store: Store
    content: Content
    bundle: Bundle
    clock: Callable[[], datetime]
    new_id: Callable[[], UUID]
    person: UUID

    def today(self) -> date:
        """The person's own today."""
        return self.clock().date()

    def here(self, moment: datetime) -> datetime:
        """A moment in the person's own time zone, as the records keep none."""
        return moment.astimezone(self.clock().tzinfo)

    def event(
        self,
        kind: EventKind,
        at: datetime,
        declaration: UUID | None = None,
        operation: UUID | None = None,
        facts: Mapping[str, str | int] | None = None,
        reason: str = "",
    ) -> Event:
        """That this happened, by this person, and why; without an operation the event is one of its own."""
        new = self.new_id()
        return Event(new, operation or new, kind, at, self.person, declaration, facts or {}, reason)

"""What every service is given: the open records, the content, the time, new ids, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment
from coi_app.rules.bundle import Bundle
from coi_app.rules.content import Content, Topic
from coi_app.store.store import Store

Assess = Callable[[Content, Topic, Answers, Answers, date], Assessment]
"""The content, the topic, the answers about the role and about the interest, and the day the result is for."""


@dataclass(frozen=True)
class Services:
    """Passed to each service and never imported; `content` was loaded from `bundle`.

    `clock` tells the moment with its time zone, whose date is the person's own today.
    """

    store: Store
    content: Content
    bundle: Bundle
    assess: Assess
    clock: Callable[[], datetime]
    new_id: Callable[[], UUID]
    person: UUID

    def today(self) -> date:
        """The person's own today."""
        return self.clock().date()

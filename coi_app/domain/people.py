"""Who a declaration is by and who it is for, as far as the documents need it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from coi_app.domain.answers import Answers


@dataclass(frozen=True)
class Person:
    """The person whose computer this is; every part but the id may be empty."""

    id: UUID
    name: str = ""
    job_title: str = ""
    agency: str = ""
    manager: str = ""
    support_person: str = ""


@dataclass(frozen=True)
class Role:
    """The role a person asked to have remembered, and when they last stated it."""

    answers: Answers
    stated_at: datetime

    def outdates(self, answers: Answers, stated_at: datetime | None) -> bool:
        """Whether a result from these role answers is older than this role and says something else."""
        earlier = stated_at is not None and stated_at < self.stated_at
        return earlier and any(self.answers.get(q, value) != value for q, value in answers.items())

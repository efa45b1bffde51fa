"""Who a declaration is by and who it is for, as far as the documents need it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Person:
    """The person whose computer this is; every part but the id may be empty."""

    id: UUID
    name: str = ""
    job_title: str = ""
    agency: str = ""
    manager: str = ""
    support_person: str = ""

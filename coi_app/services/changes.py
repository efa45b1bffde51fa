"""What a service touched, so that the window can refresh what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Change:
    """What is no longer as it was: one declaration, the list of them, the remembered role, the person."""

    declaration: UUID | None = None
    listing: bool = False
    role: bool = False
    person: bool = False

    def __bool__(self) -> bool:
        """Whether anything was touched."""
        return self != NOTHING


NOTHING = Change()

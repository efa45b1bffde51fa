"""The place that a draft is left at, as its version keeps it: which interest by its position, and which question."""

from __future__ import annotations

from dataclasses import dataclass

ROLE = "role"


@dataclass(frozen=True)
class Place:
    """A question of an interest, counted from 0, or of the role alone where `position` is None."""

    position: int | None
    question: str

    def __str__(self) -> str:
        return f"{ROLE if self.position is None else self.position}/{self.question}"


def place_of(kept: str) -> Place | None:
    """The place as it was kept; None where it says none, which is the page with all answers."""
    where, _, question = kept.partition("/")
    if not question:
        return None
    if where == ROLE:
        return Place(None, question)
    return Place(int(where), question) if where.isdigit() else None

"""The place that a draft is left at, as its version keeps it: which interest by its position, and which question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A question of an interest, which is counted from 0."""

    position: int
    question: str

    def __str__(self) -> str:
        return f"{self.position}/{self.question}"


def place_of(kept: str) -> Place | None:
    """The place as it was kept; None where it says none, which is the page with all answers."""
    where, _, question = kept.partition("/")
    return Place(int(where), question) if question and where.isdigit() else None

"""What was proved of the content before it was given out, with how many cases each proof went through."""

from __future__ import annotations

from collections.abc import Sequence

from coi_app.domain.rulebook import Grid, Section
from coi_app.rules.chapters.cited import counted
from coi_app.rules.proof import Proof

HOW = (
    "A program tried each of these over as many cases as it says, and not over a few examples.",
    "Where there are more cases than a program can try, it takes a sample. It is drawn by rule, so it is the same each time.",
    "Anyone who has the app can run them again: coi-app content check.",
)
NONE = "No proofs were run for this copy."


def proofs_chapter(proofs: Sequence[Proof]) -> Section:
    """The proofs with their figures; one that does not hold says what spoke against it."""
    if not proofs:
        return Section("What was proved", counted(NONE))
    rows = tuple((proof.title, f"{proof.cases:,}", proof.extent[0].upper() + proof.extent[1:], "Holds" if proof.holds else f"Does not hold: {proof.against}") for proof in proofs)
    return Section("What was proved", (*counted(*HOW), Grid(("What", "Cases", "How far", "Outcome"), rows, (0.5, 0.12, 0.2, 0.18))), asks=True)

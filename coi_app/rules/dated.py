"""An assessment with its sources as they stood on its day, so that an older record cites what held then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from coi_app.domain.assessment import Assessment, ConflictResult, NeutralityResult, Reason, Right, StatutoryStep, Stop

Cites = TypeVar("Cites", Reason, Stop, Right, StatutoryStep)


def as_cited_on(day: date, found: Assessment) -> Assessment:
    """The same assessment, in which every source is the one that stood on the day."""
    return replace(
        found, neutrality=_neutrality(found.neutrality, day), conflict=_conflict(found.conflict, day),
        stops=_cited(found.stops, day), statute=_cited(found.statute, day), rights=_cited(found.rights, day),
    )


def _neutrality(track: NeutralityResult | None, day: date) -> NeutralityResult | None:
    return replace(track, reasons=_cited(track.reasons, day)) if track else None


def _conflict(track: ConflictResult | None, day: date) -> ConflictResult | None:
    return replace(track, reasons=_cited(track.reasons, day)) if track else None


def _cited(parts: tuple[Cites, ...], day: date) -> tuple[Cites, ...]:
    return tuple(part if (source := part.source.on(day)) is part.source else replace(part, source=source) for part in parts)

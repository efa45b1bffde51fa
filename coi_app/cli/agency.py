"""What an agency's own content changes, for its author at a terminal or for a script."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coi_app.domain.assessment import AgencyPart, Source
from coi_app.domain.legible import legible

if TYPE_CHECKING:
    from coi_app.rules.agency_changes import AgencyChanges

Form = dict[str, object]


def is_agencys(place: Path) -> bool:
    """Whether a place looks like an agency's own content rather than a whole one: a zip, or a folder with its files in it."""
    if os.path.isfile(place):  # `Path.is_file` raises where a name is too long
        return place.suffix.lower() == ".zip"
    from coi_app.rules.agency_files import is_agency_folder  # as little as possible for a check of the shipped content

    return os.path.isdir(place) and is_agency_folder(place)


def changes_lines(changes: AgencyChanges | None) -> Iterator[str]:
    """What the readers will be told that the agency changes."""
    if changes is None:
        return
    yield ""
    yield legible(f"What {changes.agency} adds, version {changes.version}, from {changes.effective.isoformat()} ({changes.author}, {changes.contact})")
    for part in changes.parts:
        yield ""
        yield part.title
        yield from (legible(f"- {change.title}: {change.words} {change.when}") for change in part.changes)
    for note in changes.notes:
        yield ""
        yield legible(f"NOTE    {note}")


def changes_form(changes: AgencyChanges | None) -> Form | None:
    """The same for scripts; null where the content could not be put together."""
    if changes is None:
        return None
    return {
        "agency": changes.agency, "version": changes.version, "effective": changes.effective.isoformat(), "author": changes.author, "contact": changes.contact,
        "parts": [{"title": part.title, "changes": [{"title": c.title, "words": c.words, "when": c.when or None, "source": _source(c.source)} for c in part.changes]} for part in changes.parts],
        "notes": list(changes.notes),
    }


def part_lines(part: AgencyPart | None) -> Iterator[str]:
    """What the agency's own content has to do with a result; first that it is the agency's, and what the result is without it."""
    if part is None:
        return
    yield from (f"{rule.because} ({rule.source.title})" for rule in part.rules)
    yield from (f"It also expects: {one.words} ({one.source.title})" for one in part.expected)
    if part.without:
        yield f"Without these rules: {part.without}"


def part_form(part: AgencyPart) -> Form:
    """The same for scripts."""
    return {
        "agency": part.agency, "version": part.version, "without": part.without or None,
        "rules": [{"rule": rule.rule, "because": rule.because, "source": _source(rule.source)} for rule in part.rules],
        "expected": [{"words": one.words, "source": _source(one.source)} for one in part.expected],
    }


def _source(source: Source | None) -> Form | None:
    return {"id": source.id, "title": source.title, "checked": source.checked.isoformat(), "confidence": source.confidence.value} if source else None

"""My records, to look at: the list for home, one declaration whole, and what happened to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration, Version
from coi_app.domain.history import Event
from coi_app.rules.bundle import unpack
from coi_app.rules.content import Content
from coi_app.rules.loader import load
from coi_app.services.context import Services
from coi_app.store.glance import Listed
from coi_app.store.store import Store


@dataclass(frozen=True)
class Whole:
    """A declaration with the results kept when its latest version was signed (none in a draft).

    `role_outdated`: the person has since stated another role, so the result is older than the facts.
    """

    declaration: Declaration
    results: Mapping[UUID, Assessment]
    role_outdated: bool


def listed(store: Store) -> tuple[Listed, ...]:
    """All my declarations at a glance, the one changed last first; ready before any slow library is."""
    return store.glance()


def whole(services: Services, declaration: UUID) -> Whole:
    """One declaration with all its versions; NoSuchRecord where it was forgotten."""
    with services.store.reading() as reading:
        found = reading.declarations.get(declaration)
        latest = found.latest
        role = reading.people.role()
        outdated = bool(latest.interests) and role is not None and role.outdates(latest.role, latest.role_stated_at)
        return Whole(found, reading.assessments.of(declaration, latest.number), outdated)


def content_of(services: Services, version: Version) -> Content:
    """The very content that a signed version was made with, whatever is in use now; a draft has the one in use."""
    if version.signed_at is None or version.content_hash == services.content.hash:
        return services.content
    with services.store.reading() as reading:
        return load(unpack(reading.contents.get(version.content_hash)))


def history(services: Services, declaration: UUID) -> tuple[Event, ...]:
    """What happened to a declaration, in order: ids and counts, never an answer."""
    with services.store.reading() as reading:
        return reading.events.of(declaration)

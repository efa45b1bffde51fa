"""The chain of events as the file has it, read straight from the file: what cannot be read is told, never passed over."""

from __future__ import annotations

import json
from collections.abc import Generator
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

from coi_app.domain.chain import Linked, Told
from coi_app.store.driver import driver

EVENTS = "SELECT number, id, operation, kind, at, person, declaration, facts, reason, previous, hash FROM event ORDER BY number"
GUARDS = MappingProxyType({
    "event_never_changes": "CREATE TRIGGER event_never_changes BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END",
    "event_never_goes": "CREATE TRIGGER event_never_goes BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'an event is never taken out'); END",
})
"""The triggers that keep an event from being changed or taken out, as the migrations made them."""


def chained(connection: driver.Connection) -> Generator[Linked]:
    """Every event with its place in the chain, in order."""
    connection.text_factory = _text  # text that is none is a fault of one event, not of the whole reading
    for number, *said, previous, hash_ in connection.execute(EVENTS):
        yield Linked(number, _told(*said), _bytes(previous), _bytes(hash_))


def guards_gone(connection: driver.Connection) -> tuple[str, ...]:
    """The triggers that should be there and are not, or not as they were made."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'")
    there = {str(name): " ".join(str(sql).split()) for name, sql in found}
    return tuple(name for name, made in GUARDS.items() if there.get(name) != made)


def _told(id_: Any, operation: Any, kind: Any, at: Any, person: Any, declaration: Any, facts: Any, reason: Any) -> Told | None:
    """What an event says in the plain form of the chain; None where a part of it is not what the app writes."""
    try:
        return {
            "id": str(UUID(id_)),
            "operation": str(UUID(operation)),
            "kind": _sure(kind),
            "at": datetime.fromisoformat(at).replace(tzinfo=UTC).isoformat(timespec="microseconds"),
            "person": str(UUID(person)),
            "declaration": str(UUID(declaration)) if declaration is not None else None,
            "facts": _facts(json.loads(facts)),
            "reason": _sure(reason),
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _sure(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _facts(value: Any) -> dict[str, str | int]:
    """The facts of an event: texts and whole numbers."""
    if not isinstance(value, dict) or not all(isinstance(fact, str | int) for fact in cast(dict[str, Any], value).values()):
        raise TypeError("no facts")
    return cast(dict[str, str | int], value)


def _text(stored: bytes) -> str:
    return stored.decode(errors="surrogateescape")


def _bytes(value: Any) -> bytes:
    """A hash as it stands; nothing where there is none."""
    return value if isinstance(value, bytes) else b""

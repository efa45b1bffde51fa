"""The chain of events: each carries the hash of the one before it, so that no change of the past goes unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from hashlib import sha256

from coi_app.domain.history import Event

HASH_BYTES = 32
BEFORE_THE_FIRST = bytes(HASH_BYTES)
"""What the first event carries, as there is none before it."""

Told = Mapping[str, object]
"""What an event says, in the plain form whose hash is taken."""

# The form of a link never changes: what was linked long ago must still be found whole.
_FORM = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


class Fault(StrEnum):
    """What is wrong with an event in the chain."""

    MISSING = "missing"
    OUT_OF_PLACE = "out_of_place"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Linked:
    """An event as the file has it; `told` is None where it cannot be read."""

    number: int
    told: Told | None
    previous: bytes
    hash: bytes


@dataclass(frozen=True)
class Broken:
    """The first event at which the chain does not hold, by its number."""

    number: int
    fault: Fault


@dataclass(frozen=True)
class Followed:
    """How far the chain was followed: how many events there are, where it ends, and where it first breaks."""

    events: int
    last: int
    hash: bytes
    broken: Broken | None


def told(event: Event) -> Told:
    """What an event says in plain form, its moment in UTC to the microsecond."""
    return {
        "id": str(event.id),
        "operation": str(event.operation),
        "kind": event.kind.value,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": str(event.person),
        "declaration": str(event.declaration) if event.declaration else None,
        "facts": dict(event.facts),
        "reason": event.reason,
    }


def link(number: int, event: Event, previous: bytes) -> bytes:
    """The hash that an event carries at this place, after the event with the hash `previous`."""
    return hash_of(number, told(event), previous)


def hash_of(number: int, said: Told, previous: bytes) -> bytes:
    """The same for an event in plain form."""
    return sha256(_FORM.encode({**said, "number": number, "previous": previous.hex()}).encode("ascii")).digest()


def follow(events: Iterable[Linked]) -> Followed:
    """Follow the chain from its first event to its end; every event is counted, the first fault is told."""
    count, last, tip, broken = 0, 0, BEFORE_THE_FIRST, None
    for event in events:
        broken = broken or _fault(event, last, tip)
        count, last, tip = count + 1, event.number, event.hash
    return Followed(count, last, tip, broken)


def _fault(event: Linked, last: int, tip: bytes) -> Broken | None:
    """What is wrong with an event that comes after the one with this number and hash."""
    if event.number != last + 1:
        return Broken(last + 1, Fault.MISSING) if event.number > last + 1 else Broken(event.number, Fault.OUT_OF_PLACE)
    if event.previous != tip:
        return Broken(event.number, Fault.OUT_OF_PLACE)
    if event.told is None:
        return Broken(event.number, Fault.UNREADABLE)
    if hash_of(event.number, event.told, event.previous) != event.hash:
        return Broken(event.number, Fault.CHANGED)
    return None

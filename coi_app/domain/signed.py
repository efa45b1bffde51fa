"""The seal over what was signed: kept in the event of signing, so that a signed version that is rewritten later is found and named.

It is made with a secret of the records and says nothing without it: answers are few, and a plain hash over them could be guessed.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration
from coi_app.domain.history import EventKind
from coi_app.domain.plain import plain

SEAL, SEALED_BY = "seal", "sealed_by"
"""The facts of an event of signing: the seal, and which records it was made in."""

Told = Mapping[str, object]

# What is sealed never changes its form: what was signed long ago must still be found as it was.
_FORM = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


@dataclass(frozen=True)
class Sealed:
    """A seal that was put on record: in which event, over which version of which declaration; empty where its signing has none that can be compared here."""

    event: int
    declaration: UUID
    version: int
    seal: str


@dataclass(frozen=True)
class Rewritten:
    """The first signed version that is not what was signed at this event, or is there no longer."""

    event: int
    declaration: UUID
    version: int
    gone: bool = False


@dataclass(frozen=True)
class Compared:
    """What came of comparing signed versions with their seals: how many are as they were signed, how many have no seal to compare, the first that differs."""

    as_signed: int = 0
    not_covered: int = 0
    rewritten: Rewritten | None = None


@dataclass(frozen=True)
class Step:
    """An event as far as it bears on what is signed."""

    number: int
    kind: str
    declaration: UUID
    facts: Mapping[str, str | int]


def form(declaration: UUID, kind: str, version: Told, interests: Sequence[Told], results: Mapping[str, object]) -> Told:
    """What is sealed, in plain form: all that the page says, its results, and which content it came from."""
    return {"form": 1, "declaration": str(declaration), "kind": kind, "version": version, "interests": interests, "results": results}


def form_of(declaration: Declaration, results: Mapping[UUID, Assessment]) -> Told:
    """What is sealed of the latest version with these results."""
    latest = declaration.latest
    version = {
        "number": latest.number,
        "content_hash": latest.content_hash,
        "content_version": latest.content_version,
        "day": latest.day.isoformat(),
        "role": latest.role.plain(),
        "role_stated_at": moment(latest.role_stated_at),
        "signed_name": latest.signed_name,
        "signed_at": moment(latest.signed_at),
    }
    interests = [
        {"id": str(one.id), "topic": one.topic, "answers": one.answers.plain(), "words": one.words, "seen_differently": one.seen_differently} for one in latest.interests
    ]
    return form(declaration.id, declaration.kind.value, version, interests, {str(interest): plain(result) for interest, result in results.items()})


def moment(at: datetime | None) -> str | None:
    """A moment in plain form: in UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def seal(secret: bytes, said: Told) -> str:
    """The seal over this, which only these records can make and compare."""
    return hmac.new(secret, _FORM.encode(said).encode("ascii"), sha256).hexdigest()


def sealed_by(secret: bytes) -> str:
    """Which records a seal was made in; it does not tell the secret."""
    return hmac.new(secret, b"which records", sha256).hexdigest()[:16]


def facts_of(secret: bytes, said: Told) -> dict[str, str | int]:
    """What the event of signing carries."""
    return {SEAL: seal(secret, said), SEALED_BY: sealed_by(secret)}


def in_force(steps: Iterable[Step], secret: bytes) -> tuple[Sealed, ...]:
    """The signings that still stand: not those taken back before they were handed over, nor those of records that were forgotten."""
    standing: dict[tuple[UUID, int], Sealed] = {}
    ready: dict[UUID, int] = {}
    ours = sealed_by(secret)
    for step in steps:
        one = step.declaration
        if step.kind == EventKind.SIGNED:
            number = int(step.facts.get("version", 0))
            made = str(step.facts.get(SEAL, "")) if step.facts.get(SEALED_BY) == ours else ""
            standing[one, number] = Sealed(step.number, one, number, made)
            ready[one] = number
        elif step.kind == EventKind.HANDED_OVER:
            ready.pop(one, None)
        elif step.kind == EventKind.REOPENED and one in ready:
            standing.pop((one, ready.pop(one)), None)
        elif step.kind == EventKind.DISPOSED:
            ready.pop(one, None)
            standing = {key: sealed for key, sealed in standing.items() if key[0] != one}
    return tuple(sorted(standing.values(), key=lambda sealed: sealed.event))

"""Signed versions as the file has them, read straight from it and compared with the seals in the events of their signing."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from coi_app.domain.history import EventKind
from coi_app.domain.signed import Compared, Rewritten, Sealed, Step, Told, form, in_force, moment, seal
from coi_app.store.driver import driver

STEPS = "SELECT number, kind, declaration, facts FROM event WHERE kind IN (?, ?, ?, ?) AND declaration IS NOT NULL ORDER BY number"
KINDS = (EventKind.SIGNED.value, EventKind.HANDED_OVER.value, EventKind.REOPENED.value, EventKind.DISPOSED.value)
VERSION = """SELECT d.kind, v.content_hash, v.content_version, v.day, v.role, v.role_stated_at, v.signed_name, v.signed_at
    FROM version v JOIN declaration d ON d.id = v.declaration WHERE v.declaration = ? AND v.number = ?"""
INTERESTS = "SELECT id, topic, answers, words, seen_differently FROM interest WHERE declaration = ? AND version = ? ORDER BY position"
RESULTS = "SELECT interest, result FROM assessment WHERE declaration = ? AND version = ?"
SECRET_BYTES = 32


def secret_of(seed: bytes) -> bytes:
    """What seals are made with, from the seed that only these records hold."""
    return blake2b(key=seed, person=b"declare signed", digest_size=SECRET_BYTES).digest()


def compared(connection: driver.Connection, seed: bytes | None) -> Compared:
    """Compare every signing that stands with its version; without a seed nothing is covered."""
    signed = int(connection.execute("SELECT count(*) FROM version WHERE signed_at IS NOT NULL").fetchone()[0])
    if seed is None:
        return Compared(not_covered=signed)
    secret = secret_of(seed)
    covered = [one for one in in_force(_steps(connection), secret) if one.seal]
    differing = [found for one in covered if (found := _rewritten(connection, one, secret))]
    left = sum(1 for found in differing if not found.gone)
    same = len(covered) - len(differing)
    return Compared(same, max(signed - same - left, 0), differing[0] if differing else None)


def _steps(connection: driver.Connection) -> Iterator[Step]:
    """What bears on signings; an event that cannot be read is the chain's to name."""
    for number, kind, declaration, facts in connection.execute(STEPS, KINDS):
        try:
            yield Step(number, kind, UUID(declaration), dict(json.loads(facts)))
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue


def _rewritten(connection: driver.Connection, sealed: Sealed, secret: bytes) -> Rewritten | None:
    key = sealed.declaration.hex, sealed.version
    row = connection.execute(VERSION, key).fetchone()
    if row is None:
        return Rewritten(sealed.event, sealed.declaration, sealed.version, gone=True)
    try:
        same = hmac.compare_digest(seal(secret, _form(connection, sealed, row)), sealed.seal)
    except (ValueError, TypeError, AttributeError, RecursionError):
        same = False
    return None if same else Rewritten(sealed.event, sealed.declaration, sealed.version)


def _form(connection: driver.Connection, sealed: Sealed, row: Any) -> Told:
    """What the file says now, in the form that was sealed."""
    kind, content_hash, content_version, day, role, role_stated_at, signed_name, signed_at = row
    key = sealed.declaration.hex, sealed.version
    version = {
        "number": sealed.version,
        "content_hash": content_hash,
        "content_version": content_version,
        "day": date.fromisoformat(day).isoformat(),
        "role": json.loads(role),
        "role_stated_at": _moment(role_stated_at),
        "signed_name": signed_name,
        "signed_at": _moment(signed_at),
    }
    interests = [
        {"id": str(UUID(id_)), "topic": topic, "answers": json.loads(answers), "words": words, "seen_differently": differently}
        for id_, topic, answers, words, differently in connection.execute(INTERESTS, key)
    ]
    results = {str(UUID(interest)): json.loads(result) for interest, result in connection.execute(RESULTS, key)}
    return form(sealed.declaration, kind, version, interests, results)


def _moment(stored: str | None) -> str | None:
    return moment(datetime.fromisoformat(stored).replace(tzinfo=UTC)) if stored is not None else None

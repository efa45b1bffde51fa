"""Heads of the history: where it ended at some time, remembered elsewhere, so that an older copy put back is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coi_app.domain.chain import Broken
from coi_app.domain.signed import Compared


class HeadKind(StrEnum):
    """At what moment a head was kept."""

    CREATED = "created"
    BROUGHT_FORWARD = "brought_forward"
    CLOSED = "closed"
    LOCKED = "locked"
    SIGNED = "signed"
    HANDED_OVER = "handed_over"
    EXPORTED = "exported"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    OLDER_COPY_SEEN = "older_copy_seen"


@dataclass(frozen=True)
class Head:
    """Where the history ended: the number and the hash of its last event, when that happened, and at what moment this was kept."""

    number: int
    hash: bytes
    at: datetime
    kind: HeadKind


@dataclass(frozen=True)
class Heads:
    """The heads that were kept, the first one first, and how many lines beside them are not what these records signed."""

    kept: tuple[Head, ...] = ()
    unsound: int = 0


class Mismatch(StrEnum):
    """How the history and its heads do not agree."""

    OLDER = "older"
    """The history ends before a head: an older copy was put back, or its last events were taken out."""
    ANOTHER = "another"
    """Where a head was, another event stands: the history was written anew, or went on from an older copy."""
    UNSOUND = "unsound"
    """Heads are there that these records did not sign: the file with them was changed, or belongs to other records."""
    GONE = "gone"
    """There are no heads, so nobody can tell whether this is the latest copy."""


@dataclass(frozen=True)
class Rollback:
    """That the history may not be the latest: how it differs, where it ends, and the head it does not agree with, if there is one."""

    mismatch: Mismatch
    last: int
    head: Head | None = None


def compare(heads: Heads, last: int, hash_at: Callable[[int], bytes | None]) -> Rollback | None:
    """What the heads say of a history that ends at event `last`; None where they agree. `hash_at` tells an event's hash by its number."""
    for head in sorted(heads.kept, key=lambda one: one.number, reverse=True):
        if head.number > last:
            return Rollback(Mismatch.OLDER, last, head)
        if hash_at(head.number) != head.hash:
            return Rollback(Mismatch.ANOTHER, last, head)
    if heads.unsound:
        return Rollback(Mismatch.UNSOUND, last)
    return Rollback(Mismatch.GONE, last) if last and not heads.kept else None


@dataclass(frozen=True)
class Verified:
    """What a look at the whole history came to: how many events there are, the first broken link, guards that are gone, an older copy, and
    whether what was signed is still what it was."""

    events: int
    broken: Broken | None = None
    guards_gone: tuple[str, ...] = ()
    rollback: Rollback | None = None
    signed: Compared = Compared()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong with the history."""
        return self.broken is None and not self.guards_gone and self.rollback is None and self.signed.rewritten is None

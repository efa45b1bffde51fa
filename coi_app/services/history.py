"""What happened, to look at and to check: the history of records, whether it is whole, and what changed after sharing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from coi_app.domain.chain import Broken, Fault
from coi_app.domain.heads import HeadKind, Mismatch, Rollback, Verified
from coi_app.domain.history import Event, EventKind
from coi_app.domain.signed import Rewritten
from coi_app.services.changes import Change
from coi_app.services.context import Services
from coi_app.store import vault
from coi_app.store.key_store import KeyStore, system_key_store
from coi_app.store.store import Store


@dataclass(frozen=True)
class Happened:
    """One thing that happened, for the words around it: the event, and its topic or the person's name where it is known."""

    event: Event
    mine: bool
    topics: tuple[str, ...] = ()


def of(services: Services, declaration: UUID | None = None) -> tuple[Happened, ...]:
    """What happened to a declaration, or to all records, in order: who, when, what and why; never an answer."""
    with services.store.reading() as reading:
        events = reading.events.of(declaration)
        topics = {listed.id: listed.topics for listed in services.store.glance()}
    return tuple(Happened(event, event.person == services.person, topics.get(event.declaration, ()) if event.declaration else ()) for event in events)


def verify(store: Store) -> Verified:
    """Follow the whole history, and compare it with its signed heads. May take seconds with very many events."""
    return store.verify()


def verify_folder(folder: Path, *, passphrase: str | None = None, key_store: Callable[[], KeyStore | None] = system_key_store) -> Verified:
    """The same for a profile folder that is not open here, also while another copy of the app has it open; changes nothing.

    Raises NeedsPassphrase (ask, and call again), WrongKey, KeyLost, VaultNewer or VaultDamaged; VaultBusy where they are
    from before the history was chained, and have to be opened to write first.
    """
    store = vault.open_vault(folder, passphrase=passphrase, key_store=None if passphrase else key_store(), read_only=True)
    try:
        return store.verify()
    finally:
        store.close()


def older_copy(store: Store) -> Rollback | None:
    """Whether these may be older records put back; to be said when they are opened. None where all agrees."""
    return store.rollback()


def go_on(services: Services, seen: Rollback, *, reason: str = "", operation: UUID | None = None) -> Change:
    """The person has seen that an older copy was put back, and goes on with it: that is put on record, and the heads begin anew."""
    facts: dict[str, str | int] = {"mismatch": seen.mismatch.value, "last": seen.last}
    if seen.head:
        facts["head"] = seen.head.number
    with services.store.work() as work:
        if not work.events.done(operation):
            work.events.add(services.event(EventKind.OLDER_COPY_SEEN, services.clock(), operation=operation, facts=facts, reason=reason))
            work.commit()
    services.store.begin_heads(HeadKind.OLDER_COPY_SEEN)
    return Change(listing=True)


def findings(verified: Verified) -> tuple[str, ...]:
    """What is wrong, each in a sentence; nothing where the history is whole."""
    found = [_broken(verified.broken)] if verified.broken else []
    if verified.guards_gone:
        found.append("The guard that keeps events from being changed was taken out of the file.")
    if verified.rollback:
        found.append(said(verified.rollback))
    if verified.signed.rewritten:
        found.append(_rewritten(verified.signed.rewritten))
    return tuple(found)


def said(rollback: Rollback) -> str:
    """What the heads outside the file say against it, in words for the person whose records these are."""
    last, head = rollback.last, rollback.head
    match rollback.mismatch:
        case Mismatch.OLDER if head:
            at = head.at.astimezone()
            when = f"{at:%H:%M} on {at.day} {at:%B %Y}"
            return f"These records are older than the ones last open here. They end at event {last}; event {head.number} ({when}) was here before. An older copy may have been put back."
        case Mismatch.ANOTHER if head:
            return f"Event {head.number} is not the one that was here before. The history was written anew, or went on from an older copy."
        case Mismatch.UNSOUND:
            return "The file declare.heads, which remembers where the history ended, was changed or belongs to other records."
        case _:
            return "The file declare.heads, which remembers where the history ended, is gone. So nobody can tell whether this is the latest copy."


def covered(verified: Verified) -> str:
    """What was compared of the signed versions, in a sentence; empty where none was ever signed."""
    same, left = verified.signed.as_signed, verified.signed.not_covered
    said = [f"Signed versions that are as they were signed: {same:,}."] if same else []
    if left:
        said.append(f"Signed versions not covered: {left:,}. They were signed before there was a seal, or in other records, so there is nothing to compare them with.")
    return " ".join(said)


def _rewritten(found: Rewritten) -> str:
    what = "is there no longer" if found.gone else "is not what was signed"
    return f"Version {found.version} of declaration {found.declaration} {what}: it was changed after event {found.event}, its signing."


def _broken(broken: Broken) -> str:
    number = broken.number
    match broken.fault:
        case Fault.MISSING:
            return f"Event {number} is missing: it was taken out."
        case Fault.OUT_OF_PLACE:
            return f"Event {number} does not follow the event before it: one of the two was changed, put in, taken out or moved."
        case Fault.CHANGED:
            return f"Event {number} was changed after it was recorded."
        case Fault.UNREADABLE:
            return f"Event {number} was changed after it was recorded, and cannot be read any more."

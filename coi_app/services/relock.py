"""Changing how the records are locked, for a person who shows that they may; each change is put on record before it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from coi_app.domain.errors import CannotWrite
from coi_app.domain.history import Event, EventKind
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.services import safekeeping
from coi_app.services.context import Services
from coi_app.store import relock
from coi_app.store.key_store import KeyStore, system_key_store
from coi_app.store.keys import FULL_COST, Cost, SlotType, new_key
from coi_app.store.slots import read_slots
from coi_app.store.store import Store
from coi_app.store.unlock import Proof


@dataclass(frozen=True)
class WaysIn:
    """What opens the records; `unfinished` where a change was cut short, so that what opened them before still does too."""

    passphrase: bool
    key_store: bool
    recovery_key: bool
    unfinished: bool


def ways_in(folder: Path) -> WaysIn:
    """What opens the records in this folder, told without opening them; VaultDamaged or VaultNewer where that cannot be told."""
    slots = read_slots(folder)
    passphrase, key_store, recovery = (bool(slots.every(kind)) for kind in (SlotType.PASSPHRASE, SlotType.KEYRING, SlotType.RECOVERY))
    return WaysIn(passphrase, key_store, recovery, bool(slots.leaving))


def check_proof(services: Services, proof: Proof) -> Proof:
    """The same proof, where it shows that the person may change the lock; errors as for `set_passphrase`. Writes nothing."""
    relock.permitted(services.store, proof)
    return proof


def make_recovery_key() -> RecoveryKey:
    """A new recovery key, to show before it is set: once it counts, the person has it."""
    return RecoveryKey(new_key())


def set_passphrase(
    services: Services, proof: Proof, passphrase: str, *, key_store: Callable[[], KeyStore | None] = system_key_store, cost: Cost = FULL_COST
) -> None:
    """The records open with this passphrase, in place of the one before or of the key store, which then forgets its part.

    InputError where it is too short; WrongKey, NeedsPassphrase or KeyLost where `proof` does not show that the person
    may; CannotWrite, VaultBusy. Whatever happens, what opened them before still does until the new way is proven.
    """
    safekeeping.check_passphrase(passphrase)
    had_key_store = ways_in(services.store.path.parent).key_store
    with relock.replaced_lock(services.store, proof, Proof(passphrase), cost):
        _put_on_record(services, "passphrase")
    keys = key_store() if had_key_store else None
    if keys:
        keys.forget(read_slots(services.store.path.parent).vault)


def set_key_store(services: Services, proof: Proof, *, key_store: Callable[[], KeyStore | None] = system_key_store) -> None:
    """The records open with the key store of this computer, in place of a passphrase; errors as for `set_passphrase`.

    NeedsPassphrase where this computer has no key store that keeps a key.
    """
    with relock.replaced_lock(services.store, proof, Proof(key_store=key_store())):
        _put_on_record(services, "key_store")


def set_recovery_key(services: Services, proof: Proof, recovery: RecoveryKey) -> None:
    """This recovery key, which the person has seen, opens the records; one before it does so no more. Errors as for `set_passphrase`."""
    with relock.replaced_recovery(services.store, proof, recovery):
        _put_on_record(services, "recovery_key")


def set_new_key(
    services: Services,
    proof: Proof,
    recovery: RecoveryKey,
    *,
    passphrase: str | None = None,
    key_store: Callable[[], KeyStore | None] = system_key_store,
    cost: Cost = FULL_COST,
) -> None:
    """The whole file is put under a new random key, for one that others may have: with this lock and this recovery key, which the person has seen.

    Takes a moment for each 50 MB. VaultBusy where another window reads. Copies made before open as they did then.
    """
    if passphrase is not None:
        safekeeping.check_passphrase(passphrase)
    new = Proof(passphrase) if passphrase else Proof(key_store=key_store())
    with relock.replaced_key(services.store, proof, new, recovery, cost):
        _put_on_record(services, "new_key")


def end_change(store: Store, new_id: Callable[[], UUID], at: datetime) -> bool:
    """End a change that was cut short, on record, and say whether there was one; for whoever has just opened the store.

    It stands for a person who came in by the new way, and is taken back for one who came in by the old. Where the disk
    is full it is left as it is, and both ways stay open.
    """
    slots, person = store.cut_short, store.owner()
    if slots is None or store.read_only or person is None:
        return False
    try:
        with store.work() as work:
            work.events.add(Event(new_id(), new_id(), EventKind.LOCK_CHANGED, at, person, facts={"way": "cut_short"}))
            work.commit()
        relock.end_change(store, slots)
    except CannotWrite:
        return False
    return True


def _put_on_record(services: Services, way: str) -> None:
    with services.store.work() as work:
        work.events.add(services.event(EventKind.LOCK_CHANGED, services.clock(), facts={"way": way}))
        work.commit()

"""Changing how the records are locked: the new way in is written beside the old and proven before the old one goes.

Killed anywhere, the vault file holds the ways in from before, those from after, or both.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coi_app.domain.errors import CannotWrite, DeclareError, NeedsPassphrase, VaultBusy, VaultError, WrongKey
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store import schema
from coi_app.store.connection import another_key, connect, in_words
from coi_app.store.driver import driver
from coi_app.store.key_store import KeyStore
from coi_app.store.keys import FULL_COST, Cost, Slot, SlotType, keyring_slot, link, new_key, passphrase_slot, recovery_slot
from coi_app.store.slots import Slots, read_slots, write_slots, written
from coi_app.store.store import Store
from coi_app.store.unlock import Proof, Unlocked, unlock


@contextmanager
def replaced_lock(store: Store, proof: Proof, new: Proof, cost: Cost = FULL_COST) -> Generator[None]:
    """The records open with this passphrase, or this key store, in place of the one before.

    Within it both open them, and the new one is proven; put the change on record there. Where that fails, it is taken back.
    """
    before = permitted(store, proof)
    first = first_slot(before, store.key, new, cost)
    after = Slots(before.vault, (first, *_recovery(before.slots)))
    with _beside(store, before, after, new):
        yield


@contextmanager
def replaced_recovery(store: Store, proof: Proof, recovery: RecoveryKey) -> Generator[None]:
    """This recovery key opens the records, and none before it; as `replaced_lock` does it."""
    before = permitted(store, proof)
    others = tuple(slot for slot in before.slots if slot.type is not SlotType.RECOVERY)
    after = Slots(before.vault, (*others, recovery_slot(before.vault, store.key, recovery)))
    with _beside(store, before, after, Proof(recovery=recovery)):
        yield


@contextmanager
def replaced_key(store: Store, proof: Proof, new: Proof, recovery: RecoveryKey, cost: Cost = FULL_COST) -> Generator[None]:
    """The file itself is under a new random key, opened by this lock and this recovery key; nothing from before opens it.

    Both keys stay at hand until the new one is proven on the whole file. Copies made before stay under the key before.
    """
    before = permitted(store, proof)
    vault, old, key = before.vault, store.key, new_key()
    # The wrapping key in the key store stays: another would shut the way in from before while it is still needed.
    after = (first_slot(before, key, new, cost), recovery_slot(vault, key, recovery))
    both = Slots(vault, after, before.slots, onward=link(vault, key, old), back=link(vault, old, key))
    with _taken_back_on_failure(store, before):
        _write(store, both)
        for way in (new, Proof(recovery=recovery), proof):
            _prove(store, way, (old, key))
    try:
        with store.change_key(key):
            change_key(store.path, old, key)
    except DeclareError:
        if _opens_with(store.path, old):  # else both keys stay at hand, and the next to open the records ends it
            with suppress(DeclareError):
                _write(store, before)
        raise
    yield
    _write(store, Slots(vault, after))


def permitted(store: Store, proof: Proof) -> Slots:
    """The slots in force, for a person who may change them; WrongKey and its like where this does not show it, VaultBusy in a store to read."""
    store.check_writable()
    slots = read_slots(store.path.parent)
    opened = unlock(slots, proof)
    if store.key not in opened.keys:
        raise WrongKey("The file vault.json was replaced by one for other records while these were open. Nothing was changed; put it back.")
    return ended(slots, opened, proof, store.key) or slots


def ended(slots: Slots, opened: Unlocked, proof: Proof, key: bytes) -> Slots | None:
    """The slots as they should be after a change that was cut short; None where none was.

    The change stands for whoever came in by the new way, and is taken back for whoever came in by the old. Where the
    key itself was changed the file has decided, and the way by which they came in is kept, for the `key` it opens with now.
    """
    if not slots.leaving:
        return None
    if slots.onward is None or slots.back is None:
        return Slots(slots.vault, slots.slots if opened.by in slots.slots else slots.leaving)
    in_force = slots.leaving if key == opened.keys[0] else slots.slots
    if opened.by in in_force:
        return Slots(slots.vault, in_force)
    if opened.by.type is SlotType.RECOVERY and proof.recovery:
        own, others = recovery_slot(slots.vault, key, proof.recovery), tuple(slot for slot in in_force if slot.type is not SlotType.RECOVERY)
    else:
        own, others = first_slot(slots, key, proof, opened.by.cost or FULL_COST), _recovery(in_force)
    return Slots(slots.vault, (own, *others))


def end_change(store: Store, slots: Slots) -> None:
    """Write the vault file as it should be after a change that was cut short."""
    store.check_writable()
    _write(store, slots)
    store.cut_short = None


def first_slot(slots: Slots, key: bytes, new: Proof, cost: Cost) -> Slot:
    """A slot for this passphrase or, without one, this key store; NeedsPassphrase where the key store keeps nothing."""
    if new.passphrase:
        return passphrase_slot(slots.vault, key, new.passphrase, cost)
    wrapping = _kept(slots, new.key_store)
    if wrapping is None:
        raise NeedsPassphrase("This computer has no key store that Declare can use, so your records need a passphrase. Nothing was changed.")
    return keyring_slot(slots.vault, key, wrapping)


def change_key(path: Path, old: bytes, key: bytes) -> None:
    """Put the whole file under another key, or leave it under the old one; nobody else may have it open."""
    try:
        with closing(connect(path, old)) as connection:
            # In one step only with a rollback journal: killed in the middle, the file goes back to the old key by itself.
            if connection.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
                raise _others()
            connection.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"")
        whole = _opens_with(path, key) and _whole(path, key)
    except driver.Error as fault:
        name = getattr(fault, "sqlite_errorname", "")
        if name.startswith("SQLITE_BUSY"):
            raise _others() from None
        if name == "SQLITE_ERROR":  # so SQLCipher tells of a disk that is full half-way
            raise CannotWrite("Your records could not be put under a new key: the disk may be full. They are all there, under the key from before; make room, and try again.") from None
        raise in_words(fault) or fault from None
    if not whole:
        raise CannotWrite("The file did not come out whole under its new key. Both keys are kept: close Declare, open it again, and look whether all is there.")


def _opens_with(path: Path, key: bytes) -> bool:
    """Whether this is the key of the file."""
    try:
        with closing(connect(path, key)) as connection:
            schema.revision(connection)
    except driver.DatabaseError as fault:
        if another_key(fault):
            return False
        raise in_words(fault) or fault from None
    return True


def _whole(path: Path, key: bytes) -> bool:
    """Whether every page of the file is one that was written under this key."""
    with closing(connect(path, key)) as connection:
        return connection.execute("PRAGMA cipher_integrity_check").fetchone() is None


def _others() -> VaultBusy:
    return VaultBusy("Your records are open in another window too, to read. Close it, then change the key; nothing was changed.")


@contextmanager
def _beside(store: Store, before: Slots, after: Slots, new: Proof) -> Generator[None]:
    """Both sets of slots while the new one is proven and put on record; then the new one alone, or the old one alone."""
    with _taken_back_on_failure(store, before):
        _write(store, Slots(after.vault, after.slots, before.slots))
        _prove(store, new, (store.key,))
        yield
    _write(store, after)


@contextmanager
def _taken_back_on_failure(store: Store, before: Slots) -> Generator[None]:
    try:
        yield
    except DeclareError:
        with suppress(DeclareError):  # on a full disk both sets stay, and both open the records
            _write(store, before)
        raise


def _write(store: Store, slots: Slots) -> None:
    """Write the slots, and see that the disk gives back what was written."""
    folder = store.path.parent
    write_slots(folder, slots)
    try:
        told = written(folder)
    except VaultError:
        told = ()
    if told != (slots, slots):
        raise CannotWrite(f"The file vault.json in {folder} did not come out as it was written. What opened your records before still does.")


def _prove(store: Store, way: Proof, keys: tuple[bytes, ...]) -> None:
    """Open what is on the disk by this way in, and compare the key."""
    for slots in written(store.path.parent):
        if unlock(slots, way).keys != keys:
            raise CannotWrite("The new way into your records did not open them when it was tried, so the one before is kept. Nothing was lost; try again.")


def _recovery(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots if slot.type is SlotType.RECOVERY)


def _kept(slots: Slots, key_store: KeyStore | None) -> bytes | None:
    """The wrapping key that the key store holds while a slot needs it, else a new one."""
    if key_store is None:
        return None
    found = key_store.find(slots.vault) if slots.every(SlotType.KEYRING) else None
    wrapping = found or new_key()
    return wrapping if found or key_store.keep(slots.vault, wrapping) else None

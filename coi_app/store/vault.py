"""The vault: a profile folder with its key slots and its encrypted file, made, opened and looked at from outside."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from uuid import UUID

from coi_app.domain.errors import CannotWrite, VaultDamaged, VaultError, WrongKey
from coi_app.domain.heads import HeadKind
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store import heads, restoring, schema
from coi_app.store.connection import another_key, in_words
from coi_app.store.driver import driver
from coi_app.store.files import RECORDS, Holder, WriterLock, cannot_write, check_writable, make_folder, settle
from coi_app.store.key_store import KeyStore
from coi_app.store.keys import FULL_COST, Cost, Slot, SlotType, new_key, recovery_slot
from coi_app.store.relock import ended, first_slot
from coi_app.store.slots import Slots, has_slots, heal_slots, read_slots, write_slots
from coi_app.store.store import LOCK, Store
from coi_app.store.unlock import Proof, Unlocked, unlock

UNFINISHED = "declare.db.unfinished"


class Condition(Enum):
    """What a profile folder holds, told without opening it."""

    NONE = auto()
    OPENS_WITH_KEY_STORE = auto()
    OPENS_WITH_PASSPHRASE = auto()


def condition(folder: Path) -> Condition:
    """What there is to open; VaultDamaged or VaultNewer where the vault file does not say, CannotWrite where nobody may look."""
    try:
        slots_there, records_there = has_slots(restoring.slots_folder(folder)), (folder / RECORDS).exists()
    except OSError as problem:
        raise cannot_write(folder, problem) from None
    if not slots_there:
        if records_there:
            raise VaultDamaged(
                f"Your records are in {folder}, but the small file with their key, vault.json, is gone. Nothing was changed; put it back from a backup."
            )
        return Condition.NONE
    slots = read_slots(restoring.slots_folder(folder))
    keyring = slots.of(SlotType.KEYRING)
    return Condition.OPENS_WITH_KEY_STORE if keyring else Condition.OPENS_WITH_PASSPHRASE


def create(
    folder: Path,
    vault: UUID,
    *,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
    recovery: RecoveryKey | None = None,
    cost: Cost = FULL_COST,
    holder: Holder | None = None,
) -> Store:
    """Make an empty vault and open it, with the key store if one is given and no passphrase is.

    NeedsPassphrase where there is neither; nothing is then written. `cost` is what one guess at the
    passphrase costs; it is stored, so that a later version can ask for more. The recovery key opens it too.
    """
    _refuse_records(folder)
    key = new_key()
    slot = first_slot(Slots(vault, ()), key, Proof(passphrase, key_store=key_store), cost)
    make_folder(folder)
    with ExitStack() as on_failure:
        lock = WriterLock(folder / LOCK, holder)
        on_failure.callback(lock.release)
        _refuse_records(folder)  # again: while a passphrase was stretched, another copy of the app may have made them
        _write_new(folder, Slots(vault, (slot, *_recovery(vault, key, recovery))), key)
        on_failure.pop_all()
    return Store(folder / RECORDS, key, lock)


def open_vault(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: RecoveryKey | None = None,
    key_store: KeyStore | None = None,
    read_only: bool = False,
    holder: Holder | None = None,
) -> Store:
    """Open the vault in this folder; a wrong key or a second copy of the app changes nothing.

    What is `read_only` reads beside the copy that writes, and takes no lock; else `holder` is named in it.
    Raises WrongKey, NeedsPassphrase, KeyLost, VaultBusy, VaultNewer, VaultDamaged or CannotWrite.
    """
    _end_restore(folder)
    slots, proof = read_slots(folder), Proof(passphrase, recovery, key_store)
    opened = unlock(slots, proof)
    with ExitStack() as on_failure:
        lock = None
        if not read_only:
            check_writable(folder / RECORDS)
            lock = WriterLock(folder / LOCK, holder)
            on_failure.callback(lock.release)
        try:
            key = _fitting(folder, opened, read_only=read_only)
        except driver.Error as fault:
            raise in_words(fault) or fault from None
        if lock:
            heal_slots(folder)
        on_failure.pop_all()
    return Store(folder / RECORDS, key, lock, cut_short=ended(slots, opened, proof, key), slots=slots)


def begin_writing(store: Store, holder: Holder | None = None) -> None:
    """Let a store that was opened to read write from now on; it stays as it is where that cannot be.

    Raises VaultBusy, CannotWrite, VaultMoved, VaultDamaged, and VaultChanged where its key was changed meanwhile.
    """
    folder = store.path.parent
    check_writable(store.path)
    with ExitStack() as on_failure:
        lock = WriterLock(folder / LOCK, holder)
        on_failure.callback(lock.release)
        store.owner()  # that it still opens with this key
        try:
            schema.ready(store.path, store.key)
        except driver.Error as fault:
            raise in_words(fault) or fault from None
        store.take_lock(lock)
        on_failure.pop_all()
    heal_slots(folder)


def open_again(store: Store, proof: Proof) -> None:
    """Open a store whose key was let go; the writer stays the same, and a wrong key changes nothing.

    Raises WrongKey, NeedsPassphrase, KeyLost, VaultMoved, VaultNewer, VaultDamaged or CannotWrite.
    """
    folder = store.path.parent
    slots = read_slots(folder)
    opened = unlock(slots, proof)
    try:
        key = _fitting(folder, opened, read_only=store.read_only)
    except driver.Error as fault:
        raise in_words(fault) or fault from None
    store.take_key(key, slots)


def restore(folder: Path, whole: Path, at: datetime, proof: Proof) -> Path | None:
    """Put a backup in this folder, opened by one of its own slots; gives the folder with what stood there, None where nothing did.

    For a new computer, and for records that do not open any more; the records then open as they did when the backup was
    made. Raises what `open_vault` does, and BackupUnusable; nothing is changed before the backup is proved.
    """
    from coi_app.store import backup  # zip and the like, which no opening waits for

    slots = backup.manifest_of(whole)[1]
    opened = unlock(slots, proof)
    make_folder(folder)
    lock = WriterLock(folder / LOCK)
    try:
        key = _prove(whole, opened)
        stood = (folder / RECORDS).exists()
        others = _is_of_others(folder, slots)
        aside = restoring.put_back(folder, whole, at, keep_slots=False)
        if others:
            restoring.take_along(folder, aside, (*folder.glob(f"{RECORDS}.before-*"), folder / heads.NAME, *(one.path for one in backup.listed(folder) if one.path != whole)))
        if not heads.has_heads(folder):  # else they say at the next opening how far the records had come
            heads.begin_heads(folder / RECORDS, key, HeadKind.RESTORED)
        return aside if stood else None
    except driver.Error as fault:
        raise in_words(fault) or fault from None
    finally:
        lock.release()


def _is_of_others(folder: Path, slots: Slots) -> bool:
    """Whether other records stand in this folder than those of these slots; not where nobody can tell."""
    try:
        return has_slots(folder) and read_slots(folder).vault != slots.vault
    except VaultError:
        return False


def _prove(whole: Path, opened: Unlocked) -> bytes:
    """Prove a backup, and give the key that it opens with; there are two to try only where it was made while the key was changed."""
    from coi_app.store import backup  # as above

    *before, last = opened.keys
    for key in before:
        try:
            backup.check(whole, key)
        except WrongKey:
            continue
        return key
    backup.check(whole, last)
    return last


def _end_restore(folder: Path) -> None:
    """End a restore that a crash cut short, before anything else is looked at."""
    if restoring.pending(folder):
        lock = WriterLock(folder / LOCK)
        try:
            restoring.finish(folder)
        finally:
            lock.release()


def _refuse_records(folder: Path) -> None:
    if condition(folder) is not Condition.NONE:
        raise CannotWrite("There are records in this folder already. They were left as they are; open them instead.")


def _write_new(folder: Path, slots: Slots, key: bytes) -> None:
    """The file first under another name, then its slots, then its name: a crash between never looks like a loss."""
    unfinished = folder / UNFINISHED
    try:
        for left in folder.glob(f"{UNFINISHED}*"):
            left.unlink()
        unfinished.touch(mode=0o600)
        schema.create(unfinished, key)
        write_slots(folder, slots)
        _finish(folder)
    except OSError as problem:
        raise cannot_write(folder, problem) from None


def _finish(folder: Path) -> None:
    (folder / UNFINISHED).rename(folder / RECORDS)
    settle(folder)


def _recovery(vault: UUID, key: bytes, recovery: RecoveryKey | None) -> tuple[Slot, ...]:
    return (recovery_slot(vault, key, recovery),) if recovery else ()


def _fitting(folder: Path, opened: Unlocked, *, read_only: bool) -> bytes:
    """The key that the file opens with; there are two to try only where a change of key was cut short."""
    records = folder / RECORDS
    if not records.exists() and (folder / UNFINISHED).exists() and not read_only:
        _finish(folder)
    if not records.exists() or records.stat().st_size == 0:
        raise VaultDamaged(f"The file {records} with your records is missing or empty. Put it back from a backup.")
    *before, last = opened.keys
    # The key before comes first: a change that was cut short is taken back by whoever opens the file next.
    for key in before:
        try:
            schema.ready(records, key, read_only=read_only)
        except driver.DatabaseError as fault:
            if not another_key(fault):
                raise
        else:
            return key
    schema.ready(records, last, read_only=read_only)
    return last

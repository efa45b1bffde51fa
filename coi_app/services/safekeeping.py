"""Making and opening the vault: before this there is nothing to read, and a private check needs none of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from coi_app.domain.errors import DeclareError, InputError, VaultBusy
from coi_app.domain.heads import HeadKind
from coi_app.domain.history import Event, EventKind
from coi_app.domain.kept import Parked
from coi_app.domain.people import Person
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store import vault, whereabouts
from coi_app.store.files import holder_of, this_process
from coi_app.store.key_store import KeyStore, system_key_store
from coi_app.store.keys import FULL_COST, Cost, new_key
from coi_app.store.store import LOCK, Store
from coi_app.store.unlock import Proof
from coi_app.store.vault import Condition

if TYPE_CHECKING:
    from coi_app.store.backup import Kept

SHORTEST_PASSPHRASE = 10


class Created(NamedTuple):
    """A vault that was just made, and the recovery key to show once: no copy of it is kept."""

    store: Store
    recovery: RecoveryKey


def condition(folder: Path) -> Condition:
    """What the profile folder holds: nothing yet, or records and what opens them. Opens and writes nothing.

    Raises VaultDamaged or VaultNewer where it holds something that this app must leave alone.
    """
    return vault.condition(folder)


def create(
    folder: Path,
    new_id: Callable[[], UUID],
    at: datetime,
    *,
    passphrase: str | None = None,
    key_store: Callable[[], KeyStore | None] = system_key_store,
    cost: Cost = FULL_COST,
) -> Created:
    """Make an empty vault and open it; without a passphrase its key goes into the system's key store.

    NeedsPassphrase where there is no such store: ask for one, and call again with it. InputError where
    the passphrase is too short; CannotWrite, VaultBusy as they say. Nothing is written before a key is safe.
    """
    if passphrase is not None:
        check_passphrase(passphrase)
    recovery = RecoveryKey(new_key())
    where = None if passphrase else key_store()
    store = vault.create(folder, new_id(), passphrase=passphrase, key_store=where, recovery=recovery, cost=cost, holder=this_process(at))
    owner(store, new_id, at)
    return Created(store, recovery)


def check_passphrase(passphrase: str) -> None:
    """InputError where a new passphrase is too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InputError(
            f"Choose a passphrase of at least {SHORTEST_PASSPHRASE} characters: four words that do not belong together are good. Nothing was changed.",
            "passphrase",
        )


def open_records(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: RecoveryKey | None = None,
    key_store: Callable[[], KeyStore | None] = system_key_store,
    read_only: bool = False,
    at: datetime | None = None,
) -> Store:
    """Open the vault: with the recovery key or the passphrase if one is given, else with the system's key store.

    `read_only` opens it to read, beside another copy of the app that writes; else that copy is told since when,
    which is `at`, this one writes.
    Raises NeedsPassphrase (ask, and call again), WrongKey, KeyLost, VaultBusy, VaultNewer, VaultDamaged
    or CannotWrite; whatever happens, what was stored is left as it is.
    """
    given = passphrase or recovery
    return vault.open_vault(
        folder,
        passphrase=passphrase,
        recovery=recovery,
        key_store=None if given else key_store(),
        read_only=read_only,
        holder=this_process(at) if at else None,
    )


def begin_writing(store: Store, at: datetime) -> None:
    """Write from now on to records that were opened to read; errors as for `open_records`, after which they are open to read as before.

    VaultChanged where their key was changed meanwhile: close them, and open them again.
    """
    vault.begin_writing(store, this_process(at))


def why_only_to_read(store: Store) -> str:
    """Why records are open to read only, in a sentence: who writes them, or what stands in the way, as far as it can be told now."""
    try:
        store.check_writable()
    except VaultBusy:
        holder = holder_of(store.path.with_name(LOCK))
        where = f" {holder.told}" if holder else ""
        return f"Another window of Declare writes them{where}."
    except DeclareError as problem:
        return str(problem)
    return ""


def backups(folder: Path) -> tuple[Kept, ...]:
    """The backups in a profile folder, the newest first, also where its records do not open."""
    from coi_app.store.backup import listed  # zip and the like, which no opening waits for

    return listed(folder)


def restore(
    folder: Path,
    backup: Path,
    at: datetime,
    *,
    passphrase: str | None = None,
    recovery: RecoveryKey | None = None,
    key_store: Callable[[], KeyStore | None] = system_key_store,
) -> None:
    """Put a backup in this folder, where there are no records or they do not open; what stands there is put aside, never overwritten.

    It opens with what opened the records when it was made. Raises what `open_records` does, and BackupUnusable; nothing is
    changed before the whole backup is proved.
    """
    given = passphrase or recovery
    vault.restore(folder, backup, at, Proof(passphrase, recovery, None if given else key_store()))


def elsewhere(folder: Path) -> str:
    """What to tell a person whose folder is on another computer or kept in step by a service; empty where it is here alone, as far as can be told."""
    found = whereabouts.elsewhere(folder)
    return found.sentence if found else ""


def owner(store: Store, new_id: Callable[[], UUID], at: datetime) -> UUID:
    """The id of the person whose records these are, given now where a new vault has none yet."""
    known = store.owner()
    if known is not None:
        return known
    person = Person(new_id())
    with store.work() as work:
        work.people.own(person)
        work.events.add(Event(new_id(), new_id(), EventKind.PERSON_CHANGED, at, person.id))
        work.commit()
    store.begin_heads(HeadKind.CREATED)
    return person.id


def lock(store: Store, page: Parked | None) -> None:
    """Keep the page that is half filled in, if there is one, in the encrypted file, then let the key go.

    Where the page cannot be kept the key goes all the same, and the reason is raised afterwards: CannotWrite, VaultMoved.
    """
    try:
        if page is not None and not store.read_only:
            park(store, page)
    finally:
        store.let_key_go()


def open_again(
    store: Store, *, passphrase: str | None = None, recovery: RecoveryKey | None = None, key_store: Callable[[], KeyStore | None] = system_key_store
) -> None:
    """Unlock records that `lock` has locked; errors as for `open_records`, and VaultMoved. A wrong key changes nothing."""
    given = passphrase or recovery
    vault.open_again(store, Proof(passphrase, recovery, None if given else key_store()))


def park(store: Store, page: Parked | None) -> None:
    """Keep this half filled page in place of any before; with None none is kept any more."""
    with store.work() as work:
        if page is None:
            work.parked.clear()
        else:
            work.parked.park(page)
        work.commit()


def parked(store: Store) -> Parked | None:
    """The page that was half filled in when the records were locked, as long as nobody took it back."""
    with store.reading() as reading:
        return reading.parked.get()


def close(store: Store) -> None:
    """Close the records; everything that was confirmed is in the file already."""
    store.close()

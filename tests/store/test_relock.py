"""Changing the lock: the new way in opens, the old one does not, and killed anywhere the person still has a way in."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from coi_app.domain.errors import CannotWrite, DeclareError, NeedsPassphrase, VaultBusy, WrongKey
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store import relock
from coi_app.store.key_store import KeyStore
from coi_app.store.keys import link, new_key
from coi_app.store.slots import Slots, read_slots, write_slots
from coi_app.store.store import Store
from coi_app.store.unlock import Proof, unlock
from coi_app.store.vault import create, open_vault
from tests.store.examples import CHEAP, ME, PASSPHRASE, VAULT, declaration, interest
from tests.store.key_stores import Remembering
from tests.store.test_durability import environment
from tests.store.test_vault import tree

OTHER = "four words for tomorrow"
RECOVERY, NEW_RECOVERY = RecoveryKey(bytes(range(32))), RecoveryKey(bytes(range(32, 64)))
KILLS = 30


@pytest.fixture
def keys() -> KeyStore:
    return KeyStore(Remembering())


@pytest.fixture(params=["passphrase", "key store"])
def locked(request: pytest.FixtureRequest, folder: Path, keys: KeyStore) -> Iterator[tuple[Store, Proof]]:
    """A store with a declaration in it, and what opens it besides its recovery key."""
    by_passphrase = request.param == "passphrase"
    proof = Proof(PASSPHRASE) if by_passphrase else Proof(key_store=keys)
    store = create(folder, VAULT, passphrase=proof.passphrase, key_store=proof.key_store, recovery=RECOVERY, cost=CHEAP)
    filled(store)
    yield store, proof
    store.close()


def filled(store: Store) -> None:
    """Put the owner and a declaration in."""
    with store.work() as work:
        work.people.own(ME)
        work.declarations.save(declaration())
        work.commit()


def opens(folder: Path, proof: Proof) -> bool:
    """Whether this opens the records, and all of them are there."""
    try:
        store = open_vault(folder, passphrase=proof.passphrase, recovery=proof.recovery, key_store=proof.key_store)
    except DeclareError:
        return False
    try:
        with store.reading() as reading:
            return reading.declarations.get(declaration().id) == declaration() and store.check() == ()
    finally:
        store.close()


def way_to(what: str, keys: KeyStore) -> Callable[[Store, Proof], AbstractContextManager[None]]:
    """The change to this."""
    return {
        "passphrase": lambda store, proof: relock.replaced_lock(store, proof, Proof(OTHER), CHEAP),
        "key store": lambda store, proof: relock.replaced_lock(store, proof, Proof(key_store=keys)),
        "recovery key": lambda store, proof: relock.replaced_recovery(store, proof, NEW_RECOVERY),
        "new key": lambda store, proof: relock.replaced_key(store, proof, Proof(OTHER), NEW_RECOVERY, CHEAP),
        "new key, key store": lambda store, proof: relock.replaced_key(store, proof, Proof(key_store=keys), NEW_RECOVERY),
    }[what]


CHANGES = ["passphrase", "key store", "recovery key", "new key", "new key, key store"]


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("by_recovery", [False, True])
def test_after_a_change_the_new_way_opens_and_the_old_one_does_not(
    locked: tuple[Store, Proof], folder: Path, keys: KeyStore, what: str, by_recovery: bool
) -> None:
    store, proof = locked
    before = proof
    with way_to(what, keys)(store, Proof(recovery=RECOVERY) if by_recovery else proof):
        pass
    filled_again = replace(declaration(7), person=ME.id)
    with store.work() as work:
        work.declarations.save(filled_again)
        work.commit()
    store.close()
    after = {"passphrase": Proof(OTHER), "key store": Proof(key_store=keys), "recovery key": before, "new key": Proof(OTHER), "new key, key store": Proof(key_store=keys)}[what]
    recovery = RECOVERY if what in ("passphrase", "key store") else NEW_RECOVERY
    assert opens(folder, after) and opens(folder, Proof(recovery=recovery))
    for gone in {before, Proof(recovery=RECOVERY)} - {after, Proof(recovery=recovery)}:
        assert not opens(folder, gone)
    assert read_slots(folder).leaving == () and read_slots(folder).onward is None


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize(
    ("wrong", "error"),
    [(Proof("not the passphrase"), WrongKey), (Proof(recovery=NEW_RECOVERY), WrongKey), (Proof(), NeedsPassphrase)],
    ids=["passphrase", "recovery key", "nothing"],
)
def test_whoever_cannot_show_that_they_may_changes_nothing(store: Store, folder: Path, keys: KeyStore, what: str, wrong: Proof, error: type[Exception]) -> None:
    with relock.replaced_recovery(store, Proof(PASSPHRASE), RECOVERY):
        pass
    before = tree(folder)
    with pytest.raises(error), way_to(what, keys)(store, wrong):
        pass
    assert tree(folder) == before


def test_a_vault_without_a_recovery_key_is_given_one(store: Store, folder: Path) -> None:
    with pytest.raises(WrongKey), relock.replaced_recovery(store, Proof(recovery=RECOVERY), RECOVERY):
        pass
    with relock.replaced_recovery(store, Proof(PASSPHRASE), RECOVERY):
        pass
    store.close()
    open_vault(folder, recovery=RecoveryKey.read(RECOVERY.grouped.lower())).close()
    open_vault(folder, passphrase=PASSPHRASE).close()


def test_a_key_store_that_will_not_keep_changes_nothing(store: Store, folder: Path) -> None:
    backend = Remembering()
    backend.locked = True
    before = tree(folder)
    with pytest.raises(NeedsPassphrase), relock.replaced_lock(store, Proof(PASSPHRASE), Proof(key_store=KeyStore(backend))):
        pass
    assert tree(folder) == before


@pytest.mark.parametrize("what", ["passphrase", "key store", "recovery key"])
def test_within_a_change_both_ways_open_and_what_fails_there_takes_it_back(locked: tuple[Store, Proof], folder: Path, keys: KeyStore, what: str) -> None:
    store, proof = locked
    before = read_slots(folder)
    new = {"passphrase": Proof(OTHER), "key store": Proof(key_store=keys), "recovery key": Proof(recovery=NEW_RECOVERY)}[what]
    with pytest.raises(CannotWrite), way_to(what, keys)(store, proof):
        slots = read_slots(folder)
        for way in (proof, new, Proof(recovery=RECOVERY)):
            assert unlock(slots, way).keys == (store.key,)
        raise CannotWrite("no room to put it on record")
    assert read_slots(folder) == before


@pytest.mark.parametrize("file_has_new_key", [False, True])
@pytest.mark.parametrize("came_in_by", [Proof(PASSPHRASE), Proof(OTHER), Proof(recovery=RECOVERY), Proof(recovery=NEW_RECOVERY)], ids=["old", "new", "old recovery", "new recovery"])
def test_a_change_of_key_that_was_cut_short_opens_every_way_and_is_ended_without_losing_the_one_used(
    folder: Path, file_has_new_key: bool, came_in_by: Proof
) -> None:
    store = create(folder, VAULT, passphrase=PASSPHRASE, recovery=RECOVERY, cost=CHEAP)
    filled(store)
    old, key, before = store.key, new_key(), read_slots(folder)
    store.close()
    after = (relock.first_slot(before, key, Proof(OTHER), CHEAP), relock.recovery_slot(VAULT, key, NEW_RECOVERY))
    write_slots(folder, Slots(VAULT, after, before.slots, link(VAULT, key, old), link(VAULT, old, key)))
    if file_has_new_key:
        relock.change_key(folder / "declare.db", old, key)
    for way in (Proof(PASSPHRASE), Proof(OTHER), Proof(recovery=RECOVERY), Proof(recovery=NEW_RECOVERY)):
        assert opens(folder, way)
    again = open_vault(folder, passphrase=came_in_by.passphrase, recovery=came_in_by.recovery)
    assert again.key == (key if file_has_new_key else old) and again.cut_short
    relock.end_change(again, again.cut_short)
    again.close()
    assert opens(folder, came_in_by)
    ended = read_slots(folder)
    assert ended.leaving == () and {slot.type for slot in ended.slots} == {slot.type for slot in before.slots}


def test_an_open_window_that_reads_keeps_the_key_as_it_is(store: Store, folder: Path) -> None:
    beside = open_vault(folder, passphrase=PASSPHRASE, read_only=True)
    before = read_slots(folder)
    with beside.reading() as reading:
        assert reading.events.of() == ()
        with pytest.raises(VaultBusy), relock.replaced_key(store, Proof(PASSPHRASE), Proof(OTHER), RECOVERY, CHEAP):
            pass
    assert read_slots(folder) == before
    beside.close()
    store.close()
    open_vault(folder, passphrase=PASSPHRASE).close()


def test_the_key_before_is_nowhere_in_the_folder_after(store: Store, folder: Path) -> None:
    old = store.key
    with relock.replaced_key(store, Proof(PASSPHRASE), Proof(OTHER), RECOVERY, CHEAP):
        pass
    new = store.key
    assert new != old
    store.close()
    assert "onward" not in (folder / "vault.json").read_text() + (folder / "vault.json.copy").read_text()
    for content in tree(folder).values():
        assert old not in content and new not in content


def killed_while_changing(folder: Path, what: str, number: int, moment: float) -> tuple[int, bool]:
    """Let a child change the lock, kill it that long after it began its change `number`, and say which was under way, and whether it was done."""
    command = [sys.executable, "-m", "tests.store.changing", str(folder), what, str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun %d\n" % number
        try:
            child.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            child.kill()
        told = child.stdout.read().splitlines(keepends=True)
    whole = [line.split() for line in told if line.endswith(b"\n")]
    begun = [int(count) for word, count in whole if word == b"begun"]
    done = [int(count) for word, count in whole if word == b"done"]
    last = max(begun, default=number)
    return last, last in done


@pytest.mark.parametrize(("what", "longest"), [("lock", 0.03), ("key", 0.12)])
def test_killed_at_any_moment_of_a_change_the_person_has_a_way_in(folder: Path, what: str, longest: float) -> None:
    store = create(folder, VAULT, passphrase="passphrase number 0", recovery=RECOVERY, cost=CHEAP)
    filled(store)
    with store.work() as work:
        # Large enough for a change of its key to take a while.
        for seed in range(10, 16):
            work.declarations.save(declaration(seed, (replace(interest(seed * 100), words="whenua " * 100_000),)))
        work.commit()
    store.close()
    chance, number = random.Random(20261124), 0
    for _ in range(KILLS):
        number, done = killed_while_changing(folder, what, number + 1, chance.uniform(0, longest))
        ways = [number] if done else [number, number - 1]
        opened = [one for one in ways if opens(folder, Proof(f"passphrase number {one}"))]
        assert opened, f"no way in after change {number}"
        number = opened[0]
        again = open_vault(folder, passphrase=f"passphrase number {number}")
        if again.cut_short:
            relock.end_change(again, again.cut_short)
        assert len(again.glance()) == 7
        again.close()

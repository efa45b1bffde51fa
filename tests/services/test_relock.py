"""Changing the lock as the window does it: whoever may, on record, and the records open as was promised."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from coi_app.domain.errors import DeclareError, InputError, NeedsPassphrase, WrongKey
from coi_app.domain.history import Event, EventKind
from coi_app.services import relock, safekeeping
from coi_app.services.context import Services
from coi_app.services.relock import WaysIn
from coi_app.store.key_store import KeyStore
from coi_app.store.slots import Slots, read_slots, write_slots
from coi_app.store.store import Store
from coi_app.store.unlock import Proof
from tests.store.examples import CHEAP, NOW, PASSPHRASE
from tests.store.key_stores import Remembering

OTHER = "four words for tomorrow"


@pytest.fixture
def backend() -> Remembering:
    return Remembering()


def changes(store: Store) -> list[tuple[str, str]]:
    """The changes of the lock that are on record, with who made them."""
    with store.reading() as reading:
        events: tuple[Event, ...] = reading.events.of()
    return [(str(event.facts["way"]), str(event.person)) for event in events if event.kind is EventKind.LOCK_CHANGED]


def test_the_recovery_key_of_the_start_opens_the_records_and_sets_a_new_passphrase(services: Services, folder: Path) -> None:
    safekeeping.close(services.store)
    fresh = folder.parent / "fresh"
    store, recovery = safekeeping.create(fresh, uuid4, NOW, passphrase=PASSPHRASE, cost=CHEAP)
    safekeeping.close(store)
    assert relock.ways_in(fresh) == WaysIn(passphrase=True, key_store=False, recovery_key=True, unfinished=False)
    written_down = safekeeping.open_records(fresh, recovery=type(recovery).read(recovery.grouped.lower()))
    again = Services(written_down, services.content, services.bundle, services.clock, uuid4, safekeeping.owner(written_down, uuid4, NOW))
    relock.set_passphrase(again, Proof(recovery=recovery), OTHER, cost=CHEAP)
    assert changes(written_down) == [("passphrase", str(again.person))]
    safekeeping.close(written_down)
    with pytest.raises(WrongKey):
        safekeeping.open_records(fresh, passphrase=PASSPHRASE)
    safekeeping.close(safekeeping.open_records(fresh, passphrase=OTHER))


def test_each_change_is_on_record_and_never_the_secret(services: Services, folder: Path, backend: Remembering) -> None:
    first, second = relock.make_recovery_key(), relock.make_recovery_key()
    keys = KeyStore(backend)
    relock.set_recovery_key(services, Proof(PASSPHRASE), first)
    relock.set_key_store(services, Proof(recovery=first), key_store=lambda: keys)
    assert relock.ways_in(folder) == WaysIn(passphrase=False, key_store=True, recovery_key=True, unfinished=False)
    relock.set_new_key(services, Proof(key_store=keys), second, key_store=lambda: keys)
    relock.set_passphrase(services, Proof(key_store=keys), OTHER, key_store=lambda: keys, cost=CHEAP)
    assert [way for way, _ in changes(services.store)] == ["recovery_key", "key_store", "new_key", "passphrase"]
    assert backend.kept == {}, "the key store forgets its part"
    for secret in (first.grouped, second.grouped, OTHER):
        with services.store.reading() as reading:
            assert secret not in repr(reading.events.of())
    safekeeping.close(services.store)
    with pytest.raises(WrongKey):
        safekeeping.open_records(folder, recovery=first)
    safekeeping.close(safekeeping.open_records(folder, recovery=second))


@pytest.mark.parametrize("proof", [Proof("not the passphrase"), Proof(recovery=relock.make_recovery_key()), Proof()])
def test_whoever_may_not_changes_nothing_and_nothing_is_on_record(services: Services, folder: Path, proof: Proof) -> None:
    before = read_slots(folder)
    for change in (
        lambda: relock.set_passphrase(services, proof, OTHER, cost=CHEAP),
        lambda: relock.set_recovery_key(services, proof, relock.make_recovery_key()),
        lambda: relock.set_new_key(services, proof, relock.make_recovery_key(), passphrase=OTHER, cost=CHEAP),
    ):
        with pytest.raises(DeclareError):
            change()
    assert read_slots(folder) == before and changes(services.store) == []


def test_what_cannot_lock_is_not_taken(services: Services, folder: Path) -> None:
    before = read_slots(folder)
    with pytest.raises(InputError):
        relock.set_passphrase(services, Proof(PASSPHRASE), "short", cost=CHEAP)
    with pytest.raises(InputError):
        relock.set_new_key(services, Proof(PASSPHRASE), relock.make_recovery_key(), passphrase="short", cost=CHEAP)
    with pytest.raises(NeedsPassphrase):
        relock.set_key_store(services, Proof(PASSPHRASE), key_store=lambda: None)
    assert read_slots(folder) == before


@pytest.mark.parametrize(("came_in_by", "gone"), [(PASSPHRASE, OTHER), (OTHER, PASSPHRASE)])
def test_a_change_that_was_cut_short_is_ended_by_the_next_opening_on_record(services: Services, folder: Path, came_in_by: str, gone: str) -> None:
    before = read_slots(folder)
    relock.set_passphrase(services, Proof(PASSPHRASE), OTHER, cost=CHEAP)
    safekeeping.close(services.store)
    # As a crash leaves it between the writing of the new slot and the end of the old one.
    write_slots(folder, Slots(before.vault, read_slots(folder).slots, before.slots))
    assert relock.ways_in(folder).unfinished
    with pytest.raises(WrongKey):
        safekeeping.open_records(folder, passphrase="neither of the two")
    store = safekeeping.open_records(folder, passphrase=came_in_by)
    assert relock.end_change(store, uuid4, NOW) and not relock.end_change(store, uuid4, NOW)
    assert [way for way, _ in changes(store)] == ["passphrase", "cut_short"]
    safekeeping.close(store)
    assert not relock.ways_in(folder).unfinished
    with pytest.raises(WrongKey):
        safekeeping.open_records(folder, passphrase=gone)
    safekeeping.close(safekeeping.open_records(folder, passphrase=came_in_by))

"""The history in a real encrypted file: guarded against change, and each tampering with the key is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from coi_app.domain.chain import Broken, Fault
from coi_app.domain.errors import VaultDamaged
from coi_app.domain.heads import HeadKind, Verified
from coi_app.domain.history import EventKind
from coi_app.store.connection import connect
from coi_app.store.driver import driver
from coi_app.store.store import Store
from coi_app.store.vault import RECORDS, open_vault
from tests.store.examples import PASSPHRASE, declaration, event, number

EVENTS = 7


@pytest.fixture
def seven(store: Store) -> Store:
    """The store with seven events, of which the third and fourth came in one transaction, and its heads."""
    for numbers in ((1,), (2,), (3, 4), (5,), (6,), (7,)):
        with store.work() as work:
            for one in numbers:
                work.events.add(replace(event(number(one)), reason="so it was wanted"))
            work.commit()
    store.begin_heads(HeadKind.CREATED)
    return store


@contextmanager
def by_hand(folder: Path, store: Store) -> Iterator[driver.Connection]:
    """The file as someone with the key has it at hand; what they did is in it."""
    connection = connect(folder / RECORDS, store._key)  # noqa: SLF001
    try:
        yield connection
    finally:
        connection.close()


def guards(connection: driver.Connection) -> list[str]:
    """The guards as they were made."""
    return [str(row[0]) for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]


def tampered(folder: Path, store: Store, *statements: str) -> Verified:
    """What is found after someone took the guards away, did this, and put them back."""
    with by_hand(folder, store) as connection:
        made = guards(connection)
        for statement in ("DROP TRIGGER event_never_changes", "DROP TRIGGER event_never_goes", *statements, *made):
            connection.execute(statement)
    return store.verify()


def test_a_history_that_nobody_touched_is_whole(seven: Store, folder: Path) -> None:
    assert seven.verify() == Verified(EVENTS)
    seven.close()
    again = open_vault(folder, passphrase=PASSPHRASE)
    with again.work() as work:
        work.events.add(event(number(8)))
        work.commit()
    assert again.verify() == Verified(EVENTS + 1)
    again.close()


@pytest.mark.parametrize("statement", ["UPDATE event SET facts = '{}' WHERE number = 3", "DELETE FROM event WHERE number = 7", "DELETE FROM event", "UPDATE event SET hash = previous"])
def test_the_file_itself_refuses_a_change(seven: Store, folder: Path, statement: str) -> None:
    with by_hand(folder, seven) as connection:
        with pytest.raises(driver.IntegrityError, match="an event is never"):
            connection.execute(statement)
    assert seven.verify().whole


CHANGES = {
    "kind": "'disposed'",
    "at": "'2026-11-23 09:31:00.000000'",
    "person": f"'{number(77).hex}'",
    "declaration": f"'{number(77).hex}'",
    "id": f"'{number(77).hex}'",
    "operation": f"'{number(77).hex}'",
    "facts": "'{}'",
    "reason": "'another reason'",
    "hash": "zeroblob(32)",
}
NOISE = {
    "kind": "x'ff'",
    "at": "12",
    "person": "'nobody'",
    "id": "CAST(x'ff' AS TEXT)",
    "facts": "'{'",
    "reason": "x'00'",
}


@pytest.mark.parametrize("place", [1, 4, EVENTS])
@pytest.mark.parametrize("part", CHANGES)
def test_any_part_of_an_event_that_is_changed_is_named(seven: Store, folder: Path, part: str, place: int) -> None:
    found = tampered(folder, seven, f"UPDATE event SET {part} = {CHANGES[part]} WHERE number = {place}")
    assert (found.events, found.broken) == (EVENTS, Broken(place, Fault.CHANGED))


@pytest.mark.parametrize("part", NOISE)
def test_noise_in_an_event_is_named(seven: Store, folder: Path, part: str) -> None:
    found = tampered(folder, seven, f"UPDATE event SET {part} = {NOISE[part]} WHERE number = 5")
    assert (found.events, found.broken) == (EVENTS, Broken(5, Fault.UNREADABLE))


def test_facts_that_are_none_are_named(seven: Store, folder: Path) -> None:
    for noise in ("[]", "NaN", '{"a": NaN}', '{"a": []}', "[" * 100_000):
        found = tampered(folder, seven, f"UPDATE event SET facts = '{noise}' WHERE number = 5")
        assert found.broken == Broken(5, Fault.UNREADABLE)


@pytest.mark.parametrize("place", range(1, EVENTS))
def test_an_event_taken_out_is_named(seven: Store, folder: Path, place: int) -> None:
    found = tampered(folder, seven, f"DELETE FROM event WHERE number = {place}")
    assert (found.events, found.broken) == (EVENTS - 1, Broken(place, Fault.MISSING))


@pytest.mark.parametrize("place", range(1, EVENTS))
def test_an_event_taken_out_with_the_rest_moved_up_is_named(seven: Store, folder: Path, place: int) -> None:
    found = tampered(folder, seven, f"DELETE FROM event WHERE number = {place}", f"UPDATE event SET number = number - 1 WHERE number > {place}")
    assert (found.events, found.broken) == (EVENTS - 1, Broken(place, Fault.OUT_OF_PLACE))


def test_the_last_event_taken_out_is_told_by_the_heads(seven: Store, folder: Path) -> None:
    found = tampered(folder, seven, f"DELETE FROM event WHERE number = {EVENTS}")
    assert found.broken is None and found.rollback is not None and not found.whole
    assert (found.rollback.last, found.rollback.head and found.rollback.head.number) == (EVENTS - 1, EVENTS)


COLUMNS = "operation, id, kind, at, person, declaration, facts, reason, previous, hash"


@pytest.mark.parametrize("place", [1, 4, EVENTS, EVENTS + 1])
def test_an_event_put_in_is_named(seven: Store, folder: Path, place: int) -> None:
    copied = f"SELECT {place}, '{number(78).hex}', id, kind, at, person, declaration, facts, reason, previous, hash FROM event WHERE id = '{number(3).hex}'"
    make_room = (f"UPDATE event SET number = -number - 1 WHERE number >= {place}", "UPDATE event SET number = -number WHERE number < 0")
    found = tampered(folder, seven, *make_room, f"INSERT INTO event (number, {COLUMNS}) {copied}")
    assert (found.events, found.broken) == (EVENTS + 1, Broken(place, Fault.OUT_OF_PLACE))


def test_an_event_put_in_before_the_first_is_named(seven: Store, folder: Path) -> None:
    copied = f"SELECT 0, '{number(78).hex}', id, kind, at, person, declaration, facts, reason, previous, hash FROM event WHERE number = 1"
    found = tampered(folder, seven, f"INSERT INTO event (number, {COLUMNS}) {copied}")
    assert found.broken == Broken(0, Fault.OUT_OF_PLACE)


@pytest.mark.parametrize("place", [1, 3, 6])
def test_events_in_another_order_are_named(seven: Store, folder: Path, place: int) -> None:
    swap = [f"UPDATE event SET number = {new} WHERE number = {old}" for old, new in ((place, -1), (place + 1, place), (-1, place + 1))]
    found = tampered(folder, seven, *swap)
    assert (found.events, found.broken) == (EVENTS, Broken(place, Fault.OUT_OF_PLACE))


def test_guards_that_were_taken_away_are_named(seven: Store, folder: Path) -> None:
    with by_hand(folder, seven) as connection:
        connection.execute("DROP TRIGGER event_never_goes")
        assert seven.verify() == Verified(EVENTS, None, ("event_never_goes",))
        connection.execute("DROP TRIGGER event_never_changes")
        connection.execute("CREATE TRIGGER event_never_goes BEFORE DELETE ON event WHEN 0 BEGIN SELECT RAISE(ABORT, 'never'); END")
    assert seven.verify() == Verified(EVENTS, None, ("event_never_changes", "event_never_goes"))


def test_a_history_without_its_table_is_damage(seven: Store, folder: Path) -> None:
    with by_hand(folder, seven) as connection:
        connection.execute("ALTER TABLE event RENAME TO something")
    with pytest.raises(VaultDamaged):
        seven.verify()


def test_what_is_disposed_of_leaves_a_whole_history_behind(seven: Store, folder: Path) -> None:
    with seven.work() as work:
        work.declarations.save(declaration())
        work.events.add(replace(event(number(20), declaration(), EventKind.CREATED), facts={"interests": 1}))
        work.commit()
    with seven.work() as work:
        work.declarations.remove(declaration().id)
        work.events.add(replace(event(number(21), declaration(), EventKind.DISPOSED), facts={}, reason="it came to nothing"))
        work.commit()
    assert seven.verify() == Verified(EVENTS + 2)
    with seven.reading() as reading:
        assert [(one.kind, one.reason) for one in reading.events.of(declaration().id)] == [(EventKind.CREATED, ""), (EventKind.DISPOSED, "it came to nothing")]


def test_an_event_undone_leaves_no_gap(seven: Store) -> None:
    with seven.work() as work:
        work.events.add(event(number(30)))
    with pytest.raises(ZeroDivisionError):
        with seven.work() as work:
            work.events.add(event(number(31)))
            raise ZeroDivisionError
    with seven.work() as work:
        work.events.add(event(number(32)))
        work.commit()
    assert seven.verify() == Verified(EVENTS + 1)

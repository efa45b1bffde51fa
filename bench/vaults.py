"""Unlocking, locking, checking the history and backing up, each beside the least that the same work can cost."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from nacl import bindings

from bench.kept_keys import KeptKeys
from bench.records import ANSWERS, DECLARATIONS, PASSPHRASE, Records, make_records
from bench.timing import seconds
from coi_app.domain.history import Event, EventKind
from coi_app.domain.kept import Parked
from coi_app.services import backup, history, mine, relock, safekeeping
from coi_app.store.chained import EVENTS
from coi_app.store.connection import connect
from coi_app.store.driver import driver
from coi_app.store.files import RECORDS
from coi_app.store.key_store import KeyStore
from coi_app.store.keys import FULL_COST
from coi_app.store.unlock import Proof

if TYPE_CHECKING:
    from coi_app.store.store import Store

Timed = Callable[[], float]
PAGE = Parked({"page": "question"}, {"words": "half a sentence, " * 20}, datetime(2026, 11, 24, tzinfo=UTC))


@contextmanager
def unlocking(folder: Path) -> Generator[tuple[Timed, Timed, Timed, Timed]]:
    """In seconds, libraries loaded and at full cost: from the passphrase to the list; stretching a passphrase alone; locking a half filled
    page away and unlocking with the passphrase; the same with the key store."""
    records = make_records(folder / "ours")
    services, store = records.services, records.services.store
    relock.set_passphrase(services, Proof(PASSPHRASE), PASSPHRASE, key_store=lambda: None, cost=FULL_COST)
    store.close()

    def opened() -> None:
        found = safekeeping.open_records(records.folder, passphrase=PASSPHRASE)
        assert len(mine.listed(found)) == DECLARATIONS
        found.close()

    def stretched() -> None:
        bindings.crypto_pwhash_alg(32, PASSPHRASE.encode(), bytes(16), FULL_COST.passes, FULL_COST.memory, bindings.crypto_pwhash_ALG_ARGON2ID13)

    other = shutil.copytree(records.folder, folder / "stays open")
    with _by_key_store(folder) as (by_keys, keys), closing(safekeeping.open_records(other, passphrase=PASSPHRASE)) as again:
        yield (
            lambda: seconds(opened),
            lambda: seconds(stretched),
            lambda: seconds(lambda: _there_and_back(again, lambda: safekeeping.open_again(again, passphrase=PASSPHRASE))),
            lambda: seconds(lambda: _there_and_back(by_keys, lambda: safekeeping.open_again(by_keys, key_store=lambda: keys))),
        )


def _there_and_back(store: Store, unlock: Callable[[], None]) -> None:
    safekeeping.lock(store, PAGE)
    unlock()
    assert safekeeping.parked(store) == PAGE


@contextmanager
def _by_key_store(folder: Path) -> Generator[tuple[Store, KeyStore]]:
    records, keys = make_records(folder / "by key store", 10), KeyStore(KeptKeys())
    os.environ["DECLARE_BENCH_KEYS"] = str(folder / "keys.json")
    relock.set_key_store(records.services, Proof(PASSPHRASE), key_store=lambda: keys)
    with closing(records.services.store) as store:
        yield store, keys


@contextmanager
def encrypted_or_not(folder: Path) -> Generator[dict[str, tuple[Timed, Timed]]]:
    """The same work in seconds, on an encrypted file and on the very same rows in one that is not: one commit; opening and reading every record."""
    records = make_records(folder / "ours")
    records.services.store.close()
    places = {}
    for name, key in (("encrypted.db", records.key), ("plain.db", b"")):
        places[key] = folder / name
        with closing(connect(records.folder / RECORDS, records.key)) as connection:
            connection.execute("ATTACH DATABASE ? AS copy KEY " + (f"\"x'{key.hex()}'\"" if key else "''"), (str(places[key]),))
            connection.execute("SELECT sqlcipher_export('copy')")
    with closing(_opened(places[records.key], records.key)) as one, closing(_opened(places[b""], b"")) as other:
        yield {
            "one commit": (_commits(one, records), _commits(other, records)),
            f"opening and reading {DECLARATIONS} records": (lambda: _reads(places[records.key], records.key), lambda: _reads(places[b""], b"")),
        }


def _opened(path: Path, key: bytes) -> driver.Connection:
    """A file under this key, or without a key one that is not encrypted, with the same settings."""
    if key:
        return connect(path, key)
    connection = driver.connect(path, isolation_level=None)
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "cache_size=-16384", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _commits(connection: driver.Connection, records: Records) -> Timed:
    cards = cycle(("none", "partly"))

    def commit() -> None:
        answers = json.dumps(ANSWERS.with_answer("overlap", next(cards)).plain())
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE interest SET answers = ? WHERE id = ?", (answers, records.interest.hex))
        connection.execute("UPDATE declaration SET changed_at = ? WHERE id = ?", (datetime.now(UTC).isoformat(" "), records.declaration.id.hex))
        connection.execute("COMMIT")

    return lambda: seconds(commit)


def _reads(path: Path, key: bytes) -> float:
    def read() -> None:
        with closing(_opened(path, key)) as connection:
            assert len(connection.execute("SELECT * FROM declaration JOIN version ON version.declaration = declaration.id").fetchall()) == DECLARATIONS
            assert len(connection.execute("SELECT * FROM interest").fetchall()) == DECLARATIONS

    return seconds(read)


@contextmanager
def verifying(folder: Path, events: int) -> Generator[tuple[Timed, Timed]]:
    """In seconds: following a history of so many events; and reading the same rows and hashing each, which is the least it takes."""
    records = make_records(folder / "ours", 1)
    services, store = records.services, records.services.store
    with store.work() as work:
        for event in _answered(records, events - work.events.count()):
            work.events.add(event)
        work.commit()

    def ours() -> float:
        def verify() -> None:
            found = history.verify(services.store)
            assert found.whole and found.events == events

        return seconds(verify)

    def bare() -> float:
        def hashed() -> None:
            with closing(connect(store.path, store.key, read_only=True)) as connection:
                assert sum(len(sha256(repr(row).encode()).digest()) for row in connection.execute(EVENTS)) == 32 * events

        return seconds(hashed)

    try:
        yield ours, bare
    finally:
        store.close()


def _answered(records: Records, number: int) -> Iterator[Event]:
    facts, at, person = {"question": "overlap", "interest": str(records.interest)}, datetime.now(UTC), records.services.person
    for _ in range(number):
        yield Event(uuid4(), uuid4(), EventKind.ANSWERED, at, person, records.declaration.id, facts)


@contextmanager
def backing_up(folder: Path, declarations: int) -> Generator[tuple[Timed, Timed]]:
    """In seconds: a backup of so many records, proved by a restore; and a bare encrypted copy of the same file, made durable."""
    records = make_records(folder / "ours", declarations)
    store, number = records.services.store, count()

    def ours() -> float:
        def back_up() -> None:
            assert backup.make(records.services).kept.path.exists()

        return seconds(back_up)

    def bare() -> float:
        target = folder / f"copy {next(number)}"

        def copy() -> None:
            with closing(connect(store.path, store.key)) as connection:
                connection.execute("VACUUM INTO ?", (str(target),))
            with open(target, "rb+") as file:
                os.fsync(file.fileno())

        took = seconds(copy)
        target.unlink()
        return took

    try:
        yield ours, bare
    finally:
        store.close()

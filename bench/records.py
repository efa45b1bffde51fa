"""Saving one answer and opening the records, each beside the least that an encrypted file can do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from uuid import UUID, uuid4

from bench.timing import seconds
from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Declaration
from coi_app.paths import resources
from coi_app.rules.bundle import read_folder
from coi_app.rules.loader import load
from coi_app.services import declare, mine, safekeeping
from coi_app.services.context import Services
from coi_app.store.connection import connect
from coi_app.store.files import RECORDS
from coi_app.store.keys import Cost

DECLARATIONS = 200
COUNTS = (10, 10_000)
PASSPHRASE = "only for the bench"
# Stretching a passphrase is slow on purpose, and is no part of what is measured.
CHEAP = Cost(passes=1, memory=8192)

ROLE = Answers({"employment": "public_service", "seniority": "senior", "ministers": "sometimes", "powers": ()})
ANSWERS = Answers({"overlap": "partly", "conduct": (), "already_in_place": ("told_manager",)})


@dataclass(frozen=True)
class Records:
    """A profile with many declarations, and the key to look at its file without the app."""

    services: Services
    key: bytes
    folder: Path
    declaration: Declaration

    @property
    def interest(self) -> UUID:
        """The interest whose answer is saved."""
        return self.declaration.latest.interests[0].id


def make_records(folder: Path, declarations: int = DECLARATIONS) -> Records:
    """A new profile in this folder with so many declarations."""
    bundle = read_folder(resources())
    store, _ = safekeeping.create(folder, uuid4, datetime.now(UTC), passphrase=PASSPHRASE, cost=CHEAP)
    person = safekeeping.owner(store, uuid4, datetime.now(UTC))
    services = Services(store, load(bundle), bundle, lambda: datetime.now(UTC), uuid4, person)
    made = [declare.start(services, topic="P07", answers=ANSWERS, role=ROLE)[0] for _ in range(declarations)]
    return Records(services, store._key, folder, made[-1])  # noqa: SLF001 - the baseline opens the file by itself


@contextmanager
def saving(folder: Path, declarations: int = DECLARATIONS) -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
    """Two ways to make one answer durable, in seconds: by the service; and by one UPDATE and one INSERT in a copy."""
    records = make_records(folder / "ours", declarations)
    # One each, so that every save of either changes the answer.
    cards, other_cards = cycle(("none", "partly")), cycle(("none", "partly"))

    def ours() -> float:
        card = next(cards)
        arguments = (records.services, records.declaration.id, records.interest, "overlap", card)
        return seconds(lambda: declare.save_answer(*arguments, place=f"after {card}"))

    copy = folder / "bare.db"
    with closing(connect(records.folder / RECORDS, records.key)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with closing(connect(copy, records.key)) as bare_connection:

        def bare() -> float:
            answers = json.dumps(ANSWERS.with_answer("overlap", next(other_cards)).plain())
            which = (records.declaration.id.hex, records.interest.hex)
            event = (uuid4().hex, uuid4().hex, records.services.person.hex, records.declaration.id.hex)

            def commit() -> None:
                bare_connection.execute("BEGIN IMMEDIATE")
                bare_connection.execute("UPDATE interest SET answers = ? WHERE declaration = ? AND version = 1 AND id = ?", (answers, *which))
                bare_connection.execute(
                    "INSERT INTO event (id, operation, kind, at, person, declaration, facts, previous, hash)"
                    " VALUES (?, ?, 'answered', '2026-11-23 09:30:00.000000', ?, ?, '{}', zeroblob(32), zeroblob(32))",
                    event,
                )
                bare_connection.execute("COMMIT")

            return seconds(commit)

        try:
            yield ours, bare
        finally:
            records.services.store.close()


@contextmanager
def opening(folder: Path) -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
    """Two ways to the list, in seconds, libraries loaded: opening the vault and listing; and one bare SELECT."""
    records = make_records(folder / "ours")
    records.services.store.close()
    copy = folder / "bare.db"
    shutil.copyfile(records.folder / RECORDS, copy)

    def ours() -> float:
        def open_and_list() -> None:
            store = safekeeping.open_records(records.folder, passphrase=PASSPHRASE)
            assert len(mine.listed(store)) == DECLARATIONS
            store.close()

        return seconds(open_and_list)

    def bare() -> float:
        def open_and_select() -> None:
            with closing(connect(copy, records.key)) as connection:
                query = "SELECT d.*, v.* FROM declaration AS d JOIN version AS v ON v.declaration = d.id"
                assert len(connection.execute(query).fetchall()) == DECLARATIONS

        return seconds(open_and_select)

    yield ours, bare

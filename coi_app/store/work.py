"""The unit of work: one transaction over all the records, undone unless it is committed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from coi_app.store.beside import Copies, ParkedPage, Statements
from coi_app.store.connection import WAIT_SECONDS
from coi_app.store.engine import faults_in_words, read_engine, write_engine
from coi_app.store.records import Assessments, Contents, Declarations, Events, People
from coi_app.store.same_file import SameFile

WAIT_TO_FOLD = 200
"""Milliseconds."""


class Reading:
    """The records at one moment."""

    def __init__(self, connection: sa.Connection) -> None:
        self.declarations = Declarations(connection)
        self.events = Events(connection)
        self.people = People(connection)
        self.contents = Contents(connection)
        self.assessments = Assessments(connection)
        self.statements = Statements(connection)
        self.parked = ParkedPage(connection)
        self.copies = Copies(connection)


class Work(Reading):
    """The records in one transaction that writes."""

    def __init__(self, connection: sa.Connection, transaction: sa.Transaction, file: SameFile) -> None:
        super().__init__(connection)
        self._transaction = transaction
        self._file = file

    def commit(self) -> None:
        """Make everything durable, all or nothing; when this returns, it is in the file that was opened, and no crash loses it."""
        self._file.check_writing()
        self._transaction.commit()
        self._file.check_writing()


class Engines:
    """The two engines of an open file: one connection that writes, a few that read."""

    def __init__(self, path: Path, key: bytes, file: SameFile, *, read_only: bool = False) -> None:
        self._file = file
        self._writing = write_engine(path, key)
        self._reading = read_engine(path, key, read_only=read_only)

    @contextmanager
    def work(self) -> Generator[Work]:
        """A transaction that writes; rolled back when it is left without a commit."""
        with faults_in_words(), self._writing.connect() as connection:
            transaction = connection.begin()
            try:
                yield Work(connection, transaction, self._file)
            finally:
                if transaction.is_active:
                    transaction.rollback()

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """A transaction that only reads."""
        with faults_in_words(), self._reading.connect() as connection:
            yield Reading(connection)

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file and empty it: what was taken out of the records is in neither any more."""
        with faults_in_words(), self._writing.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            # Outside any transaction, where alone it can be done; a window that reads for longer is not waited for.
            driver.execute(f"PRAGMA busy_timeout={WAIT_TO_FOLD}")
            try:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                driver.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")

    def dispose(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._reading.dispose()
        self._writing.dispose()
        self._file.log_let_go()

"""SQLAlchemy on the encrypted file: one engine that writes, one that reads beside it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event, exc

from coi_app.store.connection import connect, in_words
from coi_app.store.driver import driver

READERS = 4


def write_engine(path: Path, key: bytes) -> sa.Engine:
    """An engine whose transactions take the write lock when they begin, so that none fails half-way."""

    def creator() -> driver.Connection:
        return connect(path, key)

    return _engine(creator, "BEGIN IMMEDIATE", connections=1)


def read_engine(path: Path, key: bytes, *, read_only: bool = False) -> sa.Engine:
    """An engine that sees one moment in each transaction, writes nothing, and never waits for a writer."""

    def creator() -> driver.Connection:
        connection = connect(path, key, read_only=read_only)
        connection.execute("PRAGMA query_only=ON")
        return connection

    # Beside a writer nothing stays open between two readings: what is idle is in nobody's way, and each sees the file as it is.
    return _engine(creator, "BEGIN", connections=0 if read_only else READERS)


@contextmanager
def faults_in_words() -> Generator[None]:
    """Raise a fault of the file as what it means to a person; a fault of the program as it is."""
    try:
        yield
    except exc.DBAPIError as fault:
        told = in_words(fault.orig) if fault.orig else None
        if told is None:
            raise
        raise told from None


def _engine(creator: object, begin: str, connections: int) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite://",
        module=driver,
        creator=creator,
        **({"poolclass": sa.QueuePool, "pool_size": connections, "max_overflow": 0} if connections else {"poolclass": sa.NullPool}),
        # A fault must never carry an answer in its message.
        hide_parameters=True,
    )

    def begin_transaction(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", begin_transaction)
    return engine

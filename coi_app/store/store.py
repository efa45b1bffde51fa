"""The open store: units of work, reading, and the list for home. SQLAlchemy is loaded at the first unit of work."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from coi_app.store.connection import connect, in_words
from coi_app.store.driver import driver
from coi_app.store.files import WriterLock
from coi_app.store.glance import Listed, listed, owner, owner_name

if TYPE_CHECKING:
    from coi_app.store.work import Engines, Reading, Work


class Store:
    """An open vault; the only one that writes to its file until it is closed. Safe to use from any thread.

    The key stays in this process's memory until then, and Python cannot promise to wipe it.
    """

    def __init__(self, path: Path, key: bytes, lock: WriterLock) -> None:
        self._path = path
        self._key = key
        self._lock = lock
        self._engines: Engines | None = None
        self._starting = Lock()

    @contextmanager
    def work(self) -> Generator[Work]:
        """One transaction that writes; leaving it without `commit` puts everything back."""
        with self._engines_ready().work() as work:
            yield work

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """One moment of the records, to read; never waits for a writer."""
        with self._engines_ready().reading() as reading:
            yield reading

    def glance(self) -> tuple[Listed, ...]:
        """Every declaration at a glance, the one changed last first; needs no slow library."""
        with _faults_in_words():
            return listed(self._path, self._key)

    def owner(self) -> UUID | None:
        """The person whose records these are; None in a vault that is still empty."""
        with _faults_in_words():
            return owner(self._path, self._key)

    def owner_name(self) -> str:
        """What the person goes by; empty where they did not say."""
        with _faults_in_words():
            return owner_name(self._path, self._key)

    def close(self) -> None:
        """Let go of the file; what was committed is in it. The store cannot be used any more."""
        if self._engines:
            self._engines.dispose()
            self._engines = None
        self._lock.release()

    def _engines_ready(self) -> Engines:
        from coi_app.store.work import Engines  # SQLAlchemy is slow (0.2 s), and home does not need it

        with self._starting:
            if self._engines is None:
                self._engines = Engines(self._path, self._key)
            return self._engines

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file's pages, page by page; nothing where all of it is sound. May take seconds."""
        with _faults_in_words():
            connection = connect(self._path, self._key)
            try:
                return tuple(str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check"))
            finally:
                connection.close()


@contextmanager
def _faults_in_words() -> Generator[None]:
    """Raise a fault of the file as what it means to a person; a fault of the program as it is."""
    try:
        yield
    except driver.Error as fault:
        raise in_words(fault) or fault from None

"""One connection to the encrypted file: its key, its safety settings, and its faults in plain words."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

from coi_app.domain.errors import CannotWrite, DeclareError, VaultBusy, VaultDamaged
from coi_app.store.driver import driver

WAIT_SECONDS = 5
CACHE_KIB = 16 << 10

DAMAGE = frozenset({"SQLITE_NOTADB", "SQLITE_CORRUPT"})
BUSY = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
NO_ROOM = frozenset({"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"})


def connect(path: Path, key: bytes, *, read_only: bool = False) -> driver.Connection:
    """An encrypted connection to a file that is there, which keeps each confirmed commit; the caller closes it.

    One that is `read_only` writes nothing, and reads beside a writer.
    Transactions are begun in words (`BEGIN`), as Python's own way leaves DDL outside them. It may be
    handed from thread to thread, but used by one at a time.
    """
    # With `rw`, a file that was removed is missed; by itself SQLite would begin an empty one in its place.
    if not read_only:
        return _connected(path, key, "rw")
    try:
        return _connected(path, key, "ro")
    except driver.Error as fault:
        # Where there is no room, or no right, for the files that readers share. Without a log nobody writes just now.
        if _kind(fault) not in NO_ROOM or _has_log(path):
            raise
    return _connected(path, key, "ro&immutable=1")


def _connected(path: Path, key: bytes, mode: str) -> driver.Connection:
    connection = driver.connect(address(path, mode), uri=True, isolation_level=None, check_same_thread=False, timeout=WAIT_SECONDS)
    read_only = mode != "rw"
    try:
        # Before the key, so that no fault is printed to standard error.
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA query_only=ON" if read_only else "PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        connection.execute("PRAGMA temp_store=MEMORY")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=ON")
            connection.execute("PRAGMA checkpoint_fullfsync=ON")
        if read_only:
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()  # nothing before this looks at the file
    except driver.Error:
        connection.close()
        raise
    return connection


def address(path: Path, mode: str) -> str:
    """The file as SQLite takes it with a mode, on whatever drive or share it is."""
    place = quote(path.absolute().as_posix(), safe="/:")
    return f"file://{'' if place.startswith('/') else '/'}{place}?mode={mode}"


def _has_log(path: Path) -> bool:
    """Whether a log with anything in it lies beside the file."""
    try:
        return os.stat(path.with_name(path.name + "-wal")).st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return True


def another_key(fault: driver.Error) -> bool:
    """Whether this is what SQLCipher says of a file under another key; it says the same of a damaged first page."""
    return getattr(fault, "sqlite_errorname", "") == "SQLITE_NOTADB"


def in_words(fault: BaseException) -> DeclareError | None:
    """What a fault of the file means to a person; None where it is a fault of the program."""
    name = _kind(fault)
    if name in DAMAGE:
        return VaultDamaged(
            "The file with your records is damaged. It was left as it is; put it back from a backup, or show it to someone who looks after this computer."
        )
    if name in BUSY:
        return VaultBusy("Another program is using your records just now. Nothing was changed; try again in a moment.")
    if name in NO_ROOM:
        return CannotWrite(
            "Your records could not be written: the disk may be full, or the folder may not be yours to write in. "
            "All that was saved before is kept; make room or mend the folder, and try again."
        )
    return None


def _kind(fault: BaseException) -> str:
    """The fault by the first two words of its name: SQLITE_IOERR for each of its many kinds."""
    return "_".join(str(getattr(fault, "sqlite_errorname", "")).split("_")[:2])

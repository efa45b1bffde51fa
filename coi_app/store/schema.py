"""The version of the tables: told with one SELECT, and brought forward by Alembic when it is behind."""

from __future__ import annotations

import os
from pathlib import Path

from coi_app.domain.errors import VaultBusy, VaultDamaged, VaultNewer
from coi_app.domain.heads import HeadKind
from coi_app.store import heads
from coi_app.store.connection import connect
from coi_app.store.driver import driver
from coi_app.store.files import cannot_write, settle

REVISIONS = ("0001", "0002")
"""Every version of the tables that was ever shipped, oldest first; a test compares it with the migrations."""

HEAD = REVISIONS[-1]
UNCHAINED = frozenset({"0001"})
"""The versions before what happened was chained."""


def revision(connection: driver.Connection) -> str:
    """The version of the tables; VaultDamaged where it is no file of ours, VaultNewer where it is newer."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.OperationalError as fault:
        if getattr(fault, "sqlite_errorname", "") != "SQLITE_ERROR":
            raise
        row = None
    if row is None:
        raise VaultDamaged("The file with your records is empty or not complete. Put it back from a backup.")
    found = str(row[0])
    if found not in REVISIONS:
        raise VaultNewer("A newer version of Declare wrote these records. They were left untouched; update Declare.")
    return found


def create(path: Path, key: bytes, at: str = HEAD) -> None:
    """Make the tables in a new file; an older version only where a test needs a file from then."""
    path.touch(mode=0o600)
    _upgrade(path, key, at)


def ready(path: Path, key: bytes, *, read_only: bool = False) -> None:
    """Make sure that the file opens with this key and has the tables of this version, bringing older ones forward."""
    connection = connect(path, key, read_only=read_only)
    try:
        found = revision(connection)
    finally:
        connection.close()
    if found == HEAD:
        return
    if read_only:
        raise VaultBusy("These records are from an older version of Declare and must be brought forward first. Open them to write, not only to read; nothing was changed.")
    bring_forward(path, key, found)
    if found in UNCHAINED and not heads.has_heads(path.parent):
        heads.begin_heads(path, key, HeadKind.BROUGHT_FORWARD)


def bring_forward(path: Path, key: bytes, found: str) -> Path:
    """Bring older tables to this version, all or nothing; gives the copy that was made before and is kept."""
    copy = path.with_name(f"{path.name}.before-{HEAD}-from-{found}")
    _copy(path, key, copy)
    _upgrade(path, key, HEAD)
    return copy


def _copy(path: Path, key: bytes, copy: Path) -> None:
    """An encrypted copy under the same key, complete and on the disk before anything changes."""
    try:
        copy.unlink(missing_ok=True)
        copy.touch(mode=0o600)
        connection = connect(path, key)
        try:
            connection.execute("VACUUM INTO ?", (str(copy),))
        finally:
            connection.close()
        with open(copy, "rb+") as file:
            os.fsync(file.fileno())
        settle(copy.parent)
    except OSError as problem:
        raise cannot_write(copy.parent, problem) from None


def _upgrade(path: Path, key: bytes, to: str) -> None:
    from coi_app.store.migrate import upgrade  # SQLAlchemy and Alembic are slow (0.3 s), and seldom needed

    upgrade(path, key, to)

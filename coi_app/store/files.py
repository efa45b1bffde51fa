"""Files that survive a crash: written whole or not at all, and one writer at a time."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from coi_app.domain.errors import CannotWrite, VaultBusy

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write_whole(path: Path, content: bytes) -> None:
    """Put this content in the file, so that a crash leaves either the old content or the new."""
    new = path.with_name(path.name + ".new")
    try:
        with open(new, "wb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
        settle(path.parent)
    except OSError as problem:
        raise cannot_write(path.parent, problem) from None


def make_folder(folder: Path) -> None:
    """The profile folder, for this person alone; CannotWrite where it cannot be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise cannot_write(folder, problem) from None


def settle(folder: Path) -> None:
    """Make new names in a folder durable; Windows does so by itself and has no call for it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def cannot_write(folder: Path, problem: OSError) -> CannotWrite:
    """The sentence for a folder that takes no files."""
    why = problem.strerror or "no reason given"
    return CannotWrite(
        f"Declare cannot write in the folder {folder} ({why}). What was there is unchanged; "
        "free some space or give yourself the right to write there, and try again."
    )


class WriterLock:
    """Held by the one copy of the app that may write here; the system frees it if the app dies."""

    def __init__(self, path: Path) -> None:
        """Take the lock; VaultBusy where another copy of the app holds it."""
        try:
            self._file: BinaryIO = open(path, "ab", opener=_private)  # noqa: SIM115 - held until `release`
        except OSError as problem:
            raise cannot_write(path.parent, problem) from None
        try:
            _take(self._file.fileno())
        except OSError:
            self._file.close()
            raise VaultBusy("Declare is already open with these records. Go back to that window, or close it and try again; nothing was changed.") from None

    def release(self) -> None:
        """Let another copy of the app write."""
        self._file.close()


def _private(path: str, flags: int) -> int:
    """Open a file that only this person may read."""
    return os.open(path, flags, 0o600)

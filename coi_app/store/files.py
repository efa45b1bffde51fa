"""Files that survive a crash: written whole or not at all, and one writer at a time."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coi_app.domain.errors import CannotWrite, VaultBusy

RECORDS = "declare.db"
"""The encrypted file of a profile folder."""

BACKUPS = "backups"
"""The folder with its backups."""

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


HELD = 1
"""So many bytes at the start of the lock file are locked; on Windows nobody else may then read them."""

MOST_BYTES = 4096
MOST_NAME = 64


def write_whole(path: Path, content: bytes) -> None:
    """Put this content in the file, so that a crash leaves either the old content or the new."""
    new = path.with_name(path.name + ".new")
    try:
        with open(new, "wb", opener=private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
        settle(path.parent)
    except OSError as problem:
        with suppress(OSError):
            new.unlink(missing_ok=True)  # half a file helps nobody, and takes room where there is none
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


@dataclass(frozen=True)
class Holder:
    """Who writes here: which computer, which process on it, and since when."""

    computer: str
    process: int
    since: datetime

    @property
    def told(self) -> str:
        """The holder in the words of a sentence, in the time of this computer."""
        since = self.since.astimezone()
        return f"on the computer {self.computer}, as process {self.process}, since {since:%H:%M} on {since.day} {since:%B %Y}"


def this_process(at: datetime) -> Holder:
    """This copy of the app, which begins to write at this moment."""
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return Holder(name or "without a name", os.getpid(), at)


class WriterLock:
    """Held by the one copy of the app that may write here; the system frees it if the app dies."""

    def __init__(self, path: Path, holder: Holder | None = None) -> None:
        """Take the lock and write in it who holds it; VaultBusy, which names the holder, where another copy of the app does."""
        try:
            self._handle: int | None = private(str(path), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0))
        except OSError as problem:
            raise cannot_write(path.parent, problem) from None
        try:
            _take(self._handle)
        except OSError:
            self.release()
            raise busy(path) from None
        with suppress(OSError):  # on a full disk the lock is held, and names nobody
            _name(self._handle, holder)

    def release(self) -> None:
        """Let another copy of the app write."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def holder_of(path: Path) -> Holder | None:
    """Who the lock file names; None where it names nobody, or not in a form that this app writes."""
    try:
        with open(path, "rb", buffering=0) as file:
            file.seek(HELD)
            told = json.loads(file.read(MOST_BYTES) or b"")
        return Holder(str(told["computer"])[:MOST_NAME], int(told["process"]), datetime.fromisoformat(told["since"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def busy(path: Path) -> VaultBusy:
    """The sentence for records that another copy of the app writes."""
    holder = holder_of(path)
    where = f" {holder.told}" if holder else ""
    return VaultBusy(
        f"Declare has these records open already{where}. You can read them here. "
        "To change them, go back to that window, or close it and try again; nothing was changed."
    )


def held(path: Path) -> bool:
    """Whether a copy of the app holds the lock of the one writer just now; told without naming anybody in it."""
    try:
        handle = os.open(path, (os.O_RDWR if os.access(path, os.W_OK) else os.O_RDONLY) | getattr(os, "O_BINARY", 0))
    except OSError:
        return False
    try:
        _take(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def check_writable(path: Path) -> None:
    """CannotWrite where this file, or the folder that takes its log, is not this person's to write."""
    for place in (path.parent, path):
        if os.path.exists(place) and not os.access(place, os.W_OK):
            raise CannotWrite(
                f"Declare may only read {place}, not write there. What was there is unchanged; give yourself the right to write there, and try again."
            )


def _name(handle: int, holder: Holder | None) -> None:
    """Write who holds the lock behind its first byte, which stays locked; whoever held it before is named no more."""
    os.ftruncate(handle, 0)
    if holder:
        told = {"computer": holder.computer, "process": holder.process, "since": holder.since.isoformat()}
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, b" " * HELD + json.dumps(told).encode() + b"\n")


def private(path: str, flags: int) -> int:
    """Open a file that only this person may read."""
    return os.open(path, flags, 0o600)

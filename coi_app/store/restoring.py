"""Putting a backup back: what stands there is moved aside first, and a crash between leaves a restore that the next opening ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from coi_app.store.files import BACKUPS, RECORDS, cannot_write, make_folder, settle
from coi_app.store.slots import COPY
from coi_app.store.slots import NAME as SLOTS

UNFINISHED = "restore.unfinished"
"""A restore that is being made ready; a crash leaves it, and it counts for nothing."""

READY = "restore.ready"
"""A restore whose every part is proved and durable; from its name on it is only a matter of moving files."""

ASIDE = "aside"
"""Inside a restore that is ready: the name of the folder that takes what stood there before."""

_JOURNALS = (f"{RECORDS}-wal", f"{RECORDS}-shm", f"{RECORDS}-journal")


def put_back(folder: Path, whole: Path, at: datetime, *, keep_slots: bool) -> Path:
    """Put the parts of a proved backup in place of the records in this folder, which nobody has open; gives the folder with what stood there.

    With `keep_slots` the ways to open the records stay as they are now: only where the key of both is the same.
    """
    from coi_app.store import backup  # zip and the like, which no opening waits for

    unfinished = folder / UNFINISHED
    aside = Path(BACKUPS) / f"Put aside {at.astimezone(UTC).strftime('%Y-%m-%d %H%M%S')}Z"
    try:
        make_folder(folder)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        backup.unpack(whole, unfinished)
        if keep_slots:
            (unfinished / SLOTS).unlink()
        else:
            shutil.copyfile(unfinished / SLOTS, unfinished / COPY)
        (unfinished / ASIDE).write_text(aside.as_posix(), encoding="utf-8")
        _sync(unfinished)
        unfinished.rename(folder / READY)
        settle(folder)
    except OSError as problem:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise cannot_write(folder, problem) from None
    finish(folder)
    return folder / aside


def take_along(folder: Path, aside: Path, files: Iterable[Path]) -> None:
    """Put these files with the records that were put aside and that they belong to: the rule that prunes backups no longer counts them."""
    try:
        for file in files:
            _shift(file, aside / file.name)
        settle(aside)
        settle(folder)
    except OSError as problem:
        raise cannot_write(folder, problem) from None


def pending(folder: Path) -> bool:
    """Whether a restore is ready that was not ended."""
    return (folder / READY).is_dir()


def slots_folder(folder: Path) -> Path:
    """Where the ways to open the records stand: in a restore that was not ended, where it brings its own, else in the folder."""
    ready = folder / READY
    return ready if (ready / SLOTS).exists() else folder


def finish(folder: Path) -> None:
    """End a restore that is ready, from wherever it stopped; nothing where there is none."""
    ready = folder / READY
    if not ready.is_dir():
        return
    try:
        aside = folder / (ready / ASIDE).read_text(encoding="utf-8") if (ready / ASIDE).exists() else None
        if aside is not None:
            _move(folder, ready, aside)
        shutil.rmtree(ready)
        settle(folder)
    except OSError as problem:
        raise cannot_write(folder, problem) from None


def _move(folder: Path, ready: Path, aside: Path) -> None:
    """Each file of ours goes aside before its successor takes its name; what has its successor already is left alone."""
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (ready / RECORDS).exists():
        for name in _JOURNALS:
            _shift(folder / name, aside / name)
    for name in (RECORDS, SLOTS, COPY):
        if (ready / name).exists():
            _shift(folder / name, aside / name)
            _shift(ready / name, folder / name)
    settle(aside)
    settle(folder)
    # Last, as without it a crash here would leave nothing to say where the rest goes.
    (ready / ASIDE).unlink()


def _shift(source: Path, target: Path) -> None:
    if source.exists():
        os.replace(source, target)


def _sync(folder: Path) -> None:
    """Make every file of a folder durable."""
    for path in folder.iterdir():
        with open(path, "rb+") as file:
            os.fsync(file.fileno())
    settle(folder)


def discard(aside: Path) -> None:
    """Remove what was put aside, where a backup holds the same."""
    shutil.rmtree(aside, ignore_errors=True)

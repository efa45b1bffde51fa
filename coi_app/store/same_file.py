"""Noticing that the file of the records, or its log, is no longer the one that was opened."""

from __future__ import annotations

import os
from pathlib import Path

from coi_app.domain.errors import VaultMoved

Identity = tuple[int, int]


class SameFile:
    """Remembers which file is open, and says when another stands in its place or none does."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = path.with_name(path.name + "-wal")
        self._opened = _identity(path)
        self._opened_log: Identity | None = None

    def check(self) -> None:
        """VaultMoved where the file was removed, or another was put in its place."""
        if _identity(self._path) != self._opened:
            raise VaultMoved(
                f"The file {self._path} with your records was removed, or another put in its place, while Declare was open. "
                "What you just did was not saved, and nothing was written to another file. Put the file back, then close Declare and open it again."
            )

    def check_writing(self) -> None:
        """As `check`, for a transaction that is under way: also where the log was removed that holds the latest answers."""
        self.check()
        log = _identity(self._log)
        if self._opened_log is None:
            self._opened_log = log
        if log is None or log != self._opened_log:
            raise VaultMoved(
                f"The file {self._log} with your latest answers was removed, or another put in its place, while Declare was open. "
                "What you just did was not saved. Close Declare and open it again, and look whether your latest answers are there."
            )

    def log_let_go(self) -> None:
        """The writing connection was closed: the next one has a log of its own."""
        self._opened_log = None


def _identity(path: Path) -> Identity | None:
    try:
        told = os.stat(path)
    except OSError:
        return None
    return told.st_dev, told.st_ino

"""What is shown when Qt has ended the app: the page about a mistake, in a process of its own that reads the report from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from coi_app.ui import accessibility
from coi_app.ui.choosing import place_to_save
from coi_app.ui.dialogs.crash import CrashDialog
from coi_app.ui.theme import STYLE, Theme, ThemeChoice

MOST = 100_000
"""Bytes of a report that are read."""


def last_page(report: str) -> CrashDialog:
    """The page, not shown yet; what is chosen on it is asked over it."""

    def choose(suggested: Path, kinds: str, chosen: Callable[[Path], None]) -> None:
        place = place_to_save(page, suggested, kinds)
        if place is not None:
            chosen(place)

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    page = CrashDialog(None, report, Path(documents), choose, ended=True)
    return page


def main() -> int:
    """Show the page until it is closed."""
    app = QApplication(["Declare", *STYLE])
    app.setApplicationName("Declare")
    accessibility.install()
    theme = Theme(app, ThemeChoice.SYSTEM)
    page = last_page(sys.stdin.buffer.read(MOST).decode(errors="replace"))
    page.open()
    ended = app.exec()
    del theme
    return ended


if __name__ == "__main__":
    sys.exit(main())

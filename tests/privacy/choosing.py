"""A person who opens a file and saves another in the choosers of the app, in a process of its own with a home of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from coi_app.app import application
from coi_app.ui.messages import Messages

AGAIN = 100
"""Milliseconds between tries: a chooser reads its folder while it is shown."""


class Person:
    """Takes the file of this name in each chooser that comes up."""

    def __init__(self, *names: str) -> None:
        self._names = list(names)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(AGAIN)

    def _look(self) -> None:
        chooser = QApplication.activeModalWidget()
        # Qt's own: the desktop's is no widget of the app, and this would wait for ever.
        if isinstance(chooser, QFileDialog) and self._names:
            field = chooser.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            field.setText(self._names.pop(0))
            chooser.accept()


def choose(folder: Path) -> list[Path]:
    """What was chosen to be saved and opened."""
    application()
    window = QWidget()
    window.show()
    person, messages, chosen = Person("quokkamarker.pdf", "there.pdf"), Messages(window), list[Path]()
    messages.choose_save_file(folder / "quokkamarker.pdf", "PDF (*.pdf)", chosen.append)
    messages.choose_open_file(folder, "PDF (*.pdf)", chosen.append)
    window.close()
    del person
    return chosen


if __name__ == "__main__":
    print(*(path.name for path in choose(Path(sys.argv[1]))))  # noqa: T201 - the parent reads it

"""One start in a process of its own: says `painted` once a heading and a field are painted and the field took a key.

`python -m bench.first_paint bare` opens a window with nothing but those two; `app FOLDER` opens the app on that profile;
`records FOLDER` waits until the list of drafts from the encrypted file is painted too.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable

if sys.argv[1:2] != ["bare"]:
    # As `coi_app.__main__` does before it loads Qt, which the watch below needs sooner.
    gc.disable()

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget


class Watch(QObject):
    """Waits for the first paint of a heading, a field and, if named, a button; then types into the field, says so and ends the process."""

    def __init__(self, app: QApplication, button: str) -> None:
        super().__init__(app)
        self._wanted = {QLabel, QLineEdit, QAbstractButton} if button else {QLabel, QLineEdit}
        self._button = button
        self._ended = False
        self._field: QLineEdit | None = None
        # Only what is waited for: to be told of every event of every object would be half of what is measured.
        for window in app.topLevelWidgets():
            for kind in (QLabel, QLineEdit):
                for widget in window.findChildren(kind):
                    widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted(watched)
            if self._wanted == {QAbstractButton}:
                # The list comes later.
                app().installEventFilter(self)
            if not self._wanted and not self._ended:
                self._ended = True
                # After this round of painting, as the key of a person would come.
                QTimer.singleShot(0, self._press)
        return False

    def _painted(self, widget: QObject) -> None:
        if isinstance(widget, QLabel):
            self._wanted.discard(QLabel)
        elif isinstance(widget, QLineEdit):
            self._wanted.discard(QLineEdit)
            self._field = widget
        elif isinstance(widget, QAbstractButton) and widget.text() == self._button:
            self._wanted.discard(QAbstractButton)

    def _press(self) -> None:
        assert self._field is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._field, QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
        ended("painted" if self._field.text() == "a" else "the field took no key")


def app() -> QApplication:
    """The application of this process."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def ended(word: str) -> None:
    """Says the word and ends at once: how an app takes itself down is no part of its start."""
    print(word, flush=True)
    os._exit(0)


def watched(run: Callable[[], int], button: str = "") -> Callable[[], int]:
    """The event loop, with a watch set before its first event."""

    def run_watched() -> int:
        Watch(app(), button)
        return run()

    return run_watched


def bare() -> None:
    """The least that PySide6 can show with a heading and a field."""
    application = QApplication([])
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Declare"))
    column.addWidget(QLineEdit())
    window.resize(1366, 768)
    window.show()
    watched(application.exec)()


def declare(folder: str, button: str = "") -> None:
    """The app as it is, with a watch set at its event loop."""
    from coi_app.__main__ import main  # here, so that the bare window loads nothing of the app

    QApplication.exec = staticmethod(watched(QApplication.exec, button))  # type: ignore[method-assign]
    main(["--data", folder])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare"]:
            bare()
        case ["app", folder]:
            declare(folder)
        case ["records", folder]:
            # Each draft in the list has a button to go on with it.
            declare(folder, "Continue 1")
        case _:
            sys.exit("say bare, app FOLDER or records FOLDER")

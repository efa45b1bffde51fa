"""A private check through the real window, in a process of its own, with a marker word among what is typed; to its result, and the guide it would give."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget

from coi_app import paths
from coi_app.app import application, build
from coi_app.ui import demo
from coi_app.ui.desk import Surroundings
from coi_app.ui.keyboard import press, settle, tab_to, wait_until
from coi_app.ui.widgets.pdf_view import PdfView
from tests.privacy import loud

MARKER = "quokkamarker"


class Watcher(QObject):
    """Notes every title that a window of the app has, and each time anything is put on the clipboard."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.titles: set[str] = set()
        self.copied = 0
        app.installEventFilter(self)
        app.clipboard().changed.connect(self._copied)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowTitleChange, QEvent.Type.Show) and isinstance(watched, QWidget) and watched.isWindow():
            self.titles.add(watched.windowTitle())
        return False

    def _copied(self, mode: QClipboard.Mode) -> None:
        self.copied += 1


def check(profile: Path, pictures: Path) -> str:
    """The heading of the result that the check came to; its guide was looked at, and the window is closed again."""
    app = application()
    watcher = Watcher(app)
    shown, content = demo.read_example(paths.resources(), "pamphlets")
    interest = replace(shown.interests[0], words=f"{shown.interests[0].words} {MARKER}")
    where = Surroundings(paths.resources(), profile, demo.clock_on(shown.day), uuid4)
    running = build(app, where)
    loud.listen()
    running.window.show_as_kept()
    found = demo.Demonstration(running.desk, running.messages, content, replace(shown, interests=(interest,)), pictures).check()
    tab_to("Preview the conversation guide")
    press(Qt.Key.Key_Return)
    wait_until(lambda: _drawn(running.window) and running.desk.operations.is_idle, "The guide was not drawn.")
    running.window.close()
    settle()
    assert watcher.titles == {paths.PRODUCT}, watcher.titles
    assert not watcher.copied, "something was put on the clipboard"
    return found


def _drawn(window: QWidget) -> bool:
    views = window.findChildren(PdfView)
    return bool(views) and all(view.is_sharp for view in views)


if __name__ == "__main__":
    print(check(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201 - the parent reads it

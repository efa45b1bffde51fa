"""The whole app on a real encrypted profile, and a person who uses it by key alone; it can be closed and opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coi_app import paths
from coi_app.app import build
from coi_app.store.key_store import KeyStore
from coi_app.ui.desk import Surroundings
from coi_app.ui.flows.hand_over import Outside
from coi_app.ui.flows.opening import Opening
from coi_app.ui.preferences import load, save
from coi_app.ui.printing import prepared
from coi_app.ui.theme import Theme
from tests.store.examples import CHEAP
from tests.ui.checking import NOW, Session, press_button
from tests.ui.driving import press, settle, tab_to, type_text

PASSPHRASE = "harbour pencil over nine"
"""Without macrons: key events of the test library know only what is on a plain keyboard."""


class Clock:
    """The time, which stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Declaring(Session):
    """A running app. `restart` closes its window and opens another on the same folder."""

    def __init__(self, qtbot: QtBot, app: QApplication, theme: Theme, folder: Path, size: tuple[int, int], key_store: KeyStore | None = None) -> None:
        self.qtbot = qtbot
        self.clock = Clock()
        self.opened_folders: list[Path] = []
        self.printed = folder / "printed.pdf"
        self._app, self._theme, self._profile, self._size, self._key_store = app, theme, folder / "profile", size, key_store
        self._open()

    def _open(self) -> None:
        save(self._profile, replace(load(self._profile), width=self._size[0], height=self._size[1]))
        where = Surroundings(paths.resources(), self._profile, self.clock, uuid4)
        self.running = build(
            self._app, where, self._theme, lambda: Opening(lambda: self._key_store, CHEAP), Outside(self._choose_printer, self.opened_folders.append)
        )
        self.window, self.desk, self.messages = self.running.window, self.running.desk, self.running.messages
        self.window.show()
        self.window.activateWindow()
        self.quiet()

    def close(self) -> None:
        """Closes the window as a person does; nothing happens where it is closed already."""
        if not isValid(self.window):
            return
        self.window.close()
        self.window.deleteLater()
        settle()

    def restart(self) -> None:
        """Closes the window and opens another on the same folder."""
        self.close()
        self._open()

    def quiet(self) -> None:
        """Waits until nothing is under way."""
        settle()
        self.qtbot.waitUntil(lambda: self.desk.operations.is_idle, timeout=20_000)
        settle()

    def answer(self, option: str | Sequence[str], *, go_on: bool = True) -> None:
        """Answers, and waits for what comes after it was saved."""
        super().answer(option, go_on=go_on)
        self.quiet()

    def press(self, name: str) -> None:
        """Goes to a button by Tab, presses it and waits for what comes of it."""
        press_button(name)
        self.quiet()

    def type_in(self, name: str, text: str) -> None:
        """Goes to a field by Tab and writes in it, in place of what was there."""
        tab_to(name)
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text(text)

    def go(self, key: Qt.Key) -> None:
        """Presses Control and a key, as for the places of the app."""
        press(key, Qt.KeyboardModifier.ControlModifier)
        self.quiet()

    def check(self, topic: str, given: dict[str, str | Sequence[str]]) -> None:
        """Checks something privately, to its result."""
        self.go(Qt.Key.Key_2)
        self.choose_topic(topic)
        self.answer_all(given)

    def set_up(self, name: str = "") -> None:
        """Sets the records up with a passphrase."""
        self.wait_for("Set up your own records")
        if name:
            self.type_in("My name, if I like", name)
        self.type_in("Passphrase", PASSPHRASE)
        self.type_in("The same passphrase again", PASSPHRASE)
        self.press("Set up")
        self.wait_for("Your recovery key")
        self.press("Go on")

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Opens the records with a passphrase."""
        self.wait_for("Open your records")
        self.type_in("Passphrase", passphrase)
        self.press("Open")

    def _choose_printer(self, parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
        printer = prepared(QPrinter())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.printed))
        chosen(printer)

    def words(self) -> str:
        """Everything that can be read on the page."""
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

"""A person at the keyboard, and the ear of a screen reader: how the demonstration and the tests drive the window and listen to it.

Everything is a key event sent to the widget that has the focus. No slot is called here and no focus is set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coi_app.domain.errors import CheckFailed

MOST_TABS = 120
PATIENCE = 20.0
"""Seconds; the slowest thing waited for is the stretching of a passphrase on a busy machine."""


@dataclass(frozen=True)
class Heard:
    """What a screen reader is told of a widget."""

    name: str
    role: QAccessible.Role
    description: str


def heard(widget: QWidget) -> Heard:
    """What a screen reader is told of `widget`."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        raise CheckFailed(f"A screen reader is told nothing of a {type(widget).__name__}.")
    text = QAccessible.Text
    return Heard(interface.text(text.Name), interface.role(), interface.text(text.Description))


def settle() -> None:
    """Lets layouts, folds, deliveries and repaints that were asked for happen."""
    for _ in range(6):
        QGuiApplication.processEvents()


def wait_until(holds: Callable[[], bool], otherwise: str) -> None:
    """Lets the app go on until this holds; CheckFailed with the sentence `otherwise` when it takes too long."""
    end = monotonic() + PATIENCE
    while not holds():
        if monotonic() > end:
            raise CheckFailed(otherwise)
        _let_work_go_on()


def _let_work_go_on() -> None:
    """A moment in which workers have the interpreter to themselves; QTest's own way of waiting keeps it from them."""
    loop = QEventLoop()
    QTimer.singleShot(5, loop.quit)
    loop.exec()


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise CheckFailed("Nothing on the screen has the keyboard.")
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def type_text(text: str) -> None:
    """Types where the keyboard is, with macrons too."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(focused(), letter)
        else:
            _type_letter(letter)
    settle()


def _type_letter(letter: str) -> None:
    """A letter as a keyboard that has it would send it: QTest knows Latin-1 alone."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(focused(), QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter))


def tab_to(*names: str) -> QWidget:
    """Presses Tab until a widget with one of these accessible names has the keyboard; CheckFailed after a whole round."""
    return tab_until(lambda widget: heard(widget).name in names, " or ".join(repr(name) for name in names))


def tab_until(fits: Callable[[QWidget], bool], wanted: str) -> QWidget:
    """Presses Tab until a widget that fits has the keyboard; CheckFailed, which says what was `wanted`, after a whole round."""
    met: list[str] = []
    for _ in range(MOST_TABS):
        here = focused()
        if fits(here):
            return here
        met.append(heard(here).name)
        press(Qt.Key.Key_Tab)
    raise CheckFailed(f"Tab never came to {wanted}; it met {list(dict.fromkeys(met))}.")

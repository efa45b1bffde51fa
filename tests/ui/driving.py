"""A person at the keyboard, and the ear of a screen reader: how window tests drive and listen. No slot is called and no focus set here."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

MOST_TABS = 80


def settle() -> None:
    """Lets layouts, folds, deliveries and repaints that were asked for happen."""
    for _ in range(4):
        QGuiApplication.processEvents()


@dataclass(frozen=True)
class Heard:
    """What a screen reader is told of a widget."""

    name: str
    role: QAccessible.Role
    description: str


def heard(widget: QWidget) -> Heard:
    """What a screen reader is told of `widget`."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    text = QAccessible.Text
    return Heard(interface.text(text.Name), interface.role(), interface.text(text.Description))


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def type_text(text: str) -> None:
    """Types where the keyboard is."""
    QTest.keyClicks(focused(), text)
    settle()


def tab_to(name: str) -> QWidget:
    """Presses Tab until the widget with this accessible name has the focus; fails after a whole round."""
    met = []
    for _ in range(MOST_TABS):
        here = heard(focused()).name
        if here == name:
            return focused()
        met.append(here)
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name!r}; it met {list(dict.fromkeys(met))}")


def focusable(page: QWidget) -> list[QWidget]:
    """The visible widgets below `page` where Tab can stop."""
    return [w for w in page.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def scrolls_sideways(page: QWidget) -> list[str]:
    """The widgets below `page` that reach beyond its right edge, by their names."""
    return [
        f"{type(w).__name__} {w.accessibleName() or w.objectName()}"
        for w in page.findChildren(QWidget)
        if w.isVisible() and w.mapTo(page, w.rect().topRight()).x() > page.width() and type(w).__name__ != "FocusRing"
    ]


def is_in_view(widget: QWidget) -> bool:
    """Whether the whole of a widget is visible in its window, not scrolled away."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()

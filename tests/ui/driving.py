"""A person at the keyboard, and the ear of a screen reader: how window tests drive and listen. No slot is called and no focus set here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coi_app.ui.keyboard import Heard, focused, heard, press, settle, tab_to, type_text, wait_until

__all__ = ["Heard", "focusable", "focused", "heard", "is_in_view", "press", "scrolls_sideways", "settle", "tab_to", "type_text", "wait_until"]


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

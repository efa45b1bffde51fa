"""What is drawn in front of everything: the window's own places leave its tree, and other windows of the app leave the screen."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
"""Menus, lists that drop down, hints: closed for good, for they are opened again in a moment."""


class Curtain(QObject):
    """While it is drawn, a screen reader finds nothing behind it: hidden widgets would stay in its tree, so they are taken out of the window."""

    def __init__(self, window: QWidget, layers: QStackedWidget, behind: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._layers = layers
        self._behind = behind
        self._focus: QWidget | None = None
        self._others: list[QWidget] = []
        self._drawn = False

    @property
    def drawn(self) -> bool:
        """Whether anything is in front of the window's own places."""
        return self._drawn

    @property
    def focus_behind(self) -> QWidget | None:
        """What had the keyboard when it was drawn, if that is still there."""
        return self._focus if self._focus is not None and shiboken6.isValid(self._focus) else None

    def draw(self, front: QWidget) -> None:
        """Shows this in place of everything; where something else was in front already, in place of that."""
        first = not self._drawn
        if first:
            self._drawn = True
            self._focus = QApplication.focusWidget()
        self._layers.addWidget(front)
        self._layers.setCurrentWidget(front)
        if first:
            self._layers.removeWidget(self._behind)
            self._behind.hide()
            self._behind.setParent(None)
            self._hide_others()
            QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        self._window.activateWindow()
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, front: QWidget) -> bool:
        """Shows everything as it was, with the focus where it was, and takes this from in front of it; whether the focus found its place."""
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        self._drawn = False
        self._layers.insertWidget(0, self._behind)
        self._layers.setCurrentWidget(self._behind)
        others, self._others = self._others, []
        for other in others:
            if shiboken6.isValid(other):
                other.show()
                other.activateWindow()
        focus, self._focus = self._focus, None
        found = focus is not None and shiboken6.isValid(focus) and focus.isVisible()
        if found and focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._layers.removeWidget(front)
        front.setParent(None)
        return found

    def end(self) -> None:
        """The window closes: nothing more is kept from the screen."""
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: what a save that was under way wants to say waits until the curtain is open again."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow() and watched is not self._window:
            QTimer.singleShot(0, self, self._take_back)
        return False

    def _take_back(self) -> None:
        """Hides what was opened in front, and gives the keyboard back to what stands there."""
        if self._drawn:
            self._hide_others()
            self._window.activateWindow()

    def _hide_others(self) -> None:
        for other in QApplication.topLevelWidgets():
            if other is self._window or not other.isVisible():
                continue
            other.hide()
            if not shiboken6.isValid(other) or other.windowType() in _PASSING:
                continue
            # Its native window goes too: one that is only hidden stays among those that a screen reader is told of.
            other.destroy(True, True)
            if other not in self._others:
                self._others.append(other)

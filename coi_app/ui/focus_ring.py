"""Where the keyboard is: one ring for every widget, amber with a dark or light edge so that it is seen on any ground."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QLabel, QWidget

from coi_app.ui.theme import Theme
from coi_app.ui.widgets.surfaces import Card

_THICK, _EDGE = 3.0, 1.0
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange, QEvent.Type.ZOrderChange})


class FocusRing(QFocusFrame):
    """Stands around the widget that has the focus, in the nearest of its ancestors that has room for it, so that it scrolls and folds with it.

    A focus frame is left out of the accessible tree by Qt; its own following is not used, for it keeps to the style's thin margin.
    """

    def __init__(self, app: QApplication, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.hide()
        theme.changed.connect(self.update)
        app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched in self._watched:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect())
        for colour, width, inset in (
            (self._theme.tokens.focus_edge, _THICK + 2 * _EDGE, (_THICK + 2 * _EDGE) / 2),
            (self._theme.tokens.focus, _THICK, (_THICK + 2 * _EDGE) / 2),
        ):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 10, 10)
        painter.end()

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        wants = new is not None and new.window() is self._window and not isinstance(new, QLabel) and new.parentWidget() is not None
        if self._target is not None:
            # A page that goes takes its widgets with it later; by then the ring stands elsewhere.
            self._target.destroyed.disconnect(self._gone)
        self._target = new if wants else None
        if self._target is not None:
            self._target.destroyed.connect(self._gone)
        self._place()

    def _gone(self) -> None:
        self._target = None
        self._watch([])
        self.hide()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self._watch([] if target is None else [target])
            self.hide()
            return
        parent, area, between = self._room_for(target)
        self._watch(between)
        if self.parentWidget() is not parent:
            self.setParent(parent)
        self.setGeometry(area)
        self.raise_()
        self.show()

    def _room_for(self, target: QWidget) -> tuple[QWidget, QRect, list[QWidget]]:
        """The nearest ancestor that does not cut the ring, where the ring is in it, and the widgets whose moves move it."""
        out = 1 if isinstance(target, Card) else 4
        between = [target]
        while True:
            parent = between[-1].parentWidget() or self._window
            area = QRect(target.mapTo(parent, QPoint(0, 0)), target.size()).adjusted(-out, -out, out, out)
            if parent.rect().contains(area) or parent.isWindow() or parent.objectName() == "surface":
                return parent, area, between
            between.append(parent)

    def _watch(self, widgets: list[QWidget]) -> None:
        """Follow the moves of these widgets, and of no others."""
        if widgets == self._watched:
            return
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        for widget in widgets:
            widget.installEventFilter(self)
        self._watched = widgets

"""How things stand on a page: rows and stacks, a flow for chips, columns that fold and tiles that wrap. None of them scrolls sideways."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget


def stack(owner: QWidget | None = None, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """A vertical layout, on `owner` if one is given."""
    layout = QVBoxLayout() if owner is None else QVBoxLayout(owner)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(owner: QWidget | None = None, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """A horizontal layout, on `owner` if one is given."""
    layout = QHBoxLayout() if owner is None else QHBoxLayout(owner)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def rule() -> QFrame:
    """A thin line between two things."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets the widgets go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class FlowLayout(QLayout):
    """Lays its items side by side and begins a new line when the width is used up."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        """Qt's: how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        across = sum(widths) + self.spacing() * max(len(widths) - 1, 0) + margins.left() + margins.right()
        return QSize(across, self.minimumSize().height())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins: QMargins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, moves: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        y = area.y()
        for at, line in enumerate(self._lines(area.width())):
            tallest = max(item.sizeHint().height() for item in line)
            y += self.spacing() if at else 0
            if moves:
                _put(line, QPoint(area.x(), y), tallest, self.spacing(), area.width())
            y += tallest
        return y - rect.y() + self.contentsMargins().bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or used + self.spacing() + wide > width:
                lines.append([])
                used = -self.spacing()
            lines[-1].append(item)
            used += self.spacing() + wide
        return lines


def _put(line: list[QLayoutItem], start: QPoint, tallest: int, gap: int, width: int) -> None:
    x = start.x()
    for item in line:
        size = item.sizeHint()
        item.setGeometry(QRect(QPoint(x, start.y() + (tallest - size.height()) // 2), size.boundedTo(QSize(width, size.height()))))
        x += size.width() + gap


class Columns(QWidget):
    """A main and a side column; where there is less room than both need, the side folds below the main one.

    Fill `main` and `side`; the side is as wide as drawn times the scale of type.
    """

    SIDE, GAP, FOLD_BELOW = 300, 52, 890

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self.GAP)
        self._main, self._side = QWidget(), QWidget()
        self.main, self.side = stack(self._main, 12), stack(self._side, 14)
        self._box.addWidget(self._main, 1)
        self._box.addWidget(self._side, 0)
        self._fold(self.width() < self.FOLD_BELOW)

    @property
    def folded(self) -> bool:
        """Whether the side stands below the main column."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def end(self) -> None:
        """Call when both are filled: what is left of the height stays empty below."""
        self.main.addStretch(1)
        self.side.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = event.size().width() < self.FOLD_BELOW
        if fold != self.folded:
            self._fold(fold)

    def _fold(self, fold: bool) -> None:
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if fold else direction.LeftToRight)
        self._box.setSpacing(20 if fold else self.GAP)
        self._side.setMinimumWidth(0 if fold else self.SIDE)
        self._side.setMaximumWidth(16777215 if fold else self.SIDE)


class Tiles(QWidget):
    """Equal things side by side, as many as fit, each at least `least` wide; the rest goes to the next line."""

    def __init__(self, least: int = 280, gap: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._least = least
        self._tiles: list[QWidget] = []
        self._across = 0

    def set_tiles(self, tiles: Sequence[QWidget]) -> None:
        """Shows these in place of what was there."""
        clear(self._grid)
        self._tiles = list(tiles)
        self._across = 0
        self._arrange(self.width())

    @property
    def across(self) -> int:
        """How many stand side by side."""
        return self._across

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        fits = (width + self._grid.spacing()) // (self._least + self._grid.spacing())
        across = max(1, min(len(self._tiles), fits))
        if across == self._across:
            return
        for column in range(max(self._across, across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = across
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // across, at % across)

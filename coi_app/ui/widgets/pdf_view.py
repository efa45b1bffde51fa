"""The pages of a document as pictures, on white in every theme, as sharp as the screen is, larger and smaller at will.

The view only shows pictures: it says which page it wants at how many dots per inch, and is given it by `show_page`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QSizePolicy, QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.layout import stack

_POINTS = 72.0
_GAP = 16
_WIDEST = 900
_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_SETTLE = 120


@dataclass(frozen=True)
class PageSize:
    """A page's size in points, and its text for those who do not see the picture."""

    width: float
    height: float
    text: str = ""


class _Sheet(QWidget):
    """One page, painted on white at whatever size it is given."""

    def __init__(self, size: PageSize, name: str) -> None:
        super().__init__()
        self.page_size = size
        self._image = QImage()
        self.setAccessibleName(name)
        self.setAccessibleDescription(size.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def pixels(self) -> int:
        """How many pixels wide the picture is; 0 while there is none."""
        return self._image.width()

    def show_image(self, image: QImage) -> None:
        """Shows a picture in place of what was there."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._image)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid)))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PdfView(QScrollArea):
    """All pages below each other. Page Up and Page Down go from page to page, + and − change the size, 0 fits the width."""

    image_wanted = Signal(int, float)
    page_reached = Signal(int)

    def __init__(self, pages: Sequence[PageSize], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_tr("PdfView", "Pages"))
        self.setAccessibleDescription(_tr("PdfView", "Page Up and Page Down go from page to page, plus and minus change the size."))
        self._zoom, self._at, self._fitted = 1.0, 0, 0
        holder = QWidget()
        lines = stack(holder, spacing=_GAP)
        self._sheets = [_Sheet(size, _tr("PdfView", "Page {number} of {count}").format(number=at, count=len(pages))) for at, size in enumerate(pages, 1)]
        for sheet in self._sheets:
            lines.addWidget(sheet)
        self.setWidget(holder)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE)
        self._settled.timeout.connect(self._want)
        self._arrange()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets)

    @property
    def sheets(self) -> tuple[QWidget, ...]:
        """The pages, each described by its text."""
        return tuple(self._sheets)

    @property
    def zoom(self) -> float:
        """How large the pages are; 1 fits the width."""
        return self._zoom

    @property
    def is_sharp(self) -> bool:
        """Whether each page has a picture as fine as the screen shows."""
        return all(sheet.pixels >= sheet.width() * self.devicePixelRatioF() - 2 for sheet in self._sheets)

    def show_page(self, number: int, image: QImage) -> None:
        """Shows the picture of a page, counted from 0."""
        self._sheets[number].show_image(image)

    def larger(self) -> None:
        """Shows the pages a step larger."""
        self._set_zoom(next((step for step in _STEPS if step > self._zoom + 0.01), _STEPS[-1]))

    def smaller(self) -> None:
        """Shows the pages a step smaller."""
        self._set_zoom(next((step for step in reversed(_STEPS) if step < self._zoom - 0.01), _STEPS[0]))

    def fit(self) -> None:
        """Shows the pages as wide as there is room for."""
        self._set_zoom(1.0)

    def go_to(self, number: int) -> None:
        """Scrolls to the top of a page, counted from 0."""
        self._at = max(0, min(number, self.count - 1))
        area = self._outer()
        surface = area.widget() if area is not None else None
        if area is not None and surface is not None:
            top = self._sheets[self._at].mapTo(surface, QPoint(0, 0)).y()
            area.verticalScrollBar().setValue(top - _GAP)
        self.page_reached.emit(self._at)

    def sizeHint(self) -> QSize:
        return QSize(320, self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._tall())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = {
            Qt.Key.Key_PageDown: lambda: self.go_to(self._at + 1),
            Qt.Key.Key_PageUp: lambda: self.go_to(self._at - 1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(self.count - 1),
            Qt.Key.Key_Plus: self.larger,
            Qt.Key.Key_Equal: self.larger,
            Qt.Key.Key_Minus: self.smaller,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_Down: lambda: self._scroll(1),
            Qt.Key.Key_Up: lambda: self._scroll(-1),
        }.get(Qt.Key(event.key()))
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._fitted:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._settled.start()

    def wheelEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        event.ignore()

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self._arrange()

    def _arrange(self) -> None:
        """Gives each sheet its size for this width and zoom, and wants its picture once that has settled."""
        self._fitted = self.viewport().width()
        fit = max(120, min(self._fitted, self._beside_a_bar(), _WIDEST))
        for sheet in self._sheets:
            wide = round(fit * self._zoom)
            sheet.setFixedSize(wide, round(wide * sheet.page_size.height / sheet.page_size.width))
        holder = self.widget()
        if holder is not None:
            holder.adjustSize()
        self.updateGeometry()
        self._settled.start()

    def _beside_a_bar(self) -> int:
        """The width that is left beside a bar, there or not: pages that are lower with it would make it come and go for ever."""
        area = self._outer()
        surface = area.widget() if area is not None else None
        if area is None or surface is None:
            return self._fitted
        around = surface.width() - self._fitted
        return area.width() - area.verticalScrollBar().sizeHint().width() - _GAP // 4 - around

    def _want(self) -> None:
        """Asks for each page as fine as the screen shows it."""
        for number, sheet in enumerate(self._sheets):
            wanted = round(sheet.width() * self.devicePixelRatioF())
            if sheet.pixels != wanted:
                self.image_wanted.emit(number, wanted * _POINTS / sheet.page_size.width)

    def _tall(self) -> int:
        holder = self.widget()
        bar = self.horizontalScrollBar().sizeHint().height() if self._zoom > 1 else 0
        return (holder.sizeHint().height() if holder is not None else 100) + bar

    def _scroll(self, steps: int) -> None:
        area = self._outer()
        if area is not None:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + steps * 60)

    def _outer(self) -> QScrollArea | None:
        """The surface that this view is scrolled with."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QAbstractScrollArea):
            above = above.parentWidget()
        return above if isinstance(above, QScrollArea) else None


def image_of(width: int, height: int, rgb: bytes) -> QImage:
    """A picture from rows of red, green and blue bytes; it keeps its own copy."""
    return QImage(rgb, width, height, width * 3, QImage.Format.Format_RGB888).copy(QRect(0, 0, width, height))

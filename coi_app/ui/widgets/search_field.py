"""The field that the app starts with; apart from the other fields, which nobody meets before the first question."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchField(QLineEdit):
    """A line to say what one has in mind; a magnifying glass stands in it. `returnPressed` starts the search."""

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setPlaceholderText(hint)
        self.setMaxLength(200)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.8))
        middle = QPointF(19, self.height() / 2 - 1.5)
        painter.drawEllipse(middle, 4.8, 4.8)
        painter.drawLine(middle + QPointF(3.6, 3.6), middle + QPointF(8, 8))
        painter.end()

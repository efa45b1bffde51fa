"""Fields to type in. Tab always leaves them, the wheel changes none that has no focus, and each is named by `Form.add`."""

from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.restyle import set_look
from coi_app.ui.widgets.layout import row, stack
from coi_app.ui.widgets.text import Text


class TextField(QLineEdit):
    """One line of text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setMaxLength(500)

    @property
    def value(self) -> str:
        """What was typed, without blanks at its ends."""
        return self.text().strip()


class LongText(QPlainTextEdit):
    """Several lines of text that grow with what is written, up to about ten lines. Tab leaves it."""

    LEAST, MOST = 3, 10

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    @property
    def value(self) -> str:
        """What was written, without blanks at its ends."""
        return self.toPlainText().strip()

    def sizeHint(self) -> QSize:
        lines = min(max(round(self.document().size().height()), self.LEAST), self.MOST)
        return QSize(320, round(self.fontMetrics().lineSpacing() * lines) + 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())


class ComboField(QComboBox):
    """A list to choose one from; the wheel moves it only while it has the focus. Its name comes from its label alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        # The style's own arrow comes with a frame that breaks the rounded edge.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 2))
        across, down, half = self.width() - 20.0, self.height() / 2, 5.0
        painter.drawPolyline([QPointF(across - half, down - half / 2), QPointF(across, down + half / 2), QPointF(across + half, down - half / 2)])
        painter.end()

    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()


class DateField(QWidget):
    """A date as three small fields: day, month, year. `value` is an ISO date, or empty until the three make one."""

    changed = Signal(str)

    def __init__(self, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = row(self, spacing=12)
        self._parts: list[tuple[QLineEdit, str]] = []
        self.day = self._part(_tr("DateField", "Day"), 31, 56)
        self.month = self._part(_tr("DateField", "Month"), 12, 56)
        self.year = self._part(_tr("DateField", "Year"), 9999, 84)
        self._layout.addStretch(1)
        self.setFocusProxy(self.day)
        self.set_value(value)

    @property
    def value(self) -> str:
        """The date as YYYY-MM-DD, or an empty text where the fields make none."""
        try:
            return date(int(self.year.text()), int(self.month.text()), int(self.day.text())).isoformat()
        except ValueError:
            return ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed at all."""
        return not any(part.text() for part, _ in self._parts)

    def set_value(self, value: str) -> None:
        """Shows an ISO date, or nothing."""
        year, month, day = value.split("-") if value else ("", "", "")
        for part, text in ((self.year, year), (self.month, month.lstrip("0")), (self.day, day.lstrip("0"))):
            part.setText(text)

    def name_parts(self, name: str, description: str) -> None:
        """Names each of the three after the whole."""
        for part, word in self._parts:
            part.setAccessibleName(f"{word}, {name}")
            part.setAccessibleDescription(description)

    def mark_wrong(self, wrong: str) -> None:
        """Marks the three as wrong ("true") or not ("false")."""
        for part, _ in self._parts:
            set_look(part, "wrong", wrong)

    def _part(self, word: str, most: int, width: int) -> QLineEdit:
        part = QLineEdit()
        part.setValidator(QIntValidator(0, most, part))
        part.setFixedWidth(width)
        part.setAccessibleName(word)
        part.textEdited.connect(lambda: self.changed.emit(self.value))
        column = stack(spacing=2)
        label = Text(word, "small", wraps=False)
        label.setBuddy(part)
        column.addWidget(label)
        column.addWidget(part)
        self._layout.addLayout(column)
        self._parts.append((part, word))
        return part

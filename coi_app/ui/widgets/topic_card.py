"""A topic to press: its title and one sentence about it, drawn as a card."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coi_app.ui import tokens, typography
from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.buttons import PressButton

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_PAD, _GAP, _ARROW = 14, 4, 18
_LEAST = 220


class TopicCard(PressButton):
    """Its accessible name is the title, its description the sentence. Arrow keys go to the card before and after.

    `about_asked` says that the person wants to read about it first: by the small button in the corner, or by F1.
    """

    about_asked = Signal(str)

    def __init__(self, topic: str, title: str, summary: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.topic = topic
        self._title = title
        self._summary = summary
        self.setObjectName(f"topic.{topic}")
        self.setAccessibleIdentifier(f"topic.{topic}")
        self.setAccessibleDescription(summary)
        self._about = _AboutButton(title, self)
        self._about.clicked.connect(lambda _=False: self.about_asked.emit(topic))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_F1:
            self.about_asked.emit(self.topic)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._about.sizeHint()
        self._about.setGeometry(self.width() - size.width() - 6, 6, size.width(), size.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, summary = self._boxes(width)
        return title.height() + _GAP + summary.height() + 2 * _PAD

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, self.heightForWidth(max(self.width(), _LEAST)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, 2 * _PAD + 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse() or self.hasFocus() or self.isDown()
        palette = self._place().palette()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark if over else QPalette.ColorRole.Mid), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Midlight if over else QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        title, summary = self._boxes(self.width())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(self._title_font())
        painter.drawText(title, _WRAP, self._title)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self._summary_font())
        painter.drawText(summary, _WRAP, self._summary)
        self._arrow(painter, palette)
        painter.end()

    def _arrow(self, painter: QPainter, palette: QPalette) -> None:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        tip = QPoint(self.width() - _PAD - 2, self.height() - _PAD - 6)
        painter.drawLine(tip, tip + QPoint(-5, -5))
        painter.drawLine(tip, tip + QPoint(-5, 5))

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        room = QRect(_PAD, _PAD, max(width - 2 * _PAD - max(_ARROW, self._about.sizeHint().width()), 60), 10000)
        title = QFontMetrics(self._title_font()).boundingRect(room, _WRAP, self._title)
        title = QRect(room.topLeft(), QSize(room.width(), title.height()))
        below = QRect(QPoint(_PAD, title.bottom() + 1 + _GAP), room.size())
        summary = QFontMetrics(self._summary_font()).boundingRect(below, _WRAP, self._summary)
        return title, QRect(below.topLeft(), QSize(room.width(), summary.height()))

    def _title_font(self) -> QFont:
        return typography.sized(self._body(), tokens.LEAD, QFont.Weight.DemiBold)

    def _summary_font(self) -> QFont:
        return typography.sized(self._body(), tokens.BODY)

    def _body(self) -> QFont:
        return self._place().font()

    def _place(self) -> QWidget:
        """Whose font and colours count: the style sheet gives a button its own."""
        return self.parentWidget() or self


class _AboutButton(PressButton):
    """A question mark to press in the corner of a card. The keyboard has F1 for it, so that Tab goes from card to card."""

    SIDE = 26

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__("?", parent)
        self.setObjectName("about.card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_tr("TopicCard", "About: {title}").format(title=title))
        self.setToolTip(_tr("TopicCard", "About this topic (F1)"))

    def sizeHint(self) -> QSize:
        side = max(self.SIDE, self.fontMetrics().height() + 6)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = self.parentWidget() or self
        palette = (card.parentWidget() or card).palette()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark if self.underMouse() else QPalette.ColorRole.Mid), 1.2))
        painter.setBrush(palette.color(QPalette.ColorRole.Midlight if self.underMouse() else QPalette.ColorRole.Base))
        painter.drawEllipse(QRectF(self.rect()).adjusted(3, 3, -3, -3))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(typography.sized((card.parentWidget() or card).font(), tokens.SMALL, QFont.Weight.DemiBold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "?")
        painter.end()

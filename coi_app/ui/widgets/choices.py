"""Answers as cards: each a real radio button or check box, with an example below its words, drawn by ourselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from coi_app.ui import tokens, typography
from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.widgets.buttons import plain
from coi_app.ui.widgets.layout import stack

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_PAD, _MARK, _GAP = 14, 18, 12


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen; `unsure` marks *Not sure*, which is an answer like the others."""

    id: str
    title: str
    example: str = ""
    unsure: bool = False


class _CardFace:
    """Measures and draws a button as a card; shared by the two kinds, which differ in their mark alone."""

    def __init__(self, button: QAbstractButton, option: Option) -> None:
        self.button = button
        self._option = option

    def height(self, width: int) -> int:
        """How tall the card is at this width."""
        title, example = self._boxes(width)
        return max(title.height() + example.height() + 4 * bool(self._option.example), _MARK) + 2 * _PAD

    def paint(self, painter: QPainter) -> None:
        """Draws the card, its words and its mark."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.button.palette()
        self._surface(painter, palette)
        title, example = self._boxes(self.button.width())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(self._title_font())
        painter.drawText(title, _WRAP, self._option.title)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self._example_font())
        painter.drawText(example, _WRAP, self._option.example)
        self._mark(painter, palette, QRectF(_PAD + 0.5, _PAD + max(0, (QFontMetrics(self._title_font()).height() - _MARK) / 2), _MARK, _MARK))

    def _surface(self, painter: QPainter, palette: QPalette) -> None:
        chosen, over = self.button.isChecked(), self.button.underMouse()
        ground = QPalette.ColorRole.Midlight if chosen or over else QPalette.ColorRole.Base
        edge = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Dark if over else QPalette.ColorRole.Mid
        pen = QPen(palette.color(edge), 2 if chosen else 1)
        if self._option.unsure and not chosen:
            pen.setColor(palette.color(QPalette.ColorRole.Dark))
            pen.setDashPattern([3, 3])
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(palette.color(ground))
        painter.drawRoundedRect(QRectF(self.button.rect()).adjusted(inset, inset, -inset, -inset), 10, 10)

    def _mark(self, painter: QPainter, palette: QPalette, place: QRectF) -> None:
        chosen = self.button.isChecked()
        colour = palette.color(QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Dark)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if chosen else palette.color(QPalette.ColorRole.Base))
        inside = place.adjusted(1, 1, -1, -1)
        if isinstance(self.button, QCheckBox):
            painter.drawRoundedRect(inside, 4, 4)
        else:
            painter.drawEllipse(inside)
        if chosen:
            self._chosen_mark(painter, palette.color(QPalette.ColorRole.HighlightedText), place)

    def _chosen_mark(self, painter: QPainter, colour: QColor, place: QRectF) -> None:
        if isinstance(self.button, QCheckBox):
            painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            corner = place.topLeft()
            painter.drawPolyline([corner + QPointF(4.5, 9.5), corner + QPointF(7.8, 12.8), corner + QPointF(13.5, 5.8)])
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(place.center(), 3.2, 3.2)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        left = _PAD + _MARK + _GAP
        room = QRect(left, _PAD, max(width - left - _PAD, 60), 10000)
        title = QFontMetrics(self._title_font()).boundingRect(room, _WRAP, self._option.title)
        title = QRect(room.topLeft(), QSize(room.width(), title.height()))
        if not self._option.example:
            return title, QRect()
        below = QRect(title.bottomLeft() + QPoint(0, 5), room.size())
        example = QFontMetrics(self._example_font()).boundingRect(below, _WRAP, self._option.example)
        return title, QRect(below.topLeft(), QSize(room.width(), example.height()))

    def _title_font(self) -> QFont:
        return typography.sized(self.button.font(), tokens.LEAD, QFont.Weight.DemiBold)

    def _example_font(self) -> QFont:
        return typography.sized(self.button.font(), tokens.BODY)


class _Card:
    """What Qt asks of both kinds of card; the one that is mixed in with Qt's button comes first."""

    option: Option
    _face: _CardFace

    def take(self, button: QAbstractButton, option: Option) -> None:
        """Makes the button the card of this answer."""
        self.option = option
        self._face = _CardFace(button, option)
        button.setText(plain(option.title))
        button.setAccessibleDescription(option.example)
        button.setObjectName(f"option.{option.id}")
        button.setAccessibleIdentifier(f"option.{option.id}")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return self._face.height(width)

    def sizeHint(self) -> QSize:
        return QSize(320, self._face.height(max(self._face.button.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 2 * _PAD + _MARK)

    def hitButton(self, pos: QPoint) -> bool:
        return self._face.button.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self._face.button)
        self._face.paint(painter)
        painter.end()


class OptionCard(_Card, QRadioButton):
    """One of several answers. Its accessible name is its title, its description is the example."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.take(self, option)


class CheckCard(_Card, QCheckBox):
    """One of several answers of which any number may hold. Named and described as an `OptionCard`."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.take(self, option)


class OptionList(QWidget):
    """The answers to one question, of which one is chosen; arrow keys move among them. `question` names the group."""

    chosen = Signal(str)

    def __init__(self, question: str, options: Sequence[Option], value: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(SPOKEN_AS, "group")
        self.setAccessibleName(question)
        layout = stack(self, spacing=8)
        self.cards = [OptionCard(option) for option in options]
        for card in self.cards:
            layout.addWidget(card)
        # Chosen once they are together: only then does Tab stop at the chosen one alone.
        for card in self.cards:
            card.setChecked(card.option.id == value)
            card.toggled.connect(self._told)
        if self.cards:
            self.setFocusProxy(next((card for card in self.cards if card.isChecked()), self.cards[0]))

    @property
    def value(self) -> str | None:
        """The id of the chosen answer, if one is."""
        return next((card.option.id for card in self.cards if card.isChecked()), None)

    def _told(self, on: bool) -> None:
        card = self.sender()
        if on and isinstance(card, OptionCard):
            self.chosen.emit(card.option.id)


class CheckList(QWidget):
    """The answers to one question, of which any number may hold; *Not sure* and `alone` stand by themselves. `question` names the group."""

    changed = Signal(tuple)

    def __init__(
        self,
        question: str,
        options: Sequence[Option],
        values: Sequence[str] = (),
        alone: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty(SPOKEN_AS, "group")
        self.setAccessibleName(question)
        self._alone = {*alone, *(option.id for option in options if option.unsure)}
        layout = stack(self, spacing=8)
        self.cards = [CheckCard(option) for option in options]
        for card in self.cards:
            card.setChecked(card.option.id in values)
            card.clicked.connect(self._told)
            layout.addWidget(card)
        if self.cards:
            self.setFocusProxy(self.cards[0])

    @property
    def values(self) -> tuple[str, ...]:
        """The ids of what holds, in the order shown."""
        return tuple(card.option.id for card in self.cards if card.isChecked())

    def _told(self, on: bool) -> None:
        card = self.sender()
        if on and isinstance(card, CheckCard):
            by_itself = card.option.id in self._alone
            for other in self.cards:
                if other is not card and (by_itself or other.option.id in self._alone):
                    other.setChecked(False)
        self.changed.emit(self.values)

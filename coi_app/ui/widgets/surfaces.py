"""Cards, chips and rows: what a page puts its words on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coi_app.ui.widgets.layout import clear, row, rule, stack
from coi_app.ui.widgets.text import Heading, Text


class Card(QFrame):
    """A rounded surface; fill `body`. `tone` is plain, brand (rights, where to start), warn (never asked) or stop."""

    def __init__(self, title: str = "", tone: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", tone)
        self.body: QVBoxLayout = stack(self, spacing=8, margin=20)
        if title:
            self.body.addWidget(Heading(title, 2))


class Chip(QLabel):
    """A status in a word or two on a soft ground; `tone` is ok, warn, stop, brand or neutral, and never speaks alone."""

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setIndent(0)
        self.setProperty("tone", tone)


class Rows(QFrame):
    """A list as ruled rows: a chip, what it is about, and at most one thing to do about it."""

    CHIPS = 150

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = stack(self, spacing=0)
        self._card = Card()
        self._card.body.setContentsMargins(1, 1, 1, 1)
        self._card.body.setSpacing(0)
        self._lines.addWidget(self._card)

    def clear(self) -> None:
        """Takes all rows away."""
        clear(self._card.body)

    def add(self, chip: Chip | None, title: str | Text, detail: str = "", button: QPushButton | None = None, below: QWidget | None = None) -> QWidget:
        """Adds one row with a strong title, or in place of it a text in which some is strong; the detail stands below it, and `below` under that."""
        if self._card.body.count():
            self._card.body.addWidget(rule())
        line = QWidget()
        across: QHBoxLayout = row(line, spacing=16)
        across.setContentsMargins(12, 8, 12, 8)
        holder = QWidget()
        holder.setMinimumWidth(self.CHIPS)
        inside = row(holder)
        if chip is not None:
            inside.addWidget(chip)
        inside.addStretch(1)
        across.addWidget(holder)
        words = stack(spacing=2)
        words.addStretch(1)
        words.addWidget(title if isinstance(title, Text) else Text(title, "strong"))
        if detail:
            words.addWidget(Text(detail, "muted"))
        if below is not None:
            words.addWidget(below)
        words.addStretch(1)
        across.addLayout(words, 1)
        if button is not None:
            across.addWidget(button)
        self._card.body.addWidget(line)
        return line

"""What was said, row by row: the question in short, the answer in words, and the way to change it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.layout import row, rule, stack
from coi_app.ui.widgets.text import Text


class Summary(QWidget):
    """Ruled rows; what is not answered yet is muted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = stack(self, spacing=0)

    def add(self, short: str, words: str, link: LinkButton | None = None, without: str = "") -> None:
        """Adds one row; where there are no words, `without` stands there, muted."""
        if self._rows.count():
            self._rows.addWidget(rule())
        line = QWidget()
        across = row(line, spacing=16)
        across.setContentsMargins(0, 7, 0, 7)
        said = stack(spacing=2)
        said.addWidget(Text(short, "small"))
        said.addWidget(Text(words or without or _tr("Summary", "Not answered yet"), "strong" if words else "muted"))
        across.addLayout(said, 1)
        if link is not None:
            across.addWidget(link)
        self._rows.addWidget(line)


def begun_small(words: str) -> str:
    """The words as they stand inside a sentence: "Overlap with your work" becomes "overlap with your work"; "I" stays as it is."""
    return words if words.startswith("I ") else words[:1].lower() + words[1:]

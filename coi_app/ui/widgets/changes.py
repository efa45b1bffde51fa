"""What changed, question by question: the words before and the words now, side by side, read in that order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.layout import row, rule, stack
from coi_app.ui.widgets.text import Heading, Text

if TYPE_CHECKING:
    from coi_app.ui.models.own_record import ChangeShown


class Changes(QWidget):
    """A heading for each place in which something changed, and below it each change."""

    def __init__(self, changes: Sequence[ChangeShown], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=6)
        where = ""
        for one in changes:
            if lines.count():
                lines.addWidget(rule())
            if one.where != where:
                where = one.where
                lines.addWidget(Heading(where, 3))
            lines.addWidget(Text(one.what, "strong"))
            across = row(spacing=24)
            across.addLayout(_side(_tr("Changes", "Before"), one.before), 1)
            across.addLayout(_side(_tr("Changes", "Now"), one.now), 1)
            lines.addLayout(across)


def _side(label: str, words: str) -> QVBoxLayout:
    """One side; a screen reader hears with the words which side they are."""
    side = stack(spacing=2)
    side.addWidget(Text(label, "small"))
    said = Text(words or _tr("Changes", "Nothing said"), "body" if words else "muted")
    said.setAccessibleName(f"{label}: {said.text()}")
    side.addWidget(said)
    side.addStretch(1)
    return side

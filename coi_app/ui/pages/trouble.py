"""Records that cannot be used now: what happened, what was kept, and what to do next, each in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton
from coi_app.ui.widgets.text import BulletList, Text


class TroublePage(Page):
    """One sentence of what happened, then what can be done."""

    tried_again = Signal()
    left = Signal()

    def __init__(self, title: str, sentence: str, steps: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(sentence, "lead", selectable=True))
        self.column.addWidget(BulletList((*steps, _tr("TroublePage", "A private check needs no records: you can still check something."))))
        again = PrimaryButton(_tr("TroublePage", "Try again"))
        again.clicked.connect(self.tried_again)
        self.bar.addWidget(again)
        leave = LinkButton(_tr("TroublePage", "Not now"))
        leave.clicked.connect(self.left)
        self.bar.addWidget(leave)

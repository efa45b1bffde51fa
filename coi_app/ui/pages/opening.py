"""What the two pages share that open a person's records: why, what is wrong, going on or not now, and what is under way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton
from coi_app.ui.widgets.form import ErrorSummary
from coi_app.ui.widgets.text import Text


class OpeningPage(Page):
    """A page that asks for what opens the records; `left` tells that the person does not want to now."""

    left = Signal()

    def __init__(self, title: str, why: str, action: str, parent: QWidget | None = None, *, leave: str = "") -> None:
        super().__init__(title, parent=parent)
        self.errors = ErrorSummary()
        self.notice = Banner()
        self.busy = Text("", "muted", wraps=False)
        self.go_on = PrimaryButton(action)
        not_now = LinkButton(leave or _tr("OpeningPage", "Not now"))
        not_now.clicked.connect(self.left)
        for widget in (self.heading, Text(why, "lead"), self.errors, self.notice):
            self.column.addWidget(widget)
        for widget in (self.go_on, not_now, self.busy):
            self.bar.addWidget(widget)

    def working(self, words: str) -> None:
        """Says what is under way, and lets nothing be pressed twice; an empty text takes that back."""
        self.busy.setText(words)
        self.go_on.setEnabled(not words)

"""Opening the records with the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton
from coi_app.ui.widgets.form import ErrorSummary, Form
from coi_app.ui.widgets.passphrase import PassphraseField, ShowPassphrase
from coi_app.ui.widgets.text import Text


class UnlockPage(Page):
    """`given` tells the passphrase, once for each press."""

    given = Signal(str)
    left = Signal()

    def __init__(self, why: str, parent: QWidget | None = None) -> None:
        super().__init__(_tr("UnlockPage", "Open your records"), parent=parent)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(why, "lead"))
        self.errors = ErrorSummary()
        self.notice = Banner()
        self.column.addWidget(self.errors)
        self.column.addWidget(self.notice)
        self._form = Form()
        self._secret = self._form.add(_tr("UnlockPage", "Passphrase"), PassphraseField())
        self._secret.returnPressed.connect(self._give)
        self._form.layout().addWidget(ShowPassphrase((self._secret,)))  # pyright: ignore[reportOptionalMemberAccess]
        self.column.addWidget(self._form)
        self._open = PrimaryButton(_tr("UnlockPage", "Open"))
        self._open.clicked.connect(self._give)
        not_now = LinkButton(_tr("UnlockPage", "Not now"))
        not_now.clicked.connect(self.left)
        self.bar.addWidget(self._open)
        self.bar.addWidget(not_now)
        self.busy = Text("", "muted", wraps=False)
        self.bar.addWidget(self.busy)

    def working(self, words: str) -> None:
        """Says what is under way, and lets nothing be pressed twice; an empty text takes that back."""
        self.busy.setText(words)
        self._open.setEnabled(not words)

    def show_wrong(self, sentence: str) -> None:
        """Says that this passphrase does not open them."""
        self._secret.selectAll()
        self._form.show_error(self._secret, sentence)
        self.errors.show_errors([(sentence, self._secret)])

    def _give(self) -> None:
        if self._open.isEnabled() and self._secret.text():
            self.given.emit(self._secret.text())
        elif not self._secret.text():
            self.show_wrong(_tr("UnlockPage", "Type your passphrase."))

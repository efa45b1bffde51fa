"""Opening the records with the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.pages.opening import OpeningPage
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.passphrase import PassphraseField, ShowPassphrase


class UnlockPage(OpeningPage):
    """`given` tells the passphrase, once for each press."""

    given = Signal(str)

    def __init__(self, why: str, parent: QWidget | None = None) -> None:
        super().__init__(_tr("UnlockPage", "Open your records"), why, _tr("UnlockPage", "Open"), parent)
        self._form = Form()
        self._secret = self._form.add(_tr("UnlockPage", "Passphrase"), PassphraseField())
        self._secret.returnPressed.connect(self._give)
        self._form.layout().addWidget(ShowPassphrase((self._secret,)))  # pyright: ignore[reportOptionalMemberAccess]
        self.column.addWidget(self._form)
        self.go_on.clicked.connect(self._give)

    def show_wrong(self, sentence: str) -> None:
        """Says that this passphrase does not open them."""
        self._secret.selectAll()
        self._form.show_error(self._secret, sentence)
        self.errors.show_errors([(sentence, self._secret)])

    def _give(self) -> None:
        if self.go_on.isEnabled() and self._secret.text():
            self.given.emit(self._secret.text())
        elif not self._secret.text():
            self.show_wrong(_tr("UnlockPage", "Type your passphrase."))

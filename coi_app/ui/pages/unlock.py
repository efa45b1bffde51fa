"""Opening the records: with the passphrase, with this computer's key store by one press, or with the recovery key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui import accessibility
from coi_app.ui.i18n import _tr
from coi_app.ui.pages.opening import OpeningPage
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.fields import TextField
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.passphrase import PassphraseField, ShowPassphrase
from coi_app.ui.widgets.text import Text


class UnlockPage(OpeningPage):
    """`given` tells the passphrase, `recovery_given` the recovery key as it was typed, each once for each press; `key_store_asked` that the key store is to open them.

    It never says more of a wrong one than that it is wrong. `backup_asked` tells that there is a backup to open instead, where that is offered.
    """

    given = Signal(str)
    recovery_given = Signal(str)
    key_store_asked = Signal()
    backup_asked = Signal()

    def __init__(self, why: str, *, title: str = "", key_store: bool = False, leave: str = "", action: str = "", backup: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(title or _tr("UnlockPage", "Open your records"), why, action or _tr("UnlockPage", "Open"), parent, leave=leave)
        self._key_store = key_store
        self._waits = 0
        self._form = Form()
        self._secret = self._form.add(_tr("UnlockPage", "Passphrase"), PassphraseField())
        self._secret.returnPressed.connect(self._give)
        self._form.layout().addWidget(ShowPassphrase((self._secret,)))  # pyright: ignore[reportOptionalMemberAccess]
        self._recovery = Form()
        self._typed = self._recovery.add(
            _tr("UnlockPage", "Recovery key"),
            TextField(),
            _tr("UnlockPage", "Fourteen groups of four, from the page that you printed or saved. Small letters and missing dashes do no harm."),
        )
        self._typed.returnPressed.connect(self._give)
        self._by_key_store = Text(_tr("UnlockPage", "This computer's key store opens them for whoever is signed in here."))
        self._other_way = LinkButton("")
        self._other_way.clicked.connect(lambda: self._turn(not self._recovering))
        for widget in (self._form, self._by_key_store, self._recovery, self._other_way):
            self.column.addWidget(widget)
        if backup:
            have = LinkButton(_tr("UnlockPage", "I have a backup"))
            have.setAccessibleDescription(_tr("UnlockPage", "What is here stays as it is until you have read what becomes of it."))
            have.clicked.connect(self.backup_asked)
            self.column.addWidget(have)
        self.go_on.clicked.connect(self._give)
        self._recovering = False
        self._turn(False)

    def first_focus(self) -> QWidget:
        """Where the person types or presses first."""
        return self.go_on if self._key_store and not self._recovering else self._typed if self._recovering else self._secret

    def use_key_store(self) -> None:
        """Offers this computer's key store in place of the passphrase."""
        self._key_store = True
        self._turn(False)

    def use_recovery_key(self) -> None:
        """Asks for the recovery key first."""
        self._turn(True)

    def show_wrong(self, sentence: str) -> None:
        """Says that this does not open them."""
        if self._recovering:
            self._show_error(self._recovery, self._typed, sentence)
        elif self._key_store:
            self.notice.say(sentence, "stop", focus=True)
        else:
            self._secret.selectAll()
            self._show_error(self._form, self._secret, sentence)

    def wait(self, seconds: int) -> None:
        """Says for how long the next try has to wait, and lets nothing be pressed meanwhile; 0 ends it."""
        began = bool(seconds) and not self._waits
        self._waits = seconds
        self._show_waiting()
        if began:
            accessibility.announce(self.busy, self.busy.text())

    def working(self, words: str) -> None:
        """Says what is under way, and lets nothing be pressed twice; an empty text takes that back."""
        super().working(words)
        if not words:
            self._show_waiting()

    def _show_waiting(self) -> None:
        """Only the passphrase has to wait: a recovery key cannot be guessed."""
        waits = bool(self._waits) and not self._recovering and not self._key_store
        one, more = _tr("UnlockPage", "You can try again in 1 second."), _tr("UnlockPage", "You can try again in {count} seconds.")
        super().working((one if self._waits == 1 else more.format(count=self._waits)) if waits else "")

    def _turn(self, recovering: bool) -> None:
        self._recovering = recovering
        self._form.setVisible(not recovering and not self._key_store)
        self._by_key_store.setVisible(not recovering and self._key_store)
        self._recovery.setVisible(recovering)
        self._other_way.setText(self._other_words())
        self.errors.show_errors([])
        self._show_waiting()
        if self.isVisible():
            self.first_focus().setFocus()

    def _other_words(self) -> str:
        if not self._recovering:
            return _tr("UnlockPage", "Use the recovery key") if self._key_store else _tr("UnlockPage", "Forgot passphrase?")
        return _tr("UnlockPage", "Use this computer's key store") if self._key_store else _tr("UnlockPage", "Use the passphrase")

    def _show_error(self, form: Form, field: QWidget, sentence: str) -> None:
        form.show_error(field, sentence)
        self.errors.show_errors([(sentence, field)])

    def _give(self) -> None:
        if not self.go_on.isEnabled():
            return
        if self._recovering:
            self._pass_on(self._typed.text(), _tr("UnlockPage", "Type your recovery key."), self.recovery_given.emit)
        elif self._key_store:
            self.key_store_asked.emit()
        else:
            self._pass_on(self._secret.text(), _tr("UnlockPage", "Type your passphrase."), self.given.emit)

    def _pass_on(self, typed: str, nothing: str, told: Callable[[str], None]) -> None:
        if typed:
            told(typed)
        else:
            self.show_wrong(nothing)

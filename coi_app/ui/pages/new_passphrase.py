"""Choosing a passphrase in place of what opened the records before, and what then counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.pages.opening import OpeningPage
from coi_app.ui.widgets.buttons import PrimaryButton
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.passphrase import PassphraseField, ShowPassphrase
from coi_app.ui.widgets.text import BulletList, Text


class NewPassphrasePage(OpeningPage):
    """`chosen` tells the passphrase, typed twice the same; what opened the records before does so until it counts."""

    chosen = Signal(str)

    def __init__(self, why: str, shortest: int, *, title: str = "", action: str = "", leave: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            title or _tr("NewPassphrasePage", "Choose a new passphrase"), why, action or _tr("NewPassphrasePage", "Use this passphrase"), parent, leave=leave
        )
        self._shortest = shortest
        self._form = Form()
        self._first = self._form.add(
            _tr("NewPassphrasePage", "New passphrase"),
            PassphraseField(),
            _tr("NewPassphrasePage", "At least {count} characters. Four words that do not belong together are good.").format(count=shortest),
        )
        self._second = self._form.add(_tr("NewPassphrasePage", "The same passphrase again"), PassphraseField())
        self._first.returnPressed.connect(self._second.setFocus)
        self._second.returnPressed.connect(self._choose)
        self._form.layout().addWidget(ShowPassphrase((self._first, self._second)))  # pyright: ignore[reportOptionalMemberAccess]
        self.column.addWidget(self._form)
        self.go_on.clicked.connect(self._choose)

    def first_focus(self) -> QWidget:
        """Where the person types first."""
        return self._first

    def show_wrong(self, sentence: str) -> None:
        """Says that this passphrase cannot be used."""
        self._show({self._first: sentence})

    def _choose(self) -> None:
        if not self.go_on.isEnabled():
            return
        wrong = self._wrong()
        self._show(wrong)
        if not wrong:
            self.chosen.emit(self._first.text())

    def _wrong(self) -> dict[QWidget, str]:
        if len(self._first.text()) < self._shortest:
            return {self._first: _tr("NewPassphrasePage", "Choose a passphrase of at least {count} characters.").format(count=self._shortest)}
        if self._first.text() != self._second.text():
            return {self._second: _tr("NewPassphrasePage", "The two passphrases differ. Type the same one twice.")}
        return {}

    def _show(self, wrong: dict[QWidget, str]) -> None:
        for field in (self._first, self._second):
            self._form.show_error(field, wrong.get(field, ""))
        self.errors.show_errors([(message, field) for field, message in wrong.items()])


class PassphraseSetPage(Page):
    """Says that a new passphrase counts, and what that means; `left` goes on."""

    left = Signal()

    def __init__(self, lead: str, points: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_tr("PassphraseSetPage", "Your new passphrase is set"), parent=parent)
        for widget in (self.heading, Text(lead, "lead"), BulletList(points)):
            self.column.addWidget(widget)
        on = PrimaryButton(_tr("PassphraseSetPage", "Go on"))
        on.clicked.connect(self.left)
        self.bar.addWidget(on)

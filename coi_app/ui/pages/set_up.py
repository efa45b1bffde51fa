"""Making the records: no more than a name, if one likes, and one choice: what opens them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.pages.opening import OpeningPage
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.choices import Option, OptionList
from coi_app.ui.widgets.fields import TextField
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.passphrase import PassphraseField, ShowPassphrase
from coi_app.ui.widgets.text import Heading, Text

KEY_STORE, PASSPHRASE = "key_store", "passphrase"


class SetUpPage(OpeningPage):
    """`chosen` tells the name and the passphrase; an empty passphrase stands for the key store of this computer.

    `backup_asked` tells that there is a backup to start from, `backup_dropped` which.
    """

    chosen = Signal(str, str)
    backup_asked = Signal()
    backup_dropped = Signal(object)

    def __init__(self, why: str, shortest: int, *, key_store: bool, elsewhere: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_tr("SetUpPage", "Set up your own records"), why, _tr("SetUpPage", "Set up"), parent)
        self._shortest = shortest
        if elsewhere:
            self.notice.say(elsewhere, "warn")
        self.column.addWidget(
            Text(
                _tr(
                    "SetUpPage",
                    "What you keep is encrypted and stays on this computer. If this is a work computer, your agency can see its screen and its backups; without your key it cannot read your records.",
                )
            )
        )
        self._form = Form()
        self._name = self._form.add(_tr("SetUpPage", "My name, if I like"), TextField())
        self.column.addWidget(self._form)
        self._options: OptionList | None = None
        if key_store:
            self.column.addWidget(Heading(_tr("SetUpPage", "What opens your records?"), 2))
            self._options = self._choices()
            self.column.addWidget(self._options)
        else:
            self.column.addWidget(Text(_tr("SetUpPage", "This computer has no key store that Declare can use, so a passphrase opens your records.")))
        self._secret = self._passphrase()
        self.column.addWidget(self._secret)
        self._secret.setVisible(not key_store)
        have = LinkButton(_tr("SetUpPage", "I have a backup"))
        have.clicked.connect(self.backup_asked)
        self.column.addWidget(have)
        self.column.addWidget(Text(_tr("SetUpPage", "Choose the file, or drop it on this page. Its name ends in .declare-backup."), "muted"))
        self.setAcceptDrops(True)
        self.go_on.clicked.connect(self._choose)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes one file that may be a backup."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells which file was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.backup_dropped.emit(path)

    def _choices(self) -> OptionList:
        options = OptionList(
            _tr("SetUpPage", "What opens your records?"),
            (
                Option(KEY_STORE, _tr("SetUpPage", "This computer's key store"), _tr("SetUpPage", "They open when you are signed in to this computer. Nothing to remember.")),
                Option(PASSPHRASE, _tr("SetUpPage", "A passphrase of my own"), _tr("SetUpPage", "Nobody opens them without it. If you lose it, nobody can get them back.")),
            ),
            KEY_STORE,
        )
        options.chosen.connect(lambda chosen: self._secret.setVisible(chosen == PASSPHRASE))
        return options

    def _passphrase(self) -> Form:
        form = Form()
        self._first = form.add(
            _tr("SetUpPage", "Passphrase"),
            PassphraseField(),
            _tr("SetUpPage", "At least {count} characters. Four words that do not belong together are good. If you lose it, nobody can get your records back.").format(
                count=self._shortest
            ),
        )
        self._second = form.add(_tr("SetUpPage", "The same passphrase again"), PassphraseField())
        form.layout().addWidget(ShowPassphrase((self._first, self._second)))  # pyright: ignore[reportOptionalMemberAccess]
        return form

    def _choose(self) -> None:
        by_key_store = self._options is not None and self._options.value == KEY_STORE
        wrong = {} if by_key_store else self._wrong()
        for field in (self._first, self._second):
            self._secret.show_error(field, wrong.get(field, ""))
        self.errors.show_errors([(message, field) for field, message in wrong.items()])
        if not wrong:
            self.chosen.emit(self._name.value, "" if by_key_store else self._first.text())

    def _wrong(self) -> dict[QWidget, str]:
        if len(self._first.text()) < self._shortest:
            return {self._first: _tr("SetUpPage", "Choose a passphrase of at least {count} characters.").format(count=self._shortest)}
        if self._first.text() != self._second.text():
            return {self._second: _tr("SetUpPage", "The two passphrases differ. Type the same one twice.")}
        return {}


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dropped, where it is called as backups are."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix == ".declare-backup" else None

"""Records that were brought to this computer from a backup: they are here, and how they are locked here can be chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from coi_app.ui.widgets.text import Text


class RestoredPage(Page):
    """`continued` goes on with what the person came for; `locks_asked` wants to choose how the records are locked."""

    continued = Signal()
    locks_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_tr("RestoredPage", "Your records are on this computer"), parent=parent)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(_tr("RestoredPage", "The whole backup was proved, then put in place. The backup file was not changed."), "lead"))
        self.column.addWidget(Text(_tr("RestoredPage", "How should they open here? They open as they did when the backup was made. You can choose this computer's key store or a new passphrase.")))
        go_on = PrimaryButton(_tr("RestoredPage", "Go on"))
        go_on.clicked.connect(self.continued)
        self.bar.addWidget(go_on)
        locks = SecondaryButton(_tr("RestoredPage", "Choose how this is locked"))
        locks.clicked.connect(self.locks_asked)
        self.bar.addWidget(locks)

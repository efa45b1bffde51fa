"""The recovery key, shown once when the records are made: no copy of it is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text


class RecoveryKeyPage(Page):
    """`continued` says that the person goes on; nothing here has to be done."""

    continued = Signal()

    def __init__(self, grouped: str, parent: QWidget | None = None) -> None:
        super().__init__(_tr("RecoveryKeyPage", "Your recovery key"), parent=parent)
        self._grouped = grouped
        self.column.addWidget(self.heading)
        self.column.addWidget(
            Text(
                _tr("RecoveryKeyPage", "Write it down, or copy it to a safe place away from this computer. It opens your records if you lose your passphrase, or this computer loses its key."), "lead"
            )
        )
        self.notice = Banner()
        self.column.addWidget(self.notice)
        card = Card()
        card.body.addWidget(Text(grouped, "strong", selectable=True))
        card.body.addWidget(Text(_tr("RecoveryKeyPage", "Capital letters or small ones, with or without the hyphens: both open it. The last group finds a slip of the pen."), "muted"))
        self.column.addWidget(card)
        self.column.addWidget(Text(_tr("RecoveryKeyPage", "It is shown only now. Whoever has it and your file can read your records, so treat it like a key to your house.")))
        kept = PrimaryButton(_tr("RecoveryKeyPage", "Go on"))
        kept.clicked.connect(self.continued)
        self.bar.addWidget(kept)
        copy = SecondaryButton(_tr("RecoveryKeyPage", "Copy it"))
        copy.clicked.connect(self._copy)
        self.bar.addWidget(copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._grouped)
        self.notice.say(_tr("RecoveryKeyPage", "Copied. Paste it where only you can read it, then copy something else over it."), focus=True)

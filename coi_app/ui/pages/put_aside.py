"""Starting from a backup where there are records already: what becomes of those, before anything happens to them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.text import BulletList, Text


class PutAsidePage(Page):
    """`kept` tells that what is here stays in place, `confirmed` that it may be put aside in this folder, `left` that neither is to be now."""

    kept = Signal()
    confirmed = Signal()
    left = Signal()

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(_tr("PutAsidePage", "There are records on this computer already"), parent=parent)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(_tr("PutAsidePage", "Nothing has happened to them. You choose which records Declare opens from now on."), "lead"))
        self.column.addWidget(
            BulletList(
                (
                    _tr("PutAsidePage", "Keep what is here: the backup file stays as it is, and you can come back to it."),
                    _tr("PutAsidePage", "Open the backup instead: what is here is put aside whole, with its backups. Nothing in it is changed or deleted, but Declare shows it no more."),
                    _tr("PutAsidePage", "The two are not joined. What is put aside still opens with its own passphrase or recovery key, if its files are put back."),
                )
            )
        )
        self.column.addWidget(Text(_tr("PutAsidePage", "It is put aside in {folder}, in a folder whose name begins with Put aside.").format(folder=folder), "muted", selectable=True))
        keep = PrimaryButton(_tr("PutAsidePage", "Keep what is here"))
        keep.clicked.connect(self.kept)
        instead = SecondaryButton(_tr("PutAsidePage", "Put it aside and open the backup"))
        instead.clicked.connect(self.confirmed)
        leave = LinkButton(_tr("PutAsidePage", "Not now"))
        leave.clicked.connect(self.left)
        for button in (keep, instead, leave):
            self.bar.addWidget(button)

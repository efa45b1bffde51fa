"""Records that cannot be used now: what happened, what was kept, and what to do next, each in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.text import BulletList, Text


class TroublePage(Page):
    """One sentence of what happened, then what can be done. `backups` are those to go back to, the newest first, each with its moment in words.

    `readable` offers to open the records to read only, `by_recovery` with the recovery key.
    """

    tried_again = Signal()
    backup_chosen = Signal(object)
    read_asked = Signal()
    recovery_asked = Signal()
    left = Signal()

    def __init__(
        self,
        title: str,
        sentence: str,
        steps: Sequence[str] = (),
        backups: Sequence[tuple[Path, str]] = (),
        *,
        readable: bool = False,
        by_recovery: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(sentence, "lead", selectable=True))
        self.column.addWidget(BulletList((*steps, _tr("TroublePage", "A private check needs no records: you can still check something."))))
        for number, (path, when) in enumerate(backups):
            words = _tr("TroublePage", "Go back to the newest backup: {when}") if number == 0 else _tr("TroublePage", "Go back to the backup of {when}")
            choose = SecondaryButton(words.format(when=when)) if number == 0 else LinkButton(words.format(when=when))
            choose.clicked.connect(lambda _=False, chosen=path: self.backup_chosen.emit(chosen))
            self.column.addWidget(choose)
        again = PrimaryButton(_tr("TroublePage", "Try again"))
        again.clicked.connect(self.tried_again)
        self.bar.addWidget(again)
        if readable:
            read = SecondaryButton(_tr("TroublePage", "Open to read"))
            read.setAccessibleDescription(_tr("TroublePage", "You see everything, and can change nothing until you can write again."))
            read.clicked.connect(self.read_asked)
            self.bar.addWidget(read)
        if by_recovery:
            recover = SecondaryButton(_tr("TroublePage", "Use the recovery key"))
            recover.clicked.connect(self.recovery_asked)
            self.bar.addWidget(recover)
        leave = LinkButton(_tr("TroublePage", "Not now"))
        leave.clicked.connect(self.left)
        self.bar.addWidget(leave)

"""An older copy of the records was put back: what was noticed, and how to go on; never a bar before the person's own records."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.text import BulletList, Text


class OlderCopyPage(Page):
    """`went_on` tells that the person has seen it and goes on with these; `backup_asked` that they want the newest backup."""

    went_on = Signal()
    backup_asked = Signal()
    left = Signal()

    def __init__(self, sentence: str, newest: str = "", *, reads_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(_tr("OlderCopyPage", "These may not be your latest records"), parent=parent)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(sentence, "lead", selectable=True))
        steps = [
            _tr("OlderCopyPage", "Nothing was changed. You can go on and read these.")
            if reads_only
            else _tr("OlderCopyPage", "Nothing was changed. You can go on with these: what you saw here goes on record, no answer does."),
            _tr("OlderCopyPage", "If you put an older copy back yourself, this is what you expect."),
        ]
        if newest:
            steps.append(_tr("OlderCopyPage", "The newest backup is from {when}. If you go back to it, these are put aside and stay.").format(when=newest))
        self.column.addWidget(BulletList(steps))
        go_on = PrimaryButton(_tr("OlderCopyPage", "Go on with these"))
        go_on.clicked.connect(self.went_on)
        self.bar.addWidget(go_on)
        if newest:
            backup = SecondaryButton(_tr("OlderCopyPage", "Go back to the newest backup"))
            backup.clicked.connect(self.backup_asked)
            self.bar.addWidget(backup)
        leave = LinkButton(_tr("OlderCopyPage", "Not now"))
        leave.clicked.connect(self.left)
        self.bar.addWidget(leave)

"""Before a new version is signed: what it says otherwise than the one that was shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import PrimaryButton
from coi_app.ui.widgets.changes import Changes
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from coi_app.ui.models.own_record import ChangeShown


class ChangesPage(Page):
    """Nobody signs a new version without having seen what is new in it."""

    continued = Signal()
    left = Signal()

    def __init__(self, since: str, changes: Sequence[ChangeShown], parent: QWidget | None = None) -> None:
        super().__init__(_tr("ChangesPage", "What changed since you shared it"), "declarations", parent)
        path = PathLine(_tr("ChangesPage", "Declaration"))
        path.went_back.connect(self.left)
        self.column.addWidget(path)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(since, "lead"))
        card = Card()
        if changes:
            card.body.addWidget(Changes(changes))
        else:
            card.body.addWidget(Text(_tr("ChangesPage", "Nothing that you say has changed. You need not sign it again, and you may.")))
        self.column.addWidget(card)
        self.column.addWidget(Text(_tr("ChangesPage", "What you shared before stays as it was. Your manager gets this version only when you hand it over."), "muted"))
        go_on = PrimaryButton(_tr("ChangesPage", "Continue"))
        go_on.clicked.connect(self.continued)
        self.bar.addWidget(go_on)

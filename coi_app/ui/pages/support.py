"""Who can give a second opinion, and who can stand beside the person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coi_app.rules.content import Contact
from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.layout import Tiles, stack
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Heading, Text


class SupportPage(Page):
    """Shows the people and bodies of the content by kind; opening it tells nobody anything."""

    went_back = Signal()

    def __init__(self, contacts: Sequence[Contact], section: str = "check", parent: QWidget | None = None) -> None:
        super().__init__(_tr("Support", "Second opinion and support"), section, parent)
        path = PathLine()
        path.went_back.connect(self.went_back)
        self.column.addWidget(path)
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(Text(_tr("Support", "You do not have to work this out alone. Nobody is told that you looked here."), "lead"))
        self.column.addLayout(words)
        self._group(_tr("Support", "Someone beside you"), [c for c in contacts if c.kind == "support"])
        self._group(_tr("Support", "A second opinion"), [c for c in contacts if c.kind == "second_opinion"])
        self.column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def _group(self, title: str, contacts: Sequence[Contact]) -> None:
        self.column.addWidget(Heading(title, 2))
        tiles = Tiles(least=300, gap=12)
        tiles.set_tiles([_card(contact) for contact in contacts])
        self.column.addWidget(tiles)


def _card(contact: Contact) -> Card:
    card = Card()
    card.body.setContentsMargins(16, 14, 16, 14)
    card.body.setSpacing(4)
    card.body.addWidget(Heading(contact.title, 3))
    card.body.addWidget(Text(contact.words))
    card.body.addStretch(1)
    return card

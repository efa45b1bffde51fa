"""Everything that is held about me: of each kind how much, why, how long and where; and to whom it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.layout import FlowLayout, rule, stack
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text


@dataclass(frozen=True)
class KindShown:
    """One kind of thing: how much of it there is, why it is kept, and how long."""

    what: str
    why: str
    how_long: str


@dataclass(frozen=True)
class HeldShown:
    """The kinds, the handings over as (what, what is known of it), and where on the disk all of it is."""

    kinds: Sequence[KindShown]
    given: Sequence[tuple[str, str]]
    folder: str


class HeldPage(Page):
    """What is asked for here is done on other pages, which the signals name."""

    left = Signal()
    correct_asked = Signal()
    records_asked = Signal()
    export_asked = Signal()

    def __init__(self, shown: HeldShown, parent: QWidget | None = None) -> None:
        super().__init__(_tr("HeldPage", "Everything held about me"), "information", parent)
        top = stack(spacing=4)
        top.addWidget(self.heading)
        top.addWidget(Text(_tr("HeldPage", "You have a right to see it, to have it put right, and to add a statement."), "lead"))
        self.column.addLayout(top)
        self.column.addWidget(self._do())
        self.column.addWidget(_kinds(shown.kinds))
        self.column.addWidget(_given(shown.given))
        self.column.addWidget(_where(shown.folder))
        back = PrimaryButton(_tr("HeldPage", "Back"))
        back.clicked.connect(self.left)
        self.bar.addWidget(back)

    def _do(self) -> Card:
        card = Card(_tr("HeldPage", "What you can do"), "brand")
        line = FlowLayout(spacing=12)
        export = SecondaryButton(_tr("HeldPage", "Save all of it as files"))
        export.clicked.connect(self.export_asked)
        line.addWidget(export)
        for words, signal in (
            (_tr("HeldPage", "Put my name or role right"), self.correct_asked),
            (_tr("HeldPage", "Put a record right, or add a statement"), self.records_asked),
        ):
            link = LinkButton(words)
            link.clicked.connect(signal)
            line.addWidget(link)
        card.body.addLayout(line)
        return card


def _kinds(kinds: Sequence[KindShown]) -> Card:
    card = Card(_tr("HeldPage", "What is held, and why"))
    for number, kind in enumerate(kinds):
        if number:
            card.body.addWidget(rule())
        card.body.addWidget(Text(kind.what, "strong"))
        card.body.addWidget(Text(kind.why))
        card.body.addWidget(Text(kind.how_long, "muted"))
    return card


def _given(given: Sequence[tuple[str, str]]) -> Card:
    card = Card(_tr("HeldPage", "Who it was given to"))
    if not given:
        card.body.addWidget(Text(_tr("HeldPage", "Nobody, as far as you have said here. Declare sends nothing by itself.")))
    for what, known in given:
        card.body.addWidget(Text(what, "strong"))
        card.body.addWidget(Text(known, "muted"))
    return card


def _where(folder: str) -> Card:
    card = Card(_tr("HeldPage", "Where it is, and who could see it"))
    card.body.addWidget(Text(_tr("HeldPage", "In {folder}, encrypted. Copies that you saved or printed are where you put them, and are not encrypted.").format(folder=folder), selectable=True))
    card.body.addWidget(Text(_tr("HeldPage", "If this is a work computer, those who look after it may see more than Declare can prevent. They may see the screen, the keys you press, and any file while it is open.")))
    card.body.addWidget(Text(_tr("HeldPage", "If that worries you, use a computer of your own, or talk with your union or a lawyer first.")))
    return card

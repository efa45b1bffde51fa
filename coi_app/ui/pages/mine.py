"""My declarations: each with its state in words, its titles covered until asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.layout import row, stack
from coi_app.ui.widgets.surfaces import Card, Chip, Rows
from coi_app.ui.widgets.text import Heading, Text


@dataclass(frozen=True)
class Mine:
    """One of them in words; `titles` is shown only when asked for."""

    id: UUID
    status: str
    means: str
    tone: str
    titles: tuple[str, ...]
    detail: str
    draft: bool
    nothing: bool = False


class MinePage(Page):
    """The list. `opened` tells which one; a draft or a note goes on where it was left."""

    opened = Signal(object)
    declare_asked = Signal()
    nothing_asked = Signal()
    undo_asked = Signal()

    def __init__(self, mine: Sequence[Mine], parent: QWidget | None = None) -> None:
        super().__init__(_tr("MinePage", "My declarations"), "declarations", parent)
        self._mine = tuple(mine)
        self._covered = True
        head = row(spacing=12)
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(Text(_tr("MinePage", "They are on this computer only, encrypted, until you hand one over."), "lead"))
        head.addLayout(words, 1)
        self._turn = LinkButton("")
        self._turn.clicked.connect(self._turn_titles)
        head.addWidget(self._turn)
        self.column.addLayout(head)
        self.notice = Banner()
        self.notice.pressed.connect(self.undo_asked)
        self.column.addWidget(self.notice)
        self._rows = Rows()
        self.column.addWidget(self._rows)
        self._none = self._empty()
        self.column.addWidget(self._none)
        declare = PrimaryButton(_tr("MinePage", "Declare an interest"))
        declare.clicked.connect(self.declare_asked)
        self.bar.addWidget(declare)
        nothing = LinkButton(_tr("MinePage", "I have nothing to declare"))
        nothing.clicked.connect(self.nothing_asked)
        self.bar.addWidget(nothing)
        self._show()

    def show_mine(self, mine: Sequence[Mine]) -> None:
        """Shows another list; titles stay covered or not as they are."""
        self._mine = tuple(mine)
        self._show()

    def _empty(self) -> Card:
        card = Card()
        card.body.addWidget(Heading(_tr("MinePage", "Nothing declared yet"), 2))
        card.body.addWidget(Text(_tr("MinePage", "Most interests need no declaration. If you are not sure, check it privately first: nothing is kept. If you know what you want to tell, declare it here.")))
        return card

    def _show(self) -> None:
        self._rows.clear()
        for number, one in enumerate(self._mine, 1):
            button = SecondaryButton(_action(one, number))
            button.setAccessibleDescription(f"{one.status}: {one.means}. {one.detail}")
            button.clicked.connect(lambda _=False, chosen=one.id: self.opened.emit(chosen))
            self._rows.add(Chip(one.status, one.tone), self._title(one, number), f"{_sentence(one.means)} {one.detail}", button)
        self._rows.setVisible(bool(self._mine))
        self._none.setVisible(not self._mine)
        self._turn.setVisible(any(one.titles for one in self._mine))
        self._turn.setText(_tr("MinePage", "Show titles") if self._covered else _tr("MinePage", "Cover titles"))
        self.order_tab()

    def _title(self, one: Mine, number: int) -> str:
        if one.nothing:
            return _tr("MinePage", "{number}. Nothing to declare").format(number=number)
        if not one.titles:
            return _tr("MinePage", "{number}. No interest yet").format(number=number)
        if not self._covered:
            return f"{number}. {'; '.join(one.titles)}"
        count = len(one.titles)
        return _tr("MinePage", "{number}. Title covered, one interest").format(number=number) if count == 1 else _tr(
            "MinePage", "{number}. Titles covered, {count} interests"
        ).format(number=number, count=count)

    def _turn_titles(self) -> None:
        self._covered = not self._covered
        self._show()


def _action(one: Mine, number: int) -> str:
    return _tr("MinePage", "Continue {number}").format(number=number) if one.draft else _tr("MinePage", "Open {number}").format(number=number)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."

"""Home: the rights first, a private check, what is waiting, and the person's interests with their titles covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import ChipButton, LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.layout import FlowLayout, Tiles, row, stack
from coi_app.ui.widgets.search_field import SearchField
from coi_app.ui.widgets.surfaces import Card, Chip, Rows
from coi_app.ui.widgets.text import Heading, Text

if TYPE_CHECKING:
    from coi_app.ui.models.listed import InterestSeen, Waiting

MOST_WAITING, MOST_TILES = 5, 6
"""Home stays a page to take in at a glance; the rest is a press away."""


class HomePage(Page):
    """The first page. It needs nothing to be shown; what is kept arrives by `show_records` when the records are open."""

    searched = Signal(str)
    topic_chosen = Signal(str)
    all_topics_asked = Signal()
    waiting_chosen = Signal(str)
    interest_chosen = Signal(str)
    declare_asked = Signal()
    nothing_asked = Signal()
    all_records_asked = Signal()
    agency_asked = Signal()
    guidance_asked = Signal(str)

    def __init__(self, suggestions: tuple[tuple[str, str], ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(_greeting(""), "home", parent)
        self._covered = True
        self.interests: tuple[InterestSeen, ...] = ()
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(
            Text(
                _tr("Home", "You have the same political rights as everyone else, and having interests is normal. Most of it needs nothing from you."),
                "lead",
            )
        )
        self.column.addLayout(words)
        self.column.addWidget(self._search_card(suggestions))
        self._below_search = self.column.count()
        self._waiting_part()
        self._interests_part()
        self._guidance_part()
        self.column.addStretch(1)
        self._bar()

    def first_focus(self) -> QWidget:
        """The search field: most people come to ask something."""
        return self.search

    def show_locked(self, waiting: Waiting) -> None:
        """Shows that there are records, of which nothing can be told before they are opened."""
        self.show_records("", (waiting,), ())
        self._no_interests.setText(_tr("Home", "They are in your records. Unlock those to see them."))

    def show_records(self, name: str, waiting: tuple[Waiting, ...], interests: tuple[InterestSeen, ...]) -> None:
        """Shows what is kept; titles go under cover again."""
        self.set_title(_greeting(name))
        self._no_interests.setText(_none_kept())
        self._show_waiting(waiting)
        self.interests = interests
        self._covered = True
        self._show_interests()
        self._more.setVisible(len(waiting) > MOST_WAITING or len(interests) > MOST_TILES)

    def show_titles(self, interests: tuple[InterestSeen, ...]) -> None:
        """Takes the same interests with their titles; uncovered already where the person asked before they were there."""
        self.interests = interests
        if not self._covered:
            self._show_interests()

    def show_agency(self, agency: str, problem: str) -> None:
        """Says whose own content is on top, or what is wrong with it; called only where there is one."""
        from coi_app.ui.widgets.agency_line import AgencyLine  # most never need it

        line = AgencyLine()
        line.asked.connect(self.agency_asked)
        line.tell(agency, problem)
        self.column.insertWidget(self._below_search, line)
        self.order_tab()

    def _search_card(self, suggestions: tuple[tuple[str, str], ...]) -> Card:
        card = Card(_tr("Home", "Is this all right? Check it privately"))
        card.body.addWidget(Text(_tr("Home", "A few questions, then what it means. Nothing is kept or shared unless you ask."), "muted"))
        self.search = SearchField(
            _tr("Home", "What do you have in mind?"), _tr("Home", "What do you have in mind? For example: pamphlets on weekends, a second job, shares")
        )
        self.search.returnPressed.connect(self._search)
        check = PrimaryButton(_tr("Home", "Check"))
        check.clicked.connect(self._search)
        line = row(spacing=12)
        line.addWidget(self.search, 1)
        line.addWidget(check)
        card.body.addLayout(line)
        chips = FlowLayout()
        for topic, title in suggestions:
            chip = ChipButton(title)
            chip.clicked.connect(lambda _=False, topic=topic: self.topic_chosen.emit(topic))
            chips.addWidget(chip)
        every = ChipButton(_tr("Home", "All topics"))
        every.clicked.connect(self.all_topics_asked)
        chips.addWidget(every)
        card.body.addSpacing(2)
        card.body.addLayout(chips)
        return card

    def _waiting_part(self) -> None:
        self.column.addSpacing(8)
        self.column.addWidget(Heading(_tr("Home", "For you to do"), 2))
        self._nothing_waiting = Text(_tr("Home", "Nothing is waiting for you."), "muted")
        self._rows = Rows()
        self._rows.hide()
        self.column.addWidget(self._nothing_waiting)
        self.column.addWidget(self._rows)

    def _interests_part(self) -> None:
        self.column.addSpacing(8)
        line = row(spacing=8)
        line.addWidget(Heading(_tr("Home", "Your interests"), 2, wraps=False))
        self._count = Text("", "muted", wraps=False)
        line.addWidget(self._count)
        line.addStretch(1)
        self._uncover = LinkButton(_tr("Home", "Show titles"))
        self._uncover.clicked.connect(self._turn_titles)
        self._uncover.hide()
        line.addWidget(self._uncover)
        self.column.addLayout(line)
        self._no_interests = Text(_none_kept(), "muted")
        self._tiles = Tiles(least=260)
        self._tiles.hide()
        self.column.addWidget(self._no_interests)
        self.column.addWidget(self._tiles)
        self._more = LinkButton(_tr("Home", "All of them are in My declarations"))
        self._more.clicked.connect(self.all_records_asked)
        self._more.hide()
        self.column.addWidget(self._more)

    def _guidance_part(self) -> None:
        self.column.addSpacing(8)
        self.column.addWidget(Heading(_tr("Home", "Good to know"), 2))
        line = FlowLayout(spacing=20)
        for page, title in (
            ("interests", _tr("Home", "Where interests come from")),
            ("deciding", _tr("Home", "Who decides what")),
            ("speaking-up", _tr("Home", "Speaking up")),
            ("moving", _tr("Home", "Moving agency or leaving")),
            ("words", _tr("Home", "Words explained")),
        ):
            link = LinkButton(title)
            link.clicked.connect(lambda _=False, page=page: self.guidance_asked.emit(page))
            line.addWidget(link)
        self.column.addLayout(line)

    def _bar(self) -> None:
        declare = SecondaryButton(_tr("Home", "Declare an interest"))
        declare.clicked.connect(self.declare_asked)
        nothing = LinkButton(_tr("Home", "I have nothing to declare"))
        nothing.clicked.connect(self.nothing_asked)
        self.bar.addWidget(declare)
        self.bar.addWidget(nothing)

    def _search(self) -> None:
        self.searched.emit(self.search.text().strip())

    def _show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        self._rows.clear()
        shown = waiting[:MOST_WAITING]
        # Several of a kind are numbered, so that each button has a name of its own.
        numbered = len({one.action for one in shown}) < len(shown)
        for number, one in enumerate(shown, 1):
            button = SecondaryButton(f"{one.action} {number}" if numbered else one.action)
            button.setAccessibleDescription(one.title)
            button.clicked.connect(lambda _=False, chosen=one.id: self.waiting_chosen.emit(chosen))
            title = f"{number}. {one.title}" if numbered else one.title
            self._rows.add(Chip(one.status, one.tone), title, one.detail, button)
        self._rows.setVisible(bool(waiting))
        self._nothing_waiting.setVisible(not waiting)

    def _show_interests(self) -> None:
        interests, count = self.interests, len(self.interests)
        covered = self._covered or not all(one.title for one in interests)
        counted = _tr("Home", "1 current") if count == 1 else _tr("Home", "{count} current").format(count=count)
        state = _tr("Home", "titles covered") if covered else _tr("Home", "titles shown")
        self._count.setText(f"{counted}, {state}" if interests else "")
        self._uncover.setText(_tr("Home", "Show titles") if self._covered else _tr("Home", "Cover titles"))
        self._uncover.setVisible(bool(interests))
        self._tiles.set_tiles([self._tile(one, at, covered) for at, one in enumerate(interests[:MOST_TILES], 1)])
        self._tiles.setVisible(bool(interests))
        self._no_interests.setVisible(not interests)
        self.order_tab()

    def _tile(self, one: InterestSeen, at: int, is_covered: bool) -> Card:
        card = Card()
        card.body.setSpacing(4)
        covered = _tr("Home", "Interest {number}, title covered").format(number=at)
        title = LinkButton("•" * 12 if is_covered else one.title)
        title.setAccessibleName(covered if is_covered else one.title)
        title.clicked.connect(lambda _=False: self.interest_chosen.emit(one.id))
        card.body.addWidget(title)
        card.body.addWidget(Text(one.detail, "muted"))
        return card

    def _turn_titles(self) -> None:
        self._covered = not self._covered
        self._show_interests()


def _none_kept() -> str:
    return _tr("Home", "None kept yet. What you check stays in memory until you ask for more.")


def _greeting(name: str) -> str:
    return _tr("Home", "Kia ora, {name}").format(name=name) if name else _tr("Home", "Kia ora")


"""What a person has in mind: said in everyday words, or chosen from the topics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coi_app.rules.content import Category, Topic
from coi_app.ui import accessibility
from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import ChipButton, LinkButton, SecondaryButton
from coi_app.ui.widgets.layout import FlowLayout, Tiles, stack
from coi_app.ui.widgets.search_field import SearchField
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Heading, Text
from coi_app.ui.widgets.topic_card import TopicCard


class TopicsPage(Page):
    """Finds a topic as the person types, best first; without words it shows every topic by category, each a key away from the top.

    `find` gives the topics that fit some words. Nothing that is typed here is kept.
    """

    chosen = Signal(str)
    advice_asked = Signal()
    resumed = Signal()
    went_back = Signal()
    forget_asked = Signal()
    about_asked = Signal(str)

    def __init__(
        self,
        categories: Sequence[Category],
        topics: Mapping[str, Topic],
        find: Callable[[str], Sequence[Topic]],
        *,
        words: str = "",
        waiting: bool = False,
        declaring: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_tr("Topics", "What do you have in mind?"), "declarations" if declaring else "check", parent)
        self._declaring = declaring
        self._find = find
        self._unsure = next((topic for topic in topics.values() if "unsure" in topic.flags), None)
        self._fill_top()
        if waiting:
            self.column.addWidget(self._waiting())
        self._found = _Group(least=100_000)
        self._nothing = self._nothing_found()
        self.column.addWidget(self._found)
        self.column.addWidget(self._nothing)
        self._all, self._groups = QWidget(), self._grouped(categories, topics)
        self._fill_all()
        self.column.addWidget(self._all)
        self._else = self._something_else()
        self.column.addWidget(self._else)
        self.column.addStretch(1)
        self.search.setText(words)
        self._search(words)

    def first_focus(self) -> QWidget:
        """The search field, so that a person can type at once."""
        return self.search

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif event.key() == Qt.Key.Key_Home:
            self.search.setFocus(Qt.FocusReason.TabFocusReason)
            self.scroll_to_top(self.heading)
        else:
            super().keyPressEvent(event)

    def _fill_top(self) -> None:
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(Text(_lead(declaring=self._declaring), "lead"))
        self.column.addLayout(words)
        self.search = _TopicField(self.title, _tr("Topics", "For example: pamphlets on weekends, a second job, shares"))
        self.search.textChanged.connect(self._search)
        self.search.left_below.connect(self._into_results)
        self.column.addWidget(self.search)
        self._above_results: QWidget = self.search

    def _waiting(self) -> Card:
        card = Card(_tr("Topics", "You have a check under way"), tone="brand")
        card.body.addWidget(Text(_tr("Topics", "It is still in memory only. You can go on where you were, or forget it. Choosing another topic forgets it too.")))
        line = FlowLayout(spacing=8)
        go_on, forget = SecondaryButton(_tr("Topics", "Go on with my check")), LinkButton(_tr("Topics", "Forget my check"))
        go_on.clicked.connect(self.resumed)
        forget.clicked.connect(self._forget)
        line.addWidget(go_on)
        line.addWidget(forget)
        card.body.addLayout(line)
        self._waiting_card, self._above_results = card, forget
        return card

    def _grouped(self, categories: Sequence[Category], topics: Mapping[str, Topic]) -> list[tuple[Category, _Group]]:
        groups: list[tuple[Category, _Group]] = []
        for category in categories:
            of_category = [topic for topic in topics.values() if topic.category == category.id]
            if of_category:
                group = _Group()
                # Of a single topic, its own sentence says it.
                group.show_topics(category.title, category.summary if len(of_category) > 1 else "", of_category, self.chosen.emit, self.about_asked.emit)
                groups.append((category, group))
        return groups

    def _fill_all(self) -> None:
        """The ways to the groups in a few lines, so that the last is as near as the first; then the groups."""
        lines = stack(self._all, spacing=12)
        ways = stack(spacing=6)
        ways.addWidget(Text(_tr("Topics", "Or go to a group"), "strong"))
        line = FlowLayout(spacing=6)
        for category, group in self._groups:
            line.addWidget(self._way_to(category, group))
        ways.addLayout(line)
        lines.addLayout(ways)
        for _, group in self._groups:
            lines.addWidget(group)

    def _way_to(self, category: Category, group: _Group) -> ChipButton:
        way = ChipButton(_tr("Topics", "{group} ({count})").format(group=category.title, count=len(group.cards)))
        way.setObjectName(f"group.{category.id}")
        way.setAccessibleDescription(_tr("Topics", "{count}, on this page. The Home key brings you back up.").format(count=_counted(len(group.cards))))
        way.setToolTip(_counted(len(group.cards)))
        way.clicked.connect(lambda: self._go_to(category, group))
        return way

    def _go_to(self, category: Category, group: _Group) -> None:
        """The keyboard goes to the first topic of the group, whose heading comes to the top."""
        group.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.scroll_to_top(group)
        accessibility.announce(group.cards[0], _tr("Topics", "{group}: {count}").format(group=category.title, count=_counted(len(group.cards))))

    def _nothing_found(self) -> Card:
        card = Card(_tr("Topics", "Nothing here fits those words"))
        card.body.addWidget(Text(_tr("Topics", "Try another word for it, or fewer words. Or look through all the topics below.")))
        self._fill_something_else(card)
        return card

    def _something_else(self) -> Card:
        card = Card(_tr("Topics", "Something else?"))
        self._fill_something_else(card)
        return card

    def _fill_something_else(self, card: Card) -> None:
        """The topic for what has no name, and the way to a person who can help."""
        card.body.addWidget(Text(_tr("Topics", "You do not need the right word for it. You can also ask an adviser, without saying that it is about you.")))
        line = FlowLayout()
        if unsure := self._unsure:
            anything = SecondaryButton(_tr("Topics", "Ask about it anyway"))
            anything.clicked.connect(lambda: self.chosen.emit(unsure.id))
            line.addWidget(anything)
        who = LinkButton(_tr("Topics", "Who can help"))
        who.clicked.connect(self.advice_asked)
        line.addWidget(who)
        card.body.addLayout(line)

    def _search(self, words: str) -> None:
        topics = list(self._find(words)) if words.strip() else []
        self._found.setVisible(bool(topics))
        nothing = bool(words.strip()) and not topics
        self._nothing.setVisible(nothing)
        self._else.setVisible(not nothing)
        self._all.setVisible(not topics)
        if topics:
            self._found.show_topics(_found_words(len(topics)), "", topics, self.chosen.emit, self.about_asked.emit)
            before = self._above_results
            for card in self._found.cards:
                QWidget.setTabOrder(before, card)
                before = card
            accessibility.announce(self.search, _found_words(len(topics)))

    def _into_results(self) -> None:
        group = self._found if self._found.isVisible() else self._groups[0][1] if self._groups else None
        if group and group.cards:
            group.cards[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _forget(self) -> None:
        self._waiting_card.hide()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.forget_asked.emit()


class _TopicField(SearchField):
    """The search field of this page: the arrow down and Enter lead into what was found."""

    left_below = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_below.emit()
        else:
            super().keyPressEvent(event)


class _Group(QWidget):
    """A heading with topics under it, side by side where there is room for each to be `least` wide."""

    def __init__(self, least: int = 300, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=6)
        self._title, self._summary, self._tiles = Heading("", 2), Text("", "muted"), Tiles(least, gap=8)
        lines.addWidget(self._title)
        lines.addWidget(self._summary)
        lines.addWidget(self._tiles)
        self.cards: list[TopicCard] = []

    def show_topics(self, title: str, summary: str, topics: Sequence[Topic], chosen: Callable[[str], None], about: Callable[[str], None]) -> None:
        """Shows these topics in place of what was there."""
        self._title.setText(title)
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self.cards = [TopicCard(topic.id, topic.title, topic.summary) for topic in topics]
        for card in self.cards:
            card.clicked.connect(lambda _=False, topic=card.topic: chosen(topic))
            card.about_asked.connect(about)
        self._tiles.set_tiles(self.cards)


def _found_words(count: int) -> str:
    return _tr("Topics", "1 topic fits") if count == 1 else _tr("Topics", "{count} topics fit, the best first").format(count=count)


def _counted(count: int) -> str:
    return _tr("Topics", "1 topic") if count == 1 else _tr("Topics", "{count} topics").format(count=count)


def _lead(*, declaring: bool) -> str:
    if declaring:
        return _tr("Topics", "Say it in your own words, or choose below. Your choice begins a draft that only you can open. The ? on a topic, or F1, tells more about it.")
    return _tr("Topics", "Say it in your own words, or choose below. Nothing is kept unless you ask. The ? on a topic, or F1, tells more about it.")

"""About a topic: what it is, worked examples with what they come to, what usually happens, what a manager may ask, and words explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coi_app.domain.assessment import Answer, StepStatus
from coi_app.rules.content import Content, Topic
from coi_app.rules.guidance import TopicGuidance
from coi_app.ui.i18n import _tr
from coi_app.ui.models.about import About, ExampleSeen
from coi_app.ui.page import Page
from coi_app.ui.tones import ANSWER_TONES
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.layout import FlowLayout, Tiles, stack
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.surfaces import Card, Chip
from coi_app.ui.widgets.text import BulletList, Heading, Text
from coi_app.ui.widgets.track_card import tracks_seen
from coi_app.ui.widgets.words_explained import TermList

STEPS = 3
"""So many steps of an example are named; the lightest come first."""


class AboutPage(Page):
    """Shows the guidance of one topic, to read; opening it tells nobody anything and keeps nothing."""

    went_back = Signal()
    page_asked = Signal(str)

    def __init__(self, about: About, content: Content, section: str = "check", parent: QWidget | None = None) -> None:
        super().__init__(about.topic.title, section, parent)
        topic, guidance, terms = about.topic, about.guidance, about.terms
        self._content = content
        path = PathLine(_tr("About", "About this"))
        path.went_back.connect(self.went_back)
        self.column.addWidget(path)
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(Text(guidance.about, "lead"))
        self.column.addLayout(words)
        self._examples(about.examples)
        self._facts(topic, guidance)
        self._manager(guidance)
        if terms:
            self.column.addWidget(Heading(_tr("About", "Words explained"), 2))
            self.column.addWidget(TermList(terms))
        self._further(content)
        self.column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def _examples(self, examples: Sequence[ExampleSeen]) -> None:
        if not examples:
            return
        self.column.addWidget(Heading(_tr("About", "Examples, and what they come to"), 2))
        tiles = Tiles(least=340, gap=12)
        tiles.set_tiles([_example(one, self._content) for one in examples])
        self.column.addWidget(tiles)
        self.column.addWidget(Text(_tr("About", "The app works these out by the same rules as your own answers."), "small"))

    def _facts(self, topic: Topic, guidance: TopicGuidance) -> None:
        usual = Card(_tr("About", "What usually happens"), tone="brand")
        usual.body.addWidget(Text(guidance.usual))
        if topic.not_asked:
            usual.body.addWidget(Text(topic.not_asked, "muted"))
        usual.body.addStretch(1)
        tips = Card(_tr("About", "What keeps it fine"))
        tips.body.addWidget(BulletList(topic.tips))
        tips.body.addStretch(1)
        tiles = Tiles(least=320, gap=12)
        tiles.set_tiles([usual, tips] if topic.tips else [usual])
        self.column.addWidget(tiles)

    def _manager(self, guidance: TopicGuidance) -> None:
        may, may_not = Card(_tr("About", "A manager may ask")), Card(_tr("About", "A manager may not ask"), tone="warn")
        may.body.addWidget(BulletList(guidance.manager_may))
        may_not.body.addWidget(BulletList(guidance.manager_may_not))
        for card in (may, may_not):
            card.body.addStretch(1)
        tiles = Tiles(least=320, gap=12)
        tiles.set_tiles([may, may_not])
        self.column.addWidget(tiles)

    def _further(self, content: Content) -> None:
        self.column.addWidget(Heading(_tr("About", "More"), 2))
        self.column.addLayout(page_links(content, self.page_asked.emit))


def page_links(content: Content, asked: Callable[[str], None], but: str = "") -> FlowLayout:
    """A link for each general page and one for the words explained, `but` not for the one shown; pressing one calls `asked` with its id."""
    line = FlowLayout(spacing=20)
    pages = {page.id: page.title for page in content.guidance.pages.values()} | {"words": _tr("About", "Words explained")}
    for page, title in pages.items():
        if page != but:
            link = LinkButton(title)
            link.clicked.connect(lambda _=False, page=page: asked(page))
            line.addWidget(link)
    return line


def _example(seen: ExampleSeen, content: Content) -> Card:
    card = Card()
    card.body.setContentsMargins(16, 14, 16, 14)
    card.body.setSpacing(6)
    card.body.addWidget(Text(seen.example.situation, "strong"))
    if seen.example.who:
        card.body.addWidget(Text(_tr("About", "Who: {role}").format(role=seen.example.who), "muted"))
    result = seen.result
    if result.answer is not None:
        answer = FlowLayout(spacing=6)
        answer.addWidget(Chip(content.wording.answers[result.answer.value], ANSWER_TONES[result.answer]))
        card.body.addLayout(answer)
    for track in tracks_seen(content, result):
        text = Text()
        text.set_runs([(f"{track.name}: ", False), (track.words, True)])
        card.body.addWidget(text)
    steps = [step.title for step in result.steps if step.status is not StepStatus.CONSIDER]
    if result.answer is Answer.GO_AHEAD_WITH_STEPS and steps:
        card.body.addWidget(Text(_tr("About", "Steps: {steps}.").format(steps=_listed(steps[:STEPS]))))
    if result.fine_version:
        card.body.addWidget(Text(_tr("About", "This would be fine: {fine}.").format(fine=result.fine_version.rstrip("."))))
    card.body.addWidget(Text(seen.example.why))
    card.body.addStretch(1)
    return card


def _listed(titles: Sequence[str]) -> str:
    """Titles as one sentence without its full stop."""
    first, *rest = (title.rstrip(".") for title in titles)
    return "; ".join([first, *(title[:1].lower() + title[1:] for title in rest)])

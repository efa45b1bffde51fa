"""General guidance: one page of it, and the list of all words explained."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coi_app.rules.content import Content
from coi_app.rules.guidance import GuidancePage, Section, Term
from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.pages.about import page_links
from coi_app.ui.widgets.layout import Tiles, stack
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.source_line import SourceLine
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import BulletList, Heading, Text
from coi_app.ui.widgets.words_explained import TermList, WordsExplained


class ReadingPage(Page):
    """A page to read, with the way back. Opening it tells nobody anything and keeps nothing."""

    went_back = Signal()
    page_asked = Signal(str)

    def __init__(self, title: str, lead: str, section: str, parent: QWidget | None = None) -> None:
        super().__init__(title, section, parent)
        path = PathLine(_tr("Guidance", "Guidance"))
        path.went_back.connect(self.went_back)
        self.column.addWidget(path)
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(Text(lead, "lead"))
        self.column.addLayout(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)


class GuidanceTextPage(ReadingPage):
    """One general page, part by part with its sources, and the way to the others."""

    def __init__(self, page: GuidancePage, content: Content, section: str = "home", parent: QWidget | None = None) -> None:
        super().__init__(page.title, page.lead, section, parent)
        tiles = Tiles(least=380, gap=12)
        tiles.set_tiles([_section(one, content) for one in page.sections])
        self.column.addWidget(tiles)
        terms = content.glossary.in_texts(said(page))
        if terms:
            self.column.addWidget(WordsExplained(terms))
        self.column.addWidget(Heading(_tr("Guidance", "More"), 2))
        self.column.addLayout(page_links(content, self.page_asked.emit, but=page.id))
        self.column.addStretch(1)


class WordsPage(ReadingPage):
    """Every word explained, in the order of the alphabet."""

    def __init__(self, content: Content, section: str = "home", parent: QWidget | None = None) -> None:
        lead = _tr("Guidance", "These words turn up in the questions and the answers. A link below a question explains those that stand in it.")
        super().__init__(_tr("Guidance", "Words explained"), lead, section, parent)
        te_reo = [term for term in content.glossary.terms if term.te_reo]
        others = [term for term in content.glossary.terms if not term.te_reo]
        for title, terms in ((_tr("Guidance", "Words of this app and of your work"), others), (_tr("Guidance", "Words of te reo Māori"), te_reo)):
            self.column.addWidget(Heading(title, 2))
            self.column.addWidget(TermList(_sorted(terms), sourced=True))
        self.column.addWidget(Heading(_tr("Guidance", "More"), 2))
        self.column.addLayout(page_links(content, self.page_asked.emit, but=WORDS))
        self.column.addStretch(1)


WORDS = "words"
"""Stands for the page of all words explained, where a page is asked for by its id."""


def said(page: GuidancePage) -> list[str]:
    """Every text of a general page."""
    return [page.lead, *(text for section in page.sections for text in (section.title, section.words, *section.points))]


def _section(section: Section, content: Content) -> Card:
    card = Card(section.title)
    if section.words:
        card.body.addWidget(Text(section.words))
    if section.points:
        card.body.addWidget(BulletList(section.points))
    if section.source:
        card.body.addWidget(SourceLine(section.source, content.wording.phrases))
    card.body.addStretch(1)
    return card


def _sorted(terms: Sequence[Term]) -> list[Term]:
    plain = str.maketrans("āēīōū", "aeiou")
    return sorted(terms, key=lambda term: term.word.casefold().translate(plain))

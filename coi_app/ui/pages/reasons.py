"""Why a result is what it is, for an interest in a declaration: rights first, both tracks with their reasons, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.domain.assessment import Assessment, StepStatus
from coi_app.rules.content import Content, Topic
from coi_app.ui.i18n import _tr
from coi_app.ui.models.headline import headline
from coi_app.ui.page import Page
from coi_app.ui.widgets.about_link import about_link
from coi_app.ui.widgets.agency_card import AgencyCard
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton
from coi_app.ui.widgets.layout import FlowLayout, Tiles, stack
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.source_line import SourcedPoints
from coi_app.ui.widgets.step_rows import StepRows, steps_on_request
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import BulletList, Heading, Text
from coi_app.ui.widgets.track_card import TrackCard, tracks_seen


class ReasonsPage(Page):
    """Shows one complete result, to read."""

    left = Signal()
    support_asked = Signal()
    about_asked = Signal(str)

    def __init__(self, result: Assessment, topic: Topic, content: Content, parent: QWidget | None = None) -> None:
        first = headline(result, content)
        super().__init__(first.answer, "declarations", parent)
        self._result, self._content = result, content
        path = PathLine(_tr("ReasonsPage", "Declaration"))
        path.went_back.connect(self.left)
        self.column.addWidget(path)
        words = stack(spacing=4)
        words.addWidget(self.heading)
        if first.fine:
            words.addWidget(Heading(first.fine, 2))
        words.addWidget(Text(topic.title, "lead"))
        about = FlowLayout()
        about.addWidget(about_link(topic.id, self.about_asked))
        words.addLayout(about)
        self.column.addLayout(words)
        card = Card(_tr("ReasonsPage", "Your rights come first"), tone="brand")
        card.body.addWidget(BulletList([right.words for right in result.rights]))
        self.column.addWidget(card)
        if result.stops:
            self.column.addWidget(self._stops())
        self.column.addWidget(self._tracks())
        if result.agency:
            self.column.addWidget(AgencyCard(result.agency, content.wording.phrases))
        self._steps()
        back = PrimaryButton(_tr("ReasonsPage", "Back to the declaration"))
        back.clicked.connect(self.left)
        support = LinkButton(_tr("ReasonsPage", "Second opinion and support"))
        support.clicked.connect(self.support_asked)
        self.bar.addWidget(back)
        self.bar.addWidget(support)

    def _stops(self) -> Card:
        card = Card(_tr("ReasonsPage", "What to change"), "warn")
        points = [(_tr("ReasonsPage", "{words} To be fine: {fix}.").format(words=stop.words, fix=stop.fix.rstrip(".")), stop.source) for stop in self._result.stops]
        card.body.addWidget(SourcedPoints(points, self._content.wording.phrases))
        return card

    def _tracks(self) -> Tiles:
        tiles = Tiles(least=380, gap=16)
        tiles.set_tiles([TrackCard(one, self._content) for one in tracks_seen(self._content, self._result)])
        return tiles

    def _steps(self) -> None:
        if not self._result.steps and not self._result.statute:
            return
        self.column.addWidget(Heading(_tr("ReasonsPage", "What to do, lightest first"), 2))
        firm = [step for step in self._result.steps if step.status is not StepStatus.CONSIDER]
        if_needed = [step for step in self._result.steps if step.status is StepStatus.CONSIDER]
        if firm or self._result.statute:
            self.column.addWidget(StepRows(self._content, firm, self._result.statute))
        if if_needed:
            self.column.addWidget(steps_on_request(self._content, if_needed))

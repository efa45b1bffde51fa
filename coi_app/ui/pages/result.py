"""The result of a private check: the answer, the rights, both tracks with their reasons, what to do, and every way on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from coi_app.domain.assessment import Alternative, Answer, Assessment, Level, Right, Severity, StepStatus
from coi_app.rules.content import Content, Topic
from coi_app.ui.i18n import _tr
from coi_app.ui.models.headline import headline
from coi_app.ui.page import Page
from coi_app.ui.widgets.about_link import about_link
from coi_app.ui.widgets.agency_card import AgencyCard
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.expander import Expander
from coi_app.ui.widgets.layout import FlowLayout, Tiles, stack
from coi_app.ui.widgets.notice import Notice
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.source_line import SourcedPoints, SourceLine
from coi_app.ui.widgets.step_rows import StepRows, steps_on_request
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import BulletList, Heading, Text
from coi_app.ui.widgets.track_card import ChangeList, TrackCard, tracks_seen
from coi_app.ui.widgets.words_explained import WordsExplained

_FIRST_RIGHTS = 3


class ResultPage(Page):
    """Shows a complete result. What a topic that is nobody's business cannot do (declare, draft, note) is not there at all."""

    went_back = Signal()
    declare_asked = Signal()
    guide_asked = Signal()
    note_asked = Signal()
    draft_asked = Signal()
    differently_asked = Signal()
    support_asked = Signal()
    change_asked = Signal()
    remember_asked = Signal()
    forget_asked = Signal()
    about_asked = Signal(str)
    done = Signal()

    def __init__(
        self,
        assessment: Assessment,
        topic: Topic,
        content: Content,
        *,
        role_offered: bool = False,
        note: tuple[str, Sequence[str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(headline(assessment, content).answer, "check", parent)
        self._result, self._topic, self._content = assessment, topic, content
        self._fill_top(note)
        self.column.addWidget(self._rights(assessment.rights))
        if assessment.answer is Answer.NOT_AS_DESCRIBED:
            self._fill_what_to_change()
        self._fill_tracks()
        if assessment.agency:
            self.column.addWidget(AgencyCard(assessment.agency, content.wording.phrases))
        self._fill_next()
        self._fill_steps()
        self._fill_words()
        if topic.declarable:
            self._fill_other_ways(role_offered)
        self.column.addStretch(1)
        self._fill_bar()

    def show_role_remembered(self) -> None:
        """Says that the role is kept now, in place of the offer."""
        self._remember.hide()
        self._remembered.setText(_tr("Result", "Your role is remembered. You can see, change or forget it under My information."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif event.key() == Qt.Key.Key_F1:
            self.about_asked.emit(self._topic.id)
        else:
            super().keyPressEvent(event)

    def _fill_top(self, note: tuple[str, Sequence[str]] | None) -> None:
        support = _link(_tr("Result", "Second opinion and support"), self.support_asked)
        path = PathLine(_tr("Result", "Private check"), _tr("Result", "In memory only"), beside=support)
        path.went_back.connect(self.went_back)
        QWidget.setTabOrder(path.back, support)
        self.column.addWidget(path)
        if note is not None:
            self.column.addWidget(Notice(*note))
        words = stack(spacing=4)
        words.addWidget(self.heading)
        if fine := headline(self._result, self._content).fine:
            # What would be fine belongs to the answer: nobody is to stop at the first half of it.
            words.addWidget(Heading(fine, 2))
        words.addWidget(Text(self._topic.title, "lead"))
        about = FlowLayout()
        about.addWidget(about_link(self._topic.id, self.about_asked))
        words.addLayout(about)
        self.column.addLayout(words)

    def _rights(self, rights: Sequence[Right]) -> Card:
        card = Card(tone="brand")
        card.body.setContentsMargins(18, 14, 18, 10)
        card.body.addWidget(Heading(_tr("Result", "Your rights come first"), 2))
        first = Tiles(least=200, gap=20)
        first.set_tiles([_Right(right) for right in rights[:_FIRST_RIGHTS]])
        card.body.addWidget(first)
        every = QWidget()
        lines = stack(every, spacing=10)
        for right in rights:
            lines.addWidget(Text(right.words))
            lines.addWidget(SourceLine(right.source, self._content.wording.phrases))
        card.body.addWidget(Expander(_tr("Result", "More about your rights"), _tr("Result", "Less about your rights"), every))
        return card

    def _fill_what_to_change(self) -> None:
        """What stops it, and what would change the answer where no track says so."""
        parts = [part for part in (self._stops(), self._change_of_answer()) if part]
        if not parts:
            return
        card = Card(_tr("Result", "What to change"), tone="warn")
        tiles = Tiles(least=380, gap=36)
        tiles.set_tiles(parts)
        card.body.addWidget(tiles)
        self.column.addWidget(card)

    def _stops(self) -> QWidget | None:
        points = [(stop.words, stop.source) for stop in self._result.stops]
        return SourcedPoints(points, self._content.wording.phrases) if points else None

    def _change_of_answer(self) -> QWidget | None:
        changes = _on_answer_alone(self._result)
        return ChangeList(changes, _tr("Result", "the answer")) if changes else None

    def _fill_tracks(self) -> None:
        seen = tracks_seen(self._content, self._result)
        tracks = Tiles(least=380, gap=16)
        beside = [_points(_tr("Result", "What keeps it fine"), self._topic.tips)] if len(seen) == 1 and self._topic.tips else []
        tracks.set_tiles([*(TrackCard(one, self._content) for one in seen), *beside])
        self.column.addWidget(tracks)
        for link in self._result.links:
            self.column.addWidget(Text(link, "muted"))

    def _fill_steps(self) -> None:
        firm = [step for step in self._result.steps if step.status is not StepStatus.CONSIDER]
        if_needed = [step for step in self._result.steps if step.status is StepStatus.CONSIDER]
        if not firm and not if_needed and not self._result.statute:
            return
        self.column.addSpacing(4)
        self.column.addWidget(Heading(_tr("Result", "What to do, lightest first"), 2))
        self.column.addWidget(StepRows(self._content, firm, self._result.statute))
        if if_needed:
            self.column.addWidget(steps_on_request(self._content, if_needed))
        if self._topic.tips and self._result.neutrality and self._result.conflict:
            tips = _points(_tr("Result", "What keeps it fine"), self._topic.tips)
            self.column.addWidget(Expander(_tr("Result", "What keeps it fine"), _tr("Result", "Close what keeps it fine"), tips))

    def _fill_next(self) -> None:
        """The few things that come first, before the list of steps that says the same at length."""
        cards = [_points(_tr("Result", "Next"), self._result.next)] if self._result.next else []
        tiles = Tiles(least=380, gap=16)
        tiles.set_tiles([*cards, self._not_alone()])
        self.column.addWidget(tiles)

    def _not_alone(self) -> Card:
        """Names one who can give a second opinion and one who can stand by; the page of both is at the top."""
        card = Card(_tr("Result", "You do not have to decide alone"))
        for lead, kind in ((_tr("Result", "A second opinion"), "second_opinion"), (_tr("Result", "Support"), "support")):
            contact = next((c for c in self._content.contacts if c.kind == kind), None)
            if contact is not None:
                text = Text()
                text.set_runs([(f"{lead}: {contact.title}. ", True), (contact.words, False)])
                card.body.addWidget(text)
        card.body.addStretch(1)
        return card

    def _fill_words(self) -> None:
        """The words explained that stand in the answer, its reasons, its steps and what comes next."""
        result = self._result
        said = [result.headline, *(right.words for right in result.rights[:_FIRST_RIGHTS]), *(reason.because for reason in result.reasons), *result.links, *result.next]
        said += [text for step in result.steps for text in (step.title, step.words)]
        terms = self._content.glossary.in_texts(said)
        if terms:
            self.column.addWidget(WordsExplained(terms))

    def _fill_other_ways(self, role_offered: bool) -> None:
        self.column.addSpacing(4)
        self.column.addWidget(Heading(_tr("Result", "Other ways on"), 2))
        line = FlowLayout(spacing=20)
        for words, signal in (
            (_tr("Result", "Change an answer"), self.change_asked),
            (_tr("Result", "I see it differently"), self.differently_asked),
            (_tr("Result", "Save as a draft"), self.draft_asked),
        ):
            line.addWidget(_link(words, signal))
        if self._is_light:
            line.addWidget(_link(_tr("Result", "Preview the conversation guide"), self.guide_asked))
        self.column.addLayout(line)
        self._remember = _link(_tr("Result", "Remember my role"), self.remember_asked)
        self._remembered = Text(
            _tr("Result", "What you said about your role is not kept. If you want, it can be remembered, encrypted, so that you are not asked again."), "muted"
        )
        if role_offered:
            self.column.addWidget(self._remembered)
            holder = FlowLayout()
            holder.addWidget(self._remember)
            self.column.addLayout(holder)

    def _fill_bar(self) -> None:
        buttons: list[QPushButton]
        if not self._topic.declarable:
            buttons = [_primary(_tr("Result", "Done"), self.done)]
        elif self._is_light:
            buttons = [
                _primary(_tr("Result", "Done, keep nothing"), self.done),
                _secondary(_tr("Result", "Keep a private note"), self.note_asked),
                _secondary(_tr("Result", "Declare this anyway"), self.declare_asked),
            ]
        else:
            buttons = [
                _primary(_tr("Result", "Declare this"), self.declare_asked),
                _secondary(_tr("Result", "Preview the conversation guide"), self.guide_asked),
                _secondary(_tr("Result", "Keep a private note"), self.note_asked),
                _link(_tr("Result", "Forget this check"), self.forget_asked),
            ]
        for button in buttons:
            self.bar.addWidget(button)

    @property
    def _is_light(self) -> bool:
        """Whether there is nothing to tell anyone, so that *done* is what most people do next."""
        level = self._result.neutrality.level if self._result.neutrality else Level.L0
        severity = self._result.conflict.severity if self._result.conflict else Severity.NONE
        return self._result.answer is Answer.GO_AHEAD and level <= Level.L1 and severity is Severity.NONE


class _Right(Text):
    """One right; side by side with others in one card."""

    def __init__(self, right: Right) -> None:
        super().__init__(right.words)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


def _points(title: str, points: Sequence[str]) -> Card:
    card = Card(title)
    card.body.addWidget(BulletList(points))
    card.body.addStretch(1)
    return card


def _on_answer_alone(assessment: Assessment) -> list[Alternative]:
    """What would change the answer without being said at either track."""
    tracks = (assessment.neutrality, assessment.conflict)
    said = {change for track in tracks if track for change in track.changes}
    return [change for change in assessment.changes if change not in said and change.answer is not assessment.answer]


def _link(words: str, pressed: SignalInstance) -> LinkButton:
    button = LinkButton(words)
    button.clicked.connect(pressed)
    return button


def _primary(words: str, pressed: SignalInstance) -> PrimaryButton:
    button = PrimaryButton(words)
    button.clicked.connect(pressed)
    return button


def _secondary(words: str, pressed: SignalInstance) -> SecondaryButton:
    button = SecondaryButton(words)
    button.clicked.connect(pressed)
    return button

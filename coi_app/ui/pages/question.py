"""One question on a page: why it is asked, what is never asked, what can be answered, and how far the journey is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coi_app.rules.content import Topic
from coi_app.services.check import Progress
from coi_app.ui.i18n import _tr
from coi_app.ui.models.asked import Asked
from coi_app.ui.page import Page
from coi_app.ui.widgets.about_link import about_link
from coi_app.ui.widgets.answer import answer_field
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton
from coi_app.ui.widgets.form import ErrorSummary
from coi_app.ui.widgets.layout import Columns, stack
from coi_app.ui.widgets.notice import Notice
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.progress import ProgressLine
from coi_app.ui.widgets.source_line import SourceLine
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import BulletList, Text
from coi_app.ui.widgets.words_explained import WordsExplained


class QuestionPage(Page):
    """Asks one question, of a private check or of a declaration.

    `answered` tells each change as it is made, so that it can be kept at once; `continued` that the person goes on.
    Both carry the question's id and its value. `note` says what the last answer did to earlier ones.
    """

    answered = Signal(str, object)
    continued = Signal(str, object)
    went_back = Signal()
    draft_asked = Signal(str)
    forget_asked = Signal()
    about_asked = Signal(str)

    def __init__(
        self,
        asked: Asked,
        *,
        private: bool = True,
        kept: str = "",
        note: tuple[str, Sequence[str]] | None = None,
        action: str = "",
        section: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(asked.question.words, section or ("check" if private else "declarations"), parent)
        self._asked = asked
        self._errors = ErrorSummary()
        self._error = Text("", "error")
        self._error.hide()
        self._answer = answer_field(asked)
        self._answer.changed.connect(self._changed)
        columns = Columns()
        self._fill_main(columns, private, note)
        self._fill_side(columns)
        columns.end()
        self.column.addWidget(columns)
        self.column.addStretch(1)
        self._continue = PrimaryButton(action or _tr("Question", "Continue"))
        self._continue.clicked.connect(self._go_on)
        self.bar.addWidget(self._continue)
        self._fill_foot(private, kept)

    @property
    def question_id(self) -> str:
        """The id of the question that is asked here."""
        return self._asked.question.id

    def show_kept(self, words: str) -> None:
        """Says how the answer is kept, for example "Saved 9:41"; only after it is."""
        self._kept.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif event.key() == Qt.Key.Key_F1 and self._asked.topic is not None:
            self.about_asked.emit(self._asked.topic.id)
        else:
            super().keyPressEvent(event)

    def _fill_main(self, columns: Columns, private: bool, note: tuple[str, Sequence[str]] | None) -> None:
        place = _tr("Question", "Private check") if private else _tr("Question", "Declaration")
        about_role = (_tr("Question", "About my role: asked once"),) if self._asked.about_role else ()
        topic = self._asked.topic
        about = about_link(topic.id, self.about_asked, brief=True) if topic else None
        path = PathLine(place, *about_role, beside=about)
        path.went_back.connect(self.went_back)
        if about:
            QWidget.setTabOrder(path.back, about)
        line = ProgressLine()
        progress = self._asked.progress
        line.show_progress(progress.answered, progress.answered + progress.left, _left_words(progress))
        columns.main.addWidget(path)
        columns.main.addWidget(line)
        columns.main.addWidget(self._errors)
        if note is not None:
            columns.main.addWidget(Notice(*note))
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(Text(" ".join(part for part in (self._asked.question.hint, _left_words(progress)) if part), "lead"))
        columns.main.addLayout(words)
        if self._asked.terms:
            columns.main.addWidget(WordsExplained(self._asked.terms))
        columns.main.addWidget(self._error)
        columns.main.addWidget(self._answer)

    def _fill_side(self, columns: Columns) -> None:
        phrases = self._asked.phrases
        why = Card(_tr("Question", "Why we ask"))
        why.body.addWidget(Text(self._asked.question.why))
        why.body.addWidget(SourceLine(self._asked.question.source, phrases))
        result = Card(_tr("Question", "Result"))
        result.body.addWidget(Text(phrases["nothing_yet"], "muted"))
        columns.side.addWidget(why)
        columns.side.addWidget(_never_asked(self._asked.topic))
        columns.side.addWidget(result)
        if self._asked.topic is not None:
            columns.side.addWidget(_about(self._asked.topic))

    def _fill_foot(self, private: bool, kept: str) -> None:
        self._kept = Text(kept or (_tr("Question", "In memory only.") if private else ""), "small", wraps=False)
        self.foot.addWidget(self._kept)
        if not private:
            return
        draft = LinkButton(_tr("Question", "Save as a draft"), "underlined")
        draft.clicked.connect(lambda: self.draft_asked.emit(self._asked.question.id))
        forget = LinkButton(_tr("Question", "Forget this check"), "underlined")
        forget.clicked.connect(self.forget_asked)
        self.foot.addWidget(draft)
        self.foot.addWidget(Text("·", "small", wraps=False))
        self.foot.addWidget(forget)

    def _changed(self, value: object) -> None:
        if value is not None:
            self._show_error("")
            self.answered.emit(self._asked.question.id, value)

    def _go_on(self) -> None:
        value = self._answer.value
        if value is None:
            self._show_error(self._answer.missing)
        else:
            self.continued.emit(self._asked.question.id, value)

    def _show_error(self, message: str) -> None:
        self._error.setText(message)
        self._error.setVisible(bool(message))
        self._errors.show_errors([(message, self._answer.target)] if message else [])


def _left_words(progress: Progress) -> str:
    """How many questions are left after this one, as far as can be known."""
    after = progress.left - 1
    if after <= 0:
        return _tr("Question", "This is the last question, unless your answer leads to another.")
    if after == 1:
        return _tr("Question", "About 1 more question.")
    return _tr("Question", "About {count} more questions.").format(count=after)


def _never_asked(topic: Topic | None) -> Card:
    card = Card(_tr("Question", "We never ask"), tone="warn")
    card.body.addWidget(
        BulletList((_tr("Question", "which party or candidate"), _tr("Question", "how you vote"), _tr("Question", "what you believe")))
    )
    card.body.addWidget(Text(_tr("Question", "None of it changes the answer.")))
    if topic is not None and topic.not_asked:
        card.body.addWidget(Text(topic.not_asked, "muted"))
    return card


def _about(topic: Topic) -> Card:
    card = Card(_tr("Question", "What this is about"))
    card.body.addWidget(Text(topic.title, "strong"))
    card.body.addWidget(Text(topic.summary))
    if topic.examples:
        card.body.addWidget(Text(_tr("Question", "For example:"), "muted"))
        card.body.addWidget(BulletList(topic.examples))
    return card

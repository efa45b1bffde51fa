"""The answers of a private check, each with a way to change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton
from coi_app.ui.widgets.layout import row, rule, stack
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Heading, Text


@dataclass(frozen=True)
class AnswerSeen:
    """A question by its short name, with its answer in words."""

    question: str
    short: str
    words: str


class AnswersPage(Page):
    """Lists what was answered; what does not count any more stands apart and says so."""

    went_back = Signal()
    change_asked = Signal(str)
    result_asked = Signal()

    def __init__(self, answers: Sequence[AnswerSeen], parked: Sequence[AnswerSeen] = (), parked_words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_tr("Answers", "Change an answer"), "check", parent)
        path = PathLine(_tr("Answers", "Private check"), _tr("Answers", "In memory only"))
        path.went_back.connect(self.went_back)
        self.column.addWidget(path)
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(Text(_tr("Answers", "Change one, and you come back here. The result is then worked out anew."), "lead"))
        self.column.addLayout(words)
        self.column.addWidget(_AnswerRows(answers, self))
        if parked:
            self.column.addWidget(Heading(_tr("Answers", "Not counted"), 2))
            self.column.addWidget(Text(parked_words, "muted"))
            self.column.addWidget(_AnswerRows(parked, None))
        self.column.addStretch(1)
        see = PrimaryButton(_tr("Answers", "See what it means"))
        see.clicked.connect(self.result_asked)
        self.bar.addWidget(see)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)


class _AnswerRows(Card):
    """One ruled row an answer; `page` is told which one to change, where they can be changed."""

    def __init__(self, answers: Sequence[AnswerSeen], page: AnswersPage | None) -> None:
        super().__init__()
        self.body.setContentsMargins(1, 4, 1, 4)
        self.body.setSpacing(0)
        for at, answer in enumerate(answers):
            if at:
                self.body.addWidget(rule())
            self.body.addWidget(_line(answer, page))


def _line(answer: AnswerSeen, page: AnswersPage | None) -> QWidget:
    holder = QWidget()
    across = row(holder, spacing=16)
    across.setContentsMargins(16, 8, 12, 8)
    words = stack(spacing=2)
    words.addWidget(Text(answer.short, "small"))
    words.addWidget(Text(answer.words, "strong"))
    across.addLayout(words, 1)
    if page is not None:
        link = LinkButton(_tr("Answers", "Change {what}").format(what=answer.short[:1].lower() + answer.short[1:]))
        link.clicked.connect(lambda: page.change_asked.emit(answer.question))
        across.addWidget(link)
    return holder

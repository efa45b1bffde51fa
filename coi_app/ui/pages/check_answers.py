"""Check your answers: everything that the declaration says, what is still open, and a way to change each of it."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from coi_app.domain.declaration import Kind
from coi_app.ui.i18n import _tr
from coi_app.ui.models.declared import AnswerRow, DeclarationShown, InterestShown
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.layout import FlowLayout, clear, row, stack
from coi_app.ui.widgets.summary import Summary, begun_small
from coi_app.ui.widgets.surfaces import Card, Chip
from coi_app.ui.widgets.text import Heading, Text


class CheckAnswersPage(Page):
    """Shows a draft, or a private note, as it would be signed. `question_chosen` tells the interest (None for the role) and the question."""

    question_chosen = Signal(object, str)
    words_chosen = Signal(object)
    different_chosen = Signal(object)
    reasons_chosen = Signal(object)
    remove_asked = Signal(object)
    undo_asked = Signal()
    add_asked = Signal()
    remember_asked = Signal()
    role_update_asked = Signal()
    forget_asked = Signal()
    continued = Signal()

    def __init__(self, declaration: DeclarationShown, saved: str, parent: QWidget | None = None) -> None:
        super().__init__(_title(declaration), "declarations", parent)
        self._lead = Text("", "lead")
        top = stack(spacing=4)
        top.addWidget(self.heading)
        top.addWidget(self._lead)
        self.column.addLayout(top)
        self.notice = Banner()
        self.notice.pressed.connect(self.undo_asked)
        self.column.addWidget(self.notice)
        self._parts = stack(spacing=16)
        self.column.addLayout(self._parts)
        self._go_on = PrimaryButton(_tr("CheckAnswers", "Continue"))
        self._go_on.clicked.connect(self._continue)
        self.bar.addWidget(self._go_on)
        self._add = SecondaryButton(_tr("CheckAnswers", "Add another interest"))
        self._add.clicked.connect(self.add_asked)
        self.bar.addWidget(self._add)
        self._saved = Text("", "muted", wraps=False)
        forget = LinkButton(_tr("CheckAnswers", "Forget this note") if declaration.kind is Kind.PRIVATE_NOTE else _tr("CheckAnswers", "Forget this draft"), "underlined")
        forget.clicked.connect(self.forget_asked)
        self.foot.addWidget(self._saved)
        self.foot.addWidget(forget)
        self.show_declaration(declaration, saved)

    def show_declaration(self, declaration: DeclarationShown, saved: str) -> None:
        """Shows it anew; `saved` says when it was last saved."""
        self._shown = declaration
        clear(self._parts)
        self.set_title(_title(declaration))
        self._lead.setText(_lead(declaration))
        self._saved.setText(saved)
        if declaration.open_rows:
            self._parts.addWidget(self._open(declaration))
        if declaration.role_outdated:
            self._parts.addWidget(self._outdated())
        for interest in declaration.interests:
            self._parts.addWidget(self._interest(interest, several=len(declaration.interests) > 1))
        if declaration.role:
            self._parts.addWidget(self._role(declaration))
        note, nothing = declaration.kind is Kind.PRIVATE_NOTE, declaration.kind is Kind.NOTHING_TO_DECLARE
        self._go_on.setText(_tr("CheckAnswers", "Declare this") if note else _go_on_words(declaration))
        self._go_on.setVisible(note or declaration.complete or bool(declaration.open_rows))
        self._add.setVisible(not note and not nothing)
        self.order_tab()

    def _continue(self) -> None:
        still_open = self._shown.open_rows
        if still_open and self._shown.kind is not Kind.PRIVATE_NOTE:
            self.question_chosen.emit(still_open[0].interest, still_open[0].question)
        else:
            self.continued.emit()

    def _open(self, declaration: DeclarationShown) -> Card:
        card = Card(_tr("CheckAnswers", "Still to answer"), "warn")
        card.body.addWidget(Text(_tr("CheckAnswers", "Not sure is an answer too.")))
        for each in declaration.open_rows:
            answer = LinkButton(_tr("CheckAnswers", "Answer {what}").format(what=begun_small(_named(each, declaration))))
            answer.clicked.connect(lambda _=False, each=each: self.question_chosen.emit(each.interest, each.question))
            card.body.addWidget(answer)
        return card

    def _outdated(self) -> Card:
        card = Card(_tr("CheckAnswers", "Your role has changed since"), "warn")
        card.body.addWidget(Text(_tr("CheckAnswers", "The results below come from the role that you told before. Take over the role you told last, and they are worked out anew.")))
        update = SecondaryButton(_tr("CheckAnswers", "Use my role as it is now"))
        update.clicked.connect(self.role_update_asked)
        card.body.addWidget(update)
        return card

    def _role(self, declaration: DeclarationShown) -> Card:
        card = Card(_tr("CheckAnswers", "About my role"))
        card.body.addWidget(self._rows(declaration.role, declaration))
        line = FlowLayout()
        if declaration.role_remembered:
            line.addWidget(Text(_tr("CheckAnswers", "Remembered for the next time."), "muted", wraps=False))
        elif all(each.words for each in declaration.role):
            remember = LinkButton(_tr("CheckAnswers", "Remember my role"))
            remember.setAccessibleDescription(_tr("CheckAnswers", "Then it is not asked again next time. It stays in your encrypted records."))
            remember.clicked.connect(self.remember_asked)
            line.addWidget(remember)
        card.body.addLayout(line)
        return card

    def _interest(self, interest: InterestShown, *, several: bool) -> Card:
        card = Card()
        head = row(spacing=12)
        title = _tr("CheckAnswers", "{number}. {title}").format(number=interest.number, title=interest.title) if several else interest.title
        head.addWidget(Heading(title, 2), 1)
        card.body.addLayout(head)
        card.body.addWidget(_result(interest))
        if interest.complete:
            card.body.addWidget(self._to(_of(_tr("CheckAnswers", "See the reasons"), interest, several), self.reasons_chosen, interest))
        rows = self._rows(interest.rows, self._shown)
        self._words_row(rows, interest, several)
        card.body.addWidget(rows)
        if self._shown.kind is not Kind.PRIVATE_NOTE:
            card.body.addWidget(self._to(_of(_tr("CheckAnswers", "Remove this interest"), interest, several), self.remove_asked, interest))
        return card

    def _to(self, words: str, signal: SignalInstance, interest: InterestShown) -> LinkButton:
        link = LinkButton(words)
        link.clicked.connect(lambda: signal.emit(interest.id))
        return link

    def _words_row(self, rows: Summary, interest: InterestShown, several: bool) -> None:
        nothing = _tr("CheckAnswers", "Nothing. You need not say anything here.")
        own = _tr("CheckAnswers", "Change my own words") if interest.words else _tr("CheckAnswers", "Add my own words")
        link = self._to(_of(own, interest, several), self.words_chosen, interest)
        rows.add(_tr("CheckAnswers", "In my own words"), interest.words, link, nothing)
        if not interest.complete:
            return
        differently = _tr("CheckAnswers", "Change how I see it") if interest.seen_differently else _tr("CheckAnswers", "Say how I see it")
        link = self._to(_of(differently, interest, several), self.different_chosen, interest)
        rows.add(_tr("CheckAnswers", "I see it differently"), interest.seen_differently, link, nothing)

    def _rows(self, rows: tuple[AnswerRow, ...], declaration: DeclarationShown) -> Summary:
        summary = Summary()
        for each in rows:
            summary.add(each.short, each.words, self._change_link(each, declaration) if each.words else None)
        return summary

    def _change_link(self, each: AnswerRow, declaration: DeclarationShown) -> LinkButton:
        link = LinkButton(_tr("CheckAnswers", "Change {what}").format(what=begun_small(_named(each, declaration))))
        link.clicked.connect(lambda: self.question_chosen.emit(each.interest, each.question))
        return link


def _result(interest: InterestShown) -> QWidget:
    """The result in a sentence and a few words for each track."""
    holder = QWidget()
    lines = stack(holder, spacing=6)
    lines.addWidget(Text(interest.headline, "strong"))
    chips = FlowLayout()
    for words, tone in interest.chips:
        chips.addWidget(Chip(words, tone))
    if interest.chips:
        lines.addLayout(chips)
    return holder


def _of(words: str, interest: InterestShown, several: bool) -> str:
    """A name that is unique on the page: which interest it is about where there are several."""
    return _tr("CheckAnswers", "{words}, interest {number}").format(words=words, number=interest.number) if several else words


def _named(each: AnswerRow, declaration: DeclarationShown) -> str:
    number = next((one.number for one in declaration.interests if one.id == each.interest), None)
    if number is None or len(declaration.interests) < 2:
        return each.short
    return _tr("CheckAnswers", "{words}, interest {number}").format(words=each.short, number=number)


def _go_on_words(declaration: DeclarationShown) -> str:
    return _tr("CheckAnswers", "Answer the next question") if declaration.open_rows else _tr("CheckAnswers", "Continue")


def _title(declaration: DeclarationShown) -> str:
    titles = {
        Kind.PRIVATE_NOTE: _tr("CheckAnswers", "Your private note"),
        Kind.NOTHING_TO_DECLARE: _tr("CheckAnswers", "You have nothing to declare"),
        Kind.INTERESTS: _tr("CheckAnswers", "Check your answers"),
    }
    return titles[declaration.kind]


def _lead(declaration: DeclarationShown) -> str:
    if declaration.kind is Kind.PRIVATE_NOTE:
        return _tr("CheckAnswers", "It stays with you. Nobody sees it unless you make it a declaration.")
    if declaration.kind is Kind.NOTHING_TO_DECLARE:
        return _tr("CheckAnswers", "That is a declaration too. You can say so, sign it, and declare something later if that changes.")
    if not declaration.interests:
        return _tr("CheckAnswers", "There is no interest in this draft. Add one, or forget the draft.")
    if declaration.open_rows:
        return _tr("CheckAnswers", "A few questions are still open. Nothing leaves this computer until you hand it over.")
    return _tr("CheckAnswers", "Change what is not right. Next you see exactly what your manager will see.")


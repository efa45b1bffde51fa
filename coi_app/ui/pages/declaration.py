"""A signed declaration: its state in words, and the ways to hand it over, change it or take it back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.domain.declaration import Status
from coi_app.ui.i18n import _tr
from coi_app.ui.models.declared import DeclarationShown
from coi_app.ui.models.own_record import RecordShown
from coi_app.ui.page import Page
from coi_app.ui.pages.own_record import OwnRecord
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.fields import DateField
from coi_app.ui.widgets.form import ErrorSummary, Form
from coi_app.ui.widgets.layout import FlowLayout, row, stack
from coi_app.ui.widgets.surfaces import Card, Chip
from coi_app.ui.widgets.text import Heading, Text


@dataclass(frozen=True)
class Signed:
    """What the page shows about the signing and handing over, in words."""

    signed: str
    handed_over: str
    today: str


class DeclarationPage(Page):
    """What was signed. `handed_over` tells an ISO day."""

    save_asked = Signal()
    print_asked = Signal()
    folder_asked = Signal()
    seen_asked = Signal()
    handed_over = Signal(str)
    change_asked = Signal()
    forget_asked = Signal()
    reasons_chosen = Signal(object)

    def __init__(self, declaration: DeclarationShown, facts: Signed, record: RecordShown, parent: QWidget | None = None) -> None:
        super().__init__(declaration.status_words, "declarations", parent)
        self._ready = declaration.status is Status.READY
        self._given = record.given
        head = row(spacing=12)
        head.addWidget(self.heading, 1)
        self.column.addLayout(head)
        self.column.addWidget(Text(_lead(declaration, facts), "lead"))
        self.errors = ErrorSummary()
        self.notice = Banner()
        self.notice.pressed.connect(self.folder_asked)
        self.column.addWidget(self.errors)
        self.column.addWidget(self.notice)
        self.busy = Text("", "muted")
        self.busy.hide()
        self.column.addWidget(self.busy)
        if declaration.role_outdated:
            self.column.addWidget(self._outdated())
        if self._ready:
            self.column.addWidget(self._hand_over(facts))
        self.column.addWidget(self._said(declaration, facts))
        self.record = OwnRecord(record)
        self.column.addWidget(self.record)
        self._actions_bar()

    def saving(self, words: str) -> None:
        """Says what is under way; an empty text takes that back."""
        self.busy.setText(words)
        self.busy.setVisible(bool(words))

    def _actions_bar(self) -> None:
        save = PrimaryButton(_tr("DeclarationPage", "Save the PDF"))
        save.clicked.connect(self.save_asked)
        self.bar.addWidget(save)
        for words, signal in (
            (_tr("DeclarationPage", "Print"), self.print_asked),
            (_tr("DeclarationPage", "Show what my manager will see"), self.seen_asked),
            (_tr("DeclarationPage", "Change it"), self.change_asked),
        ):
            button = SecondaryButton(words)
            button.clicked.connect(signal)
            self.bar.addWidget(button)
        if self._ready and not self._given:
            forget = LinkButton(_tr("DeclarationPage", "Forget this declaration"), "underlined")
            forget.clicked.connect(self.forget_asked)
            self.foot.addWidget(forget)

    def _hand_over(self, facts: Signed) -> Card:
        card = Card(_tr("DeclarationPage", "When you have handed it over"), "brand")
        card.body.addWidget(Text(_tr("DeclarationPage", "Save or print it, and bring it to the conversation. Then say so here, so that your record is right.")))
        self._form = Form()
        self._on = self._form.add(_tr("DeclarationPage", "I gave it to my manager on"), DateField(facts.today))
        card.body.addWidget(self._form)
        gave = SecondaryButton(_tr("DeclarationPage", "I gave it to my manager"))
        gave.clicked.connect(self._give)
        card.body.addWidget(gave)
        return card

    def show_date_error(self, sentence: str) -> None:
        """Says at the date what is wrong with it."""
        self._form.show_error(self._on, sentence)
        self.errors.show_errors([(sentence, self._on)] if sentence else [])

    def _give(self) -> None:
        value = self._on.value
        self.show_date_error("" if value else _tr("DeclarationPage", "Fill in a day, for example 23 11 2026."))
        if value:
            self.handed_over.emit(value)

    def _outdated(self) -> Card:
        card = Card(_tr("DeclarationPage", "Your role has changed since"), "warn")
        card.body.addWidget(Text(_tr("DeclarationPage", "The results come from the role that you told before. Change it to have them worked out anew; what you signed stays as it is until then.")))
        return card

    def _said(self, declaration: DeclarationShown, facts: Signed) -> Card:
        card = Card(_tr("DeclarationPage", "What it says"))
        card.body.addWidget(Text(facts.signed, "muted"))
        if not declaration.interests:
            card.body.addWidget(Text(_tr("DeclarationPage", "I have nothing to declare."), "strong"))
        several = len(declaration.interests) > 1
        for interest in declaration.interests:
            lines = stack(spacing=4)
            lines.addSpacing(6)
            lines.addWidget(Heading(interest.title, 3))
            lines.addWidget(Text(interest.headline))
            chips = FlowLayout()
            for words, tone in interest.chips:
                chips.addWidget(Chip(words, tone))
            lines.addLayout(chips)
            words = _tr("DeclarationPage", "See the reasons")
            name = _tr("DeclarationPage", "{words}, interest {number}").format(words=words, number=interest.number) if several else words
            link = LinkButton(name)
            link.clicked.connect(lambda _=False, chosen=interest.id: self.reasons_chosen.emit(chosen))
            lines.addWidget(link)
            card.body.addLayout(lines)
        return card


def _lead(declaration: DeclarationShown, facts: Signed) -> str:
    if declaration.status is Status.READY:
        return _tr("DeclarationPage", "Your manager does not have it until you give it to them. Nothing was sent.")
    return facts.handed_over or declaration.status_words

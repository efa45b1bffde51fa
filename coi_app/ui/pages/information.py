"""My information: who I am, the role I asked to have remembered, how the window looks, and what is kept where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.domain.people import Person
from coi_app.ui.i18n import _tr
from coi_app.ui.models.declared import AnswerRow
from coi_app.ui.page import Page
from coi_app.ui.theme import ThemeChoice
from coi_app.ui.widgets.agency_line import AgencyLine
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.choices import Option, OptionList
from coi_app.ui.widgets.fields import TextField
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.layout import FlowLayout, stack
from coi_app.ui.widgets.summary import Summary, begun_small
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import BulletList, Heading, Text


class RecordsState(Enum):
    """Whether there are records, and whether they are open."""

    NONE = auto()
    LOCKED = auto()
    OPEN = auto()


@dataclass(frozen=True)
class InformationShown:
    """What the page shows; `person` and `role` are there where the records are open."""

    records: RecordsState
    theme: ThemeChoice
    kept: Sequence[str]
    person: Person | None = None
    role: tuple[AnswerRow, ...] = ()
    role_stated: str = ""


class InformationPage(Page):
    """`saved` tells the person as it is to be kept."""

    saved = Signal(object)
    unlock_asked = Signal()
    role_question_chosen = Signal(str)
    role_asked = Signal()
    role_forgotten = Signal()
    theme_chosen = Signal(str)
    rules_wanted = Signal()
    kept_safe_asked = Signal()
    locks_asked = Signal()
    held_asked = Signal()

    def __init__(self, shown: InformationShown, parent: QWidget | None = None) -> None:
        super().__init__(_tr("InformationPage", "My information"), "information", parent)
        self._shown = shown
        top = stack(spacing=4)
        top.addWidget(self.heading)
        top.addWidget(Text(_tr("InformationPage", "Only you see this. What you leave empty stays empty."), "lead"))
        self.column.addLayout(top)
        self.notice = Banner()
        self.column.addWidget(self.notice)
        if shown.person is not None:
            self.column.addWidget(self._about_me(shown.person))
            self.column.addWidget(self._role(shown))
        else:
            self.column.addWidget(self._closed(shown.records))
        self.agency = AgencyLine()
        self.column.addWidget(self.agency)
        self.column.addWidget(self._appearance(shown.theme))
        self.column.addWidget(self._kept(shown.kept))
        if shown.records is not RecordsState.NONE:
            self.column.addWidget(self._locks())
            self.column.addWidget(self._kept_safe())
        self.column.addWidget(self._rules())
        if shown.person is not None:
            save = PrimaryButton(_tr("InformationPage", "Save"))
            save.clicked.connect(self._save)
            self.bar.addWidget(save)
        elif shown.records is RecordsState.LOCKED:
            unlock = PrimaryButton(_tr("InformationPage", "Open my records"))
            unlock.clicked.connect(self.unlock_asked)
            self.bar.addWidget(unlock)

    def _about_me(self, person: Person) -> Card:
        card = Card(_tr("InformationPage", "About me"))
        card.body.addWidget(Text(_tr("InformationPage", "It stands at the top of the page that your manager gets, and nowhere else."), "muted"))
        form = Form()
        self._name = form.add(_tr("InformationPage", "My name"), TextField(person.name))
        self._job = form.add(_tr("InformationPage", "My job title"), TextField(person.job_title))
        self._agency = form.add(_tr("InformationPage", "My agency"), TextField(person.agency))
        self._manager = form.add(_tr("InformationPage", "My manager"), TextField(person.manager))
        self._support = form.add(
            _tr("InformationPage", "My support person"), TextField(person.support_person), _tr("InformationPage", "Someone who comes with you. For your own notes: it is not printed.")
        )
        card.body.addWidget(form)
        return card

    def _role(self, shown: InformationShown) -> Card:
        card = Card(_tr("InformationPage", "About my role"))
        line = FlowLayout(spacing=16)
        if not shown.role:
            card.body.addWidget(Text(_tr("InformationPage", "It is not remembered, so each check asks for it.")))
            tell = SecondaryButton(_tr("InformationPage", "Tell about my role now"))
            tell.clicked.connect(self.role_asked)
            line.addWidget(tell)
        else:
            card.body.addWidget(Text(shown.role_stated, "muted"))
            card.body.addWidget(self._role_rows(shown.role))
            forget = LinkButton(_tr("InformationPage", "Forget my role"))
            forget.clicked.connect(self.role_forgotten)
            line.addWidget(forget)
        card.body.addLayout(line)
        return card

    def _role_rows(self, role: Sequence[AnswerRow]) -> Summary:
        rows = Summary()
        for each in role:
            do = _tr("InformationPage", "Change {what}") if each.words else _tr("InformationPage", "Answer {what}")
            link = LinkButton(do.format(what=begun_small(each.short)))
            link.clicked.connect(lambda _=False, question=each.question: self.role_question_chosen.emit(question))
            rows.add(each.short, each.words, link)
        return rows

    def _closed(self, records: RecordsState) -> Card:
        if records is RecordsState.LOCKED:
            card = Card(_tr("InformationPage", "Your records are locked"))
            card.body.addWidget(Text(_tr("InformationPage", "Your name, your manager and your role are in them. Open them to see or change that.")))
            return card
        card = Card(_tr("InformationPage", "Nothing about you is kept"))
        card.body.addWidget(Text(_tr("InformationPage", "Your own records are set up when you first keep something: a draft, a note or a declaration.")))
        return card

    def _appearance(self, theme: ThemeChoice) -> QWidget:
        holder = QWidget()
        lines = stack(holder, spacing=8)
        title = _tr("InformationPage", "Appearance")
        lines.addWidget(Heading(title, 2))
        options = OptionList(
            title,
            (
                Option(ThemeChoice.SYSTEM, _tr("InformationPage", "As this computer has it")),
                Option(ThemeChoice.LIGHT, _tr("InformationPage", "Light")),
                Option(ThemeChoice.DARK, _tr("InformationPage", "Dark")),
                Option(ThemeChoice.CONTRAST, _tr("InformationPage", "High contrast")),
            ),
            theme,
        )
        options.chosen.connect(self.theme_chosen)
        lines.addWidget(options)
        return holder

    def _kept(self, kept: Sequence[str]) -> Card:
        card = Card(_tr("InformationPage", "What is kept where"))
        card.body.addWidget(BulletList(kept))
        if self._shown.records is not RecordsState.NONE:
            see = SecondaryButton(_tr("InformationPage", "See everything held about me"))
            see.clicked.connect(self.held_asked)
            line = FlowLayout(spacing=16)
            line.addWidget(see)
            card.body.addLayout(line)
        return card

    def _locks(self) -> Card:
        card = Card(_tr("InformationPage", "What opens your records, and when they lock"))
        card.body.addWidget(Text(_tr("InformationPage", "Change your passphrase, make a new recovery key, or choose after how many minutes they lock.")))
        see = SecondaryButton(_tr("InformationPage", "See how this is locked"))
        see.clicked.connect(self.locks_asked)
        line = FlowLayout(spacing=16)
        line.addWidget(see)
        card.body.addLayout(line)
        return card

    def _kept_safe(self) -> Card:
        card = Card(_tr("InformationPage", "Backups, history, and everything to take along"))
        card.body.addWidget(Text(_tr("InformationPage", "A backup is made each day on which something changed. Try one, check that nobody changed your history, or save all of it as files.")))
        see = SecondaryButton(_tr("InformationPage", "See how they are kept safe"))
        see.clicked.connect(self.kept_safe_asked)
        line = FlowLayout(spacing=16)
        line.addWidget(see)
        card.body.addLayout(line)
        return card

    def _rules(self) -> Card:
        card = Card(_tr("InformationPage", "The rules, in full"))
        card.body.addWidget(Text(_tr("InformationPage", "Every question, rule, table and source in one document. Anyone may read it and comment on it.")))
        save = SecondaryButton(_tr("InformationPage", "Save the rules"))
        save.clicked.connect(self.rules_wanted)
        line = FlowLayout(spacing=16)
        line.addWidget(save)
        card.body.addLayout(line)
        return card

    def _save(self) -> None:
        person = self._shown.person
        if person is not None:
            self.saved.emit(
                Person(person.id, self._name.value, self._job.value, self._agency.value, self._manager.value, self._support.value)
            )

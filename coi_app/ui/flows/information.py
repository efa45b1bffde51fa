"""My information: what is kept about the person, and what they can do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coi_app.domain.answers import Answers, Value
from coi_app.domain.people import Person, Role
from coi_app.rules.content import Content
from coi_app.services import about_role, profile
from coi_app.services.changes import Change
from coi_app.services.context import Services
from coi_app.ui import preferences
from coi_app.ui.desk import Desk
from coi_app.ui.flows.agency import AgencyFlow
from coi_app.ui.flows.held import HeldFlow
from coi_app.ui.flows.opening import records_condition
from coi_app.ui.flows.rules import RulesFlow
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import Messages, sentence_of
from coi_app.ui.models.asked import role_asked
from coi_app.ui.models.declared import AnswerRow, row_of
from coi_app.ui.moments import day_words, time_words
from coi_app.ui.pages.information import InformationPage, InformationShown, RecordsState
from coi_app.ui.pages.question import QuestionPage
from coi_app.ui.theme import Theme, ThemeChoice


@dataclass(frozen=True)
class _Me:
    """What the records say of the person, and what opens them."""

    person: Person
    role: Role | None
    by_key_store: bool


class InformationFlow(QObject):
    """Shows the page, keeps what is changed on it, and asks about the role. `kept_safe_asked` wants backups and history, `locks_asked` what opens the records,
    `records_asked` the person's own declarations."""

    kept_safe_asked = Signal()
    locks_asked = Signal()
    records_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme, messages: Messages) -> None:
        super().__init__(desk)
        self._rules = RulesFlow(desk, messages)
        self._desk = desk
        self._theme = theme
        self._role = Answers()
        self._agency = AgencyFlow(desk)
        self._held = HeldFlow(desk)
        self._held.export_asked.connect(self.kept_safe_asked)
        self._held.records_asked.connect(self.records_asked)

    def start(self, notice: str = "") -> None:
        """Show the page; where the records are not open it shows what needs none."""
        services, folder = self._desk.services, self._desk.folder
        if services is not None:
            self._desk.operations.run(lambda task: _me(services, folder), lambda me: self._show_me(services, me, notice), self._desk.report)
        else:
            self._desk.operations.run(lambda task: records_condition(folder), self._show_closed, lambda problem: self._show_closed((True, False)))

    @property
    def _page(self) -> InformationPage | None:
        """The page of this flow, while it is the one that is shown."""
        current = self._desk.window.navigation.current
        return current if isinstance(current, InformationPage) else None

    def _show_me(self, services: Services, me: _Me, notice: str) -> None:
        self._role = me.role.answers if me.role else Answers()
        stated = self._desk.here(me.role.stated_at) if me.role else None
        self._show(
            InformationShown(
                records=RecordsState.OPEN,
                theme=self._choice(),
                kept=self._kept(me.by_key_store),
                person=me.person,
                role=_rows(services.content, self._role) if me.role else (),
                role_stated=_tr("InformationFlow", "As you told it on {day}. Changing it marks older results as out of date.").format(day=day_words(stated.date()))
                if stated
                else "",
            ),
            notice,
        )

    def _show_closed(self, found: tuple[bool, bool]) -> None:
        exists, by_key_store = found
        state = RecordsState.LOCKED if exists else RecordsState.NONE
        self._show(InformationShown(state, self._choice(), self._kept(by_key_store) if exists else self._kept_nothing()), "")

    def _show(self, shown: InformationShown, notice: str) -> None:
        page = InformationPage(shown)
        page.kept_at = {"page": "information"} if shown.person else {}
        page.saved.connect(self._save)
        page.unlock_asked.connect(lambda: self._desk.with_services(lambda services: self.start(), _tr("InformationFlow", "They are on this computer, encrypted.")))
        page.role_question_chosen.connect(self._change_role)
        page.role_asked.connect(self._tell_role)
        page.role_forgotten.connect(self._forget_role)
        page.theme_chosen.connect(self._choose_theme)
        page.kept_safe_asked.connect(self.kept_safe_asked)
        page.locks_asked.connect(self.locks_asked)
        page.held_asked.connect(self._held.start)
        page.rules_wanted.connect(lambda: self._rules.save(page))
        self._agency.tell(page.agency)
        self._desk.start(page)
        if notice:
            page.notice.say(notice)

    def _save(self, person: Person) -> None:
        services = self._desk.services
        if services is not None:
            self._desk.operations.run(lambda task: profile.save_me(services, person)[1], self._saved, self._not_saved)

    def _saved(self, change: Change) -> None:
        self._desk.changed.emit(change)
        if self._page is not None:
            now = self._desk.now()
            self._page.notice.say(_tr("InformationFlow", "Saved {time}").format(time=time_words(now)), focus=True)

    def _not_saved(self, problem: Exception) -> None:
        if self._page is not None:
            self._page.notice.fail(sentence_of(problem))

    def _choose_theme(self, choice: str) -> None:
        self._desk.window.prefer(theme=choice)
        self._theme.choose(ThemeChoice(choice))
        preferences.save(self._desk.folder, self._desk.window.preferences_now())

    def _choice(self) -> ThemeChoice:
        kept = self._desk.window.preferences_now().theme
        return ThemeChoice(kept) if kept in set(ThemeChoice) else ThemeChoice.SYSTEM

    def _tell_role(self) -> None:
        services = self._desk.services
        if services is not None:
            left = about_role.unanswered(services.content, self._role)
            if left:
                self._ask(services, left[0].id, then_next=True)

    def _change_role(self, question: str) -> None:
        services = self._desk.services
        if services is not None:
            self._ask(services, question, then_next=False)

    def _ask(self, services: Services, question: str, *, then_next: bool) -> None:
        page = QuestionPage(role_asked(services.content, self._role, question), private=False, section="information", kept=_tr("InformationFlow", "On this computer only, encrypted."))
        page.continued.connect(lambda asked, value: self._answered(services, asked, value, then_next))
        page.went_back.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _answered(self, services: Services, question: str, value: Value, then_next: bool) -> None:
        role = self._role.with_answer(question, value)

        def go_on(change: Change) -> None:
            self._role = role
            self._desk.changed.emit(change)
            left = about_role.unanswered(services.content, role)
            if left:
                self._ask(services, left[0].id, then_next=then_next)
            else:
                self.start(_tr("InformationFlow", "Your role is remembered."))

        self._run(lambda: profile.remember_role(services, role)[1], go_on)

    def _forget_role(self) -> None:
        services = self._desk.services
        if services is None:
            return

        def forgotten(change: Change) -> None:
            self._desk.changed.emit(change)
            self.start(_tr("InformationFlow", "Your role is forgotten. Declarations keep the role that they were made with."))

        self._run(lambda: profile.forget_role(services), forgotten)

    def _run(self, work: Callable[[], Change], done: Callable[[Change], None]) -> None:
        self._desk.operations.run(lambda task: work(), done, self._desk.report)

    def _kept(self, by_key_store: bool) -> tuple[str, ...]:
        opens = (
            _tr("InformationFlow", "This computer's key store opens them while you are signed in.")
            if by_key_store
            else _tr("InformationFlow", "Your passphrase opens them, and your recovery key.")
        )
        where = _tr("InformationFlow", "Your declarations, drafts and notes, and what stands above: encrypted, in {folder}.").format(folder=self._desk.folder)
        return (f"{where} {opens}", *self._kept_nothing())

    def _kept_nothing(self) -> tuple[str, ...]:
        return (
            _tr("InformationFlow", "A private check: in memory only, gone when you forget it or close Declare."),
            _tr("InformationFlow", "The window's size, its appearance and the folder you last saved to: in a small file in the same place. It never holds an answer."),
            _tr("InformationFlow", "A PDF that you save or print is not encrypted. It is where you put it."),
            _tr("InformationFlow", "Declare opens no network connection. If this is a work computer, your agency can see its screen and its backups."),
        )


def _me(services: Services, folder: Path) -> _Me:
    return _Me(profile.me(services), profile.role(services), records_condition(folder)[1])


def _rows(content: Content, role: Answers) -> tuple[AnswerRow, ...]:
    return tuple(row_of(content, None, question, role) for question in about_role.questions(content, role))

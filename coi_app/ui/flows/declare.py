"""Declaring: from a private check or from scratch to a draft with all its answers, ready to be signed. Everything is saved as it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Declaration, Interest, Kind, Status
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.search import TopicSearch
from coi_app.services import about_role, declare, mine, profile
from coi_app.services.changes import NOTHING, Change
from coi_app.services.check import Check
from coi_app.services.context import Services
from coi_app.services.editing import Changed
from coi_app.ui.desk import Desk
from coi_app.ui.flows.answering import ANSWERS, Answering
from coi_app.ui.flows.draft import Draft
from coi_app.ui.flows.guidance import Guide
from coi_app.ui.flows.hand_over import HandOverFlow
from coi_app.ui.flows.own_words import OwnWords
from coi_app.ui.flows.places import Place
from coi_app.ui.i18n import _tr
from coi_app.ui.models.declared import DeclarationShown, shown
from coi_app.ui.pages.check_answers import CheckAnswersPage
from coi_app.ui.pages.reasons import ReasonsPage
from coi_app.ui.pages.support import SupportPage
from coi_app.ui.pages.topics import TopicsPage


@dataclass(frozen=True)
class _Looked:
    """A draft with the results of its interests as of now, and the role that is remembered."""

    declaration: Declaration
    results: Mapping[UUID, Assessment]
    outdated: bool
    remembered: Answers | None
    content: Content


class DeclareFlow(QObject):
    """`check_kept` says that a private check is in the records now, `check_asked` that a topic has nothing to declare,
    and `forget_asked` which draft or declaration the person wants gone."""

    check_kept = Signal()
    check_asked = Signal(str)
    forget_asked = Signal(object)

    def __init__(self, desk: Desk, hand_over: HandOverFlow, draft: Draft) -> None:
        super().__init__(desk)
        self._desk = desk
        self._draft = draft
        self._answering = Answering(desk, draft)
        self._answering.finished.connect(self._show_answers)
        self._own_words = OwnWords(desk, draft)
        self._own_words.finished.connect(self._show_answers)
        self._hand_over = hand_over
        self._hand_over.draft_asked.connect(self._show_answers)
        self._hand_over.reasons_asked.connect(self._show_reasons)
        self._guide = Guide(desk, "declarations", desk.open)
        self._removed: tuple[int, Interest] | None = None

    def from_check(self, check: Check, *, differently: bool = False) -> None:
        """Declare what was checked privately; with `differently`, the person's own view is asked for at once."""

        def go_on() -> None:
            first = self._draft.declaration.latest.interests[0].id
            if differently and self._answering.first_open(first) is None:
                self._show_answers(then=lambda: self._own_words.ask(first, differently=True))
            else:
                self._go_on_with(first)

        why = _tr("DeclareFlow", "What you declare is kept in your own records, encrypted, until you hand it over.")
        self._desk.with_services(lambda services: self._keep(lambda s: _from_check(s, check, ""), go_on), why)

    def save_draft(self, check: Check, question: str) -> None:
        """Keep a private check as a draft, and stay at the question."""
        place = str(Place(0, question)) if question else ANSWERS

        def go_on() -> None:
            self._answering.resume()

        why = _tr("DeclareFlow", "A draft is kept in your own records, encrypted. Only you can open it.")
        self._desk.with_services(lambda services: self._keep(lambda s: _from_check(s, check, place), go_on), why)

    def keep_note(self, check: Check) -> None:
        """Keep a private check as a note for oneself."""
        why = _tr("DeclareFlow", "A private note is kept in your own records, encrypted. It is never handed over unless you declare it.")
        self._desk.with_services(lambda services: self._keep(lambda s: _note(s, check), self._show_answers), why)

    def from_scratch(self) -> None:
        """Declare something: pick what it is about first."""
        why = _tr("DeclareFlow", "What you declare is kept in your own records, encrypted, until you hand it over.")
        self._desk.with_services(lambda services: self._pick(services.content, self._start), why)

    def nothing(self) -> None:
        """Say that there is nothing to declare, which needs no word about the role."""
        why = _tr("DeclareFlow", "That you have nothing to declare is kept in your own records, encrypted, until you hand it over.")
        self._desk.with_services(lambda services: self._keep(_nothing, self._show_answers), why)

    def open(self, declaration: UUID) -> None:
        """Open one of the person's declarations where it stands: a draft at its question, anything else with its state."""
        why = _tr("DeclareFlow", "It is in your own records, encrypted.")
        self._desk.with_services(lambda services: self._open(services, declaration), why)

    def open_at(self, place: Mapping[str, object]) -> None:
        """Open a draft at the page that a lock has parked; where the draft asks that no more, as `open` does."""
        why = _tr("DeclareFlow", "It is in your own records, encrypted.")
        self._desk.with_services(lambda services: self._open_at(services, place), why)

    @property
    def _page(self) -> CheckAnswersPage | None:
        """The page of this flow, while it is the one that is shown."""
        current = self._desk.window.navigation.current
        return current if isinstance(current, CheckAnswersPage) else None

    def _open(self, services: Services, declaration: UUID) -> None:
        self._desk.operations.run(lambda task: mine.whole(services, declaration), self._opened, self._desk.report)

    def _open_at(self, services: Services, place: Mapping[str, object]) -> None:
        declaration = UUID(str(place["declaration"]))
        self._desk.operations.run(lambda task: mine.whole(services, declaration), lambda whole: self._opened_at(whole, place), self._desk.report)

    def _opened_at(self, whole: mine.Whole, place: Mapping[str, object]) -> None:
        known = whole.declaration
        if known.status is not Status.DRAFT:
            self._opened(whole)
            return
        self._draft.take(known)
        if place["page"] == "question":
            self._answering.resume(str(place["question"]))
            return
        interest = next((one.id for one in known.latest.interests if str(one.id) == place["interest"]), None)
        self._show_answers(then=(lambda: self._own_words.ask(interest, differently=place["page"] == "differently")) if interest else None)

    def _opened(self, whole: mine.Whole) -> None:
        self._draft.take(whole.declaration)
        if whole.declaration.status is not Status.DRAFT:
            self._hand_over.show()
        elif whole.declaration.kind is Kind.PRIVATE_NOTE or self._desk.reads_only:
            self._show_answers()
        else:
            self._answering.resume()

    def _keep(self, work: Callable[[Services], Changed], go_on: Callable[[], None]) -> None:
        """Put a private check into the records, and forget it as such."""

        def kept() -> None:
            self.check_kept.emit()
            go_on()

        self._draft.change(work, kept)

    def _pick(self, content: Content, chosen: Callable[[str], None]) -> None:
        search = TopicSearch(content)
        page = TopicsPage(tuple(content.categories.values()), content.topics, lambda words: [found.topic for found in search.find(words)], declaring=True)
        page.chosen.connect(lambda topic: self._picked(content, topic, chosen))
        page.advice_asked.connect(lambda: self._show_support(content))
        page.about_asked.connect(self._guide.topic)
        page.went_back.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _picked(self, content: Content, topic: str, chosen: Callable[[str], None]) -> None:
        if content.topic(topic).declarable:
            chosen(topic)
        else:
            self.check_asked.emit(topic)

    def _start(self, topic: str) -> None:
        self._draft.change(lambda services: declare.start(services, topic=topic), lambda: self._go_on_with(self._draft.declaration.latest.interests[0].id))

    def _add(self, topic: str) -> None:
        declaration = self._draft.declaration.id
        self._draft.change(
            lambda services: declare.add_interest(services, declaration, topic), lambda: self._go_on_with(self._draft.declaration.latest.interests[-1].id)
        )

    def _go_on_with(self, interest: UUID) -> None:
        place = self._answering.first_open(interest)
        if place is None:
            self._show_answers()
        else:
            self._answering.ask(place)

    def _show_answers(self, notice: str = "", then: Callable[[], None] | None = None) -> None:
        def show(looked: _Looked) -> None:
            self._show_page(looked, notice)
            if then:
                then()

        self._look(show)

    def _show_page(self, looked: _Looked, notice: str) -> None:
        page = CheckAnswersPage(self._take(looked), self._draft.saved_words)
        page.question_chosen.connect(self._answering.change)
        page.words_chosen.connect(lambda interest: self._own_words.ask(interest, differently=False))
        page.different_chosen.connect(lambda interest: self._own_words.ask(interest, differently=True))
        page.reasons_chosen.connect(self._show_reasons)
        page.remove_asked.connect(self._remove)
        page.undo_asked.connect(self._undo_remove)
        page.add_asked.connect(lambda: self._pick(self._draft.services.content, self._add))
        page.remember_asked.connect(self._remember_role)
        page.role_update_asked.connect(self._use_role)
        page.forget_asked.connect(lambda: self.forget_asked.emit(self._draft.declaration.id))
        page.continued.connect(self._continue)
        self._desk.start(page)
        self._keep_place()
        if notice:
            page.notice.say(notice)

    def _refresh(self, notice: str = "", link: str = "") -> None:
        """Show the same page anew, and say what happened."""

        def show(looked: _Looked) -> None:
            page = self._page
            if page is None:
                return
            page.show_declaration(self._take(looked), self._draft.saved_words)
            if notice:
                page.notice.say(notice, link=link, focus=True)

        self._look(show)

    def _take(self, looked: _Looked) -> DeclarationShown:
        return shown(looked.content, looked.declaration, looked.results, role_outdated=looked.outdated, remembered=looked.remembered)

    def _look(self, then: Callable[[_Looked], None]) -> None:
        services, declaration, day = self._draft.services, self._draft.declaration, self._desk.today()
        self._desk.operations.run(lambda task: _look(services, declaration.id, day), then, self._desk.report)

    def _keep_place(self) -> None:
        declaration = self._draft.declaration
        if declaration.latest.place != ANSWERS and declaration.status is Status.DRAFT:
            self._draft.note(lambda services: declare.keep_place(services, declaration.id, ANSWERS))

    def _continue(self) -> None:
        declaration = self._draft.declaration
        if declaration.kind is Kind.PRIVATE_NOTE:
            said = _tr("DeclareFlow", "It is a draft of a declaration now. Nothing was handed over.")
            self._draft.change(lambda services: declare.declare_note(services, declaration.id), lambda: self._show_answers(said))
        else:
            self._hand_over.begin()

    def _remove(self, interest: UUID) -> None:
        declaration = self._draft.declaration
        position = [one.id for one in declaration.latest.interests].index(interest)
        self._removed = position, declaration.latest.interests[position]
        said, undo = _tr("DeclareFlow", "The interest is removed."), _tr("DeclareFlow", "Undo: put it back")
        self._draft.change(
            lambda services: declare.remove_interest(services, declaration.id, interest, place=ANSWERS), lambda: self._refresh(said, undo)
        )

    def _undo_remove(self) -> None:
        if self._removed is None:
            return
        (position, interest), self._removed = self._removed, None
        declaration = self._draft.declaration.id
        said = _tr("DeclareFlow", "The interest is back, with its answers.")
        self._draft.change(
            lambda services: declare.put_back_interest(services, declaration, interest, position), lambda: self._refresh(said)
        )

    def _remember_role(self) -> None:
        services, role = self._draft.services, self._draft.declaration.latest.role
        said = _tr("DeclareFlow", "Your role is remembered. You can change or forget it in My information.")
        self._desk.operations.run(lambda task: profile.remember_role(services, role)[1], lambda change: self._told(change, said), self._desk.report)

    def _told(self, change: Change, said: str) -> None:
        self._desk.changed.emit(change)
        self._refresh(said)

    def _use_role(self) -> None:
        declaration = self._draft.declaration.id
        said = _tr("DeclareFlow", "The results are worked out with your role as it is now.")
        self._draft.change(lambda services: declare.use_remembered_role(services, declaration), lambda: self._refresh(said))

    def _show_reasons(self, interest: UUID) -> None:
        """Why the result is what it is, with its rights first."""
        self._look(lambda looked: self._reasons_page(looked, interest))

    def _reasons_page(self, looked: _Looked, interest: UUID) -> None:
        content = about_role.said(looked.content, looked.declaration.latest.role)
        known = looked.declaration.latest.interest(interest)
        page = ReasonsPage(looked.results[interest], content.topic(known.topic), content)
        page.left.connect(self._desk.window.navigation.back)
        page.support_asked.connect(lambda: self._show_support(content))
        page.about_asked.connect(self._guide.topic)
        self._desk.open(page)

    def _show_support(self, content: Content) -> None:
        page = SupportPage(content.contacts, "declarations")
        page.went_back.connect(self._desk.window.navigation.back)
        self._desk.open(page)


def _role_told(services: Services, check: Check) -> Answers | None:
    """The role of a check; None where it is the remembered one, which keeps when it was told."""
    remembered = profile.role(services)
    return None if remembered is not None and remembered.answers == check.role else check.role


def _from_check(services: Services, check: Check, place: str) -> Changed:
    return declare.start(services, topic=check.topic.id, answers=check.answers, role=_role_told(services, check), place=place)


def _note(services: Services, check: Check) -> Changed:
    return declare.keep_private_note(services, topic=check.topic.id, answers=check.answers, role=_role_told(services, check))


def _nothing(services: Services) -> Changed:
    """The draft that says so already, where there is one; else a new one."""
    for one in mine.listed(services.store):
        if one.kind is Kind.NOTHING_TO_DECLARE and one.status is Status.DRAFT and one.version == 1:
            return mine.whole(services, one.id).declaration, NOTHING
    return declare.nothing_to_declare(services)


def _look(services: Services, declaration: UUID, day: date) -> _Looked:
    whole = mine.whole(services, declaration)
    found, remembered = whole.declaration, profile.role(services)
    content, results = mine.content_of(services, found.latest), dict(whole.results)
    for interest in found.latest.interests:
        if interest.id not in results:
            results[interest.id] = assess(content, interest.topic, found.latest.role, interest.answers, day)
    return _Looked(found, results, whole.role_outdated, remembered.answers if remembered else None, content)

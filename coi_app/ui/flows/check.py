"""The private check: topics, questions, the result. Everything stays in memory here; who keeps something listens to the signals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coi_app.domain.answers import Answers, Value
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.search import TopicSearch
from coi_app.rules.wording import answer_words
from coi_app.services import check as checking
from coi_app.services.changes import Change
from coi_app.services.check import Check
from coi_app.ui.desk import Desk
from coi_app.ui.flows.guidance import Guide
from coi_app.ui.i18n import _tr
from coi_app.ui.models.asked import asked
from coi_app.ui.page import Page
from coi_app.ui.pages.answers import AnswerSeen, AnswersPage
from coi_app.ui.pages.question import QuestionPage
from coi_app.ui.pages.result import ResultPage
from coi_app.ui.pages.support import SupportPage
from coi_app.ui.pages.topics import TopicsPage

if TYPE_CHECKING:
    from coi_app.services.context import Services

Note = tuple[str, Sequence[str]]


class CheckFlow(QObject):
    """Leads through a check. The signals carry the Check as it stands; `draft_asked` also the id of the question shown, or nothing.

    The check stays here until `forget` is called, so that a set-up that was broken off costs no answer.
    `finished` says that the person is done and wants to be home.
    """

    declare_asked = Signal(object)
    draft_asked = Signal(object, str)
    note_asked = Signal(object)
    differently_asked = Signal(object)
    guide_asked = Signal(object)
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._check: Check | None = None
        self._at = ""
        self._note: Note | None = None
        self._result_page: ResultPage | None = None
        self._answers_page: AnswersPage | None = None
        self._pages: list[Page] = []
        self._guide = Guide(desk, "check", self._show)

    @property
    def under_way(self) -> bool:
        """Whether a check is in memory."""
        return self._check is not None

    def start(self, words: str = "") -> None:
        """Shows the topics, those first that fit the words."""
        self._desk.with_content(lambda content, _: self._show_topics(content, words))

    def begin(self, topic_id: str) -> None:
        """Starts a check of this topic with the remembered role, if there is one; a check under way is forgotten."""
        self._desk.with_content(lambda content, _: self._begin(content, topic_id))

    def forget(self) -> None:
        """Wipes the check from memory, with its pages; the one that is shown goes when another is started."""
        self._check, self._at, self._note = None, "", None
        self._result_page = self._answers_page = None
        pages, self._pages = self._pages, []
        self._desk.window.navigation.let_go(pages)

    def _show_topics(self, content: Content, words: str) -> None:
        search = TopicSearch(content)

        def find(said: str) -> list[Topic]:
            return [found.topic for found in search.find(said)]

        page = TopicsPage(tuple(content.categories.values()), content.topics, find, words=words, waiting=self.under_way)
        page.chosen.connect(self.begin)
        page.resumed.connect(self._resume)
        page.forget_asked.connect(self.forget)
        page.advice_asked.connect(self._show_support)
        page.about_asked.connect(self._guide.topic)
        page.went_back.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _begin(self, content: Content, topic_id: str) -> None:
        services = self._desk.services
        if services is None:
            self._begin_with(content, topic_id, None)
        else:
            self._desk.operations.run(
                lambda task: _remembered(services), lambda role: self._begin_with(content, topic_id, role), self._desk.report
            )

    def _begin_with(self, content: Content, topic_id: str, role: Answers | None) -> None:
        self.forget()
        self._check = checking.begin(content, topic_id, self._desk.today(), role)
        self._go_on()

    def _resume(self) -> None:
        check = self._check
        if check is None:
            return
        question = next((q for q in check.journey.asked if q.id == self._at), None)
        if question is not None and self._at:
            self._ask(question)
        else:
            self._go_on()

    def _go_on(self, after: str | None = None) -> None:
        """Shows the question after this one, or the result when there is none."""
        if self._check is None:
            return
        question = checking.next_question(self._check, after)
        if question is None:
            self._show_result()
        else:
            self._ask(question)

    def _ask(self, question: Question, *, changing: bool = False) -> None:
        if self._check is None:
            return
        self._at = question.id
        page = QuestionPage(asked(self._check, question), note=self._told())
        page.answered.connect(self._keep)
        page.continued.connect(self._changed if changing else self._continued)
        page.went_back.connect(self._desk.window.navigation.back)
        page.draft_asked.connect(self._draft)
        page.forget_asked.connect(self._forgotten)
        page.about_asked.connect(self._guide.topic)
        self._show(page)

    def _keep(self, question_id: str, value: Value) -> None:
        """Takes an answer into the check; what was shown after it may no longer be so."""
        if self._check is None:
            return
        before = self._check
        self._check = checking.answer(before, question_id, value)
        self._at = question_id
        parked = [q for q in self._check.journey.ignored if q not in before.journey.ignored]
        if parked:
            shorts = [before.content.question(q).short for q in parked]
            self._note = (before.content.wording.phrases["no_longer_asked"], shorts)
        if self._check != before:
            self._desk.window.navigation.let_go_forward()

    def _continued(self, question_id: str, value: Value) -> None:
        self._keep(question_id, value)
        self._go_on(question_id)

    def _changed(self, question_id: str, value: Value) -> None:
        """After a change: what it newly asks first, then back to the list of answers."""
        self._keep(question_id, value)
        if self._check is None:
            return
        question = checking.next_question(self._check)
        if question is not None:
            self._ask(question, changing=True)
            return
        if self._answers_page is not None:
            self._desk.window.navigation.back_to(self._answers_page)
        self._show_answers(replace=self._answers_page is not None)

    def _show_result(self, *, replace: bool = False) -> None:
        check = self._check
        if check is None:
            return
        self._at = ""
        role_offered = bool(check.role) and not check.role_known
        page = ResultPage(checking.result(check), check.topic, check.said, role_offered=role_offered, note=self._told())
        page.went_back.connect(self._desk.window.navigation.back)
        page.declare_asked.connect(lambda: self.declare_asked.emit(self._check))
        page.guide_asked.connect(lambda: self.guide_asked.emit(self._check))
        page.note_asked.connect(lambda: self.note_asked.emit(self._check))
        page.differently_asked.connect(lambda: self.differently_asked.emit(self._check))
        page.draft_asked.connect(lambda: self._draft(""))
        page.support_asked.connect(self._show_support)
        page.change_asked.connect(self._show_answers)
        page.remember_asked.connect(self._remember_role)
        page.forget_asked.connect(self._forgotten)
        page.done.connect(self._forgotten)
        page.about_asked.connect(self._guide.topic)
        self._result_page = page
        self._show(page, replace=replace)

    def _show_answers(self, *, replace: bool = False) -> None:
        check = self._check
        if check is None:
            return
        parked = [q for q in check.journey.ignored if q in check.answers or not check.role_known]
        page = AnswersPage(
            [_seen(check, q.id) for q in check.journey.asked],
            [_seen(check, q) for q in parked],
            check.content.wording.phrases["no_longer_asked"],
        )
        self._note = None
        page.went_back.connect(self._desk.window.navigation.back)
        page.change_asked.connect(self._change)
        page.result_asked.connect(self._see_result)
        self._answers_page = page
        self._show(page, replace=replace)

    def _change(self, question_id: str) -> None:
        if self._check is not None:
            self._ask(self._check.content.question(question_id), changing=True)

    def _see_result(self) -> None:
        if self._result_page is not None:
            self._desk.window.navigation.back_to(self._result_page)
        self._show_result(replace=self._result_page is not None)

    def _show_support(self) -> None:
        self._desk.with_content(self._support_with)

    def _support_with(self, content: Content, _: object) -> None:
        page = SupportPage((self._check.said if self._check else content).contacts)
        page.went_back.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _remember_role(self) -> None:
        why = _tr("CheckFlow", "Your role is kept in your own records, encrypted. The rest of this check stays in memory.")
        self._desk.with_services(self._remember_with, why)

    def _remember_with(self, services: Services) -> None:
        check = self._check
        if check is None:
            return
        role = check.role
        self._desk.operations.run(lambda task: _remember(services, role), self._role_remembered, self._desk.report)

    def _role_remembered(self, change: Change) -> None:
        if self._result_page is not None:
            self._desk.window.navigation.back_to(self._result_page)
        if self._result_page is not None and self._desk.window.navigation.current is self._result_page:
            self._result_page.show_role_remembered()
        self._desk.changed.emit(change)

    def _draft(self, question_id: str) -> None:
        self.draft_asked.emit(self._check, question_id)

    def _forgotten(self) -> None:
        self.forget()
        self.finished.emit()

    def _told(self) -> Note | None:
        """What is to be said on the next page, once."""
        note, self._note = self._note, None
        return note

    def _show(self, page: Page, *, replace: bool = False) -> None:
        self._pages.append(page)
        if replace:
            self._desk.replace(page)
        else:
            self._desk.open(page)


def _seen(check: Check, question_id: str) -> AnswerSeen:
    question = check.content.question(question_id)
    value = checking.value_of(check, question)
    return AnswerSeen(question_id, question.short, "" if value is None else answer_words(check.content, question, value))


def _remembered(services: Services) -> Answers | None:
    from coi_app.services import profile  # brings in SQLAlchemy, which the first paint does not wait for

    role = profile.role(services)
    return role.answers if role else None


def _remember(services: Services, role: Answers) -> Change:
    from coi_app.services import profile  # as above

    return profile.remember_role(services, role)[1]

"""The questions of a draft, one a page: each answer is saved before the next question comes, and the place is kept for a restart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from coi_app.domain.answers import Value
from coi_app.domain.declaration import Interest
from coi_app.rules.content import Content
from coi_app.services import check as checking
from coi_app.services import declare
from coi_app.services.check import Check, Progress
from coi_app.ui.desk import Desk
from coi_app.ui.flows.draft import Draft
from coi_app.ui.flows.guidance import Guide
from coi_app.ui.flows.places import Place, place_of
from coi_app.ui.i18n import _tr
from coi_app.ui.models.asked import Asked, asked
from coi_app.ui.models.declared import check_of
from coi_app.ui.operations import while_alive
from coi_app.ui.page import Page
from coi_app.ui.pages.question import QuestionPage

ANSWERS = "answers"
"""The place of the page with all answers."""

_PLACE = "place"

Note = tuple[str, Sequence[str]]


class Answering(QObject):
    """Asks what a draft still leaves open, or one question again. `finished` says that the page with all answers comes next."""

    finished = Signal()

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__(desk)
        self._desk = desk
        self._draft = draft
        self._saving = False
        self._guide = Guide(desk, "declarations", desk.open)
        desk.window.navigation.page_shown.connect(self._shown)

    def resume(self, at: str = "") -> None:
        """Ask the question that the draft was left at, or the one `at` a place, with nothing behind it; all answers where it was left at none."""
        place = place_of(at or self._draft.declaration.latest.place)
        if place is not None and self._fits(place):
            self._ask(place, fresh=True)
        else:
            self.finished.emit()

    def first_open(self, interest: UUID) -> Place | None:
        """The first question of an interest that has no answer."""
        position = self._position(interest)
        question = checking.next_question(self._check(position))
        return Place(position, question.id) if question else None

    def ask(self, place: Place) -> None:
        """Ask from this question on, with nothing behind it."""
        self._ask(place, fresh=True)

    def change(self, interest: UUID | None, question: str) -> None:
        """Ask one question again, then what that leads to, then show all answers."""
        position = self._position(interest) if interest else self._asks_of_role(question)
        self._ask(Place(position, question), changing=True)

    @property
    def _content(self) -> Content:
        return self._draft.services.content

    def _ask(self, place: Place, *, changing: bool = False, fresh: bool = False, note: Note | None = None) -> None:
        shown = self._asked(place)
        action = ""
        if changing:
            shown = replace(shown, progress=Progress(shown.progress.answered, 1))
            action = _tr("Answering", "Save")
        page = QuestionPage(shown, private=False, kept=self._draft.saved_words, note=note, action=action)
        page.setProperty(_PLACE, str(place))
        page.kept_at = {"page": "question", "declaration": str(self._draft.declaration.id), "question": str(place)}
        page.answered.connect(lambda question, value: self._keep(page, place, value))
        page.continued.connect(lambda question, value: self._go_on(page, place, value, changing))
        page.went_back.connect(lambda: self._back(place))
        page.about_asked.connect(self._guide.topic)
        if fresh:
            self._desk.start(page)
        else:
            self._desk.open(page)

    def _keep(self, page: QuestionPage, place: Place, value: Value) -> None:
        """Save a card as soon as it is chosen; the person stays on the question."""
        self._save(place, value, str(place), while_alive(page, lambda: page.show_kept(self._draft.saved_words)), page, tells=False)

    def _go_on(self, page: QuestionPage, place: Place, value: Value, changing: bool) -> None:
        if self._saving:
            return
        self._saving = True
        following, note = self._following(place, value, changing)

        def saved() -> None:
            self._saving = False
            if self._desk.window.navigation.current is not page:
                return
            if following is None:
                self.finished.emit()
            else:
                self._ask(following, changing=changing, note=note)

        self._save(place, value, str(following) if following else ANSWERS, saved, page)

    def _save(self, place: Place, value: Value, next_place: str, saved: Callable[[], None], page: QuestionPage, *, tells: bool = True) -> None:
        """Save one answer; where that fails the page says so, and `tells` opens a message with the reason too."""
        declaration = self._draft.declaration
        question = self._content.question(place.question)
        interest = None if question.table == "role" else declaration.latest.interests[place.position].id
        operation = self._desk.surroundings.new_id()

        def failed(problem: Exception) -> None:
            self._saving = False
            tell()
            if tells:
                self._desk.report(problem)

        tell = while_alive(page, lambda: page.show_kept(_tr("Answering", "Not saved. Your answer is still on the page: try again.")))
        self._draft.change(
            lambda services: declare.save_answer(services, declaration.id, interest, place.question, value, place=next_place, operation=operation),
            saved,
            failed,
        )

    def _following(self, place: Place, value: Value, changing: bool) -> tuple[Place | None, Note | None]:
        """The question after this one once it is answered so, and what the answer did to earlier ones."""
        before = self._check(place.position)
        after = checking.answer(before, place.question, value)
        question = checking.next_question(after) if changing else checking.next_question(after, place.question)
        parked = [q for q in after.journey.ignored if q not in before.journey.ignored]
        shorts = [self._content.question(q).short for q in parked]
        note = (self._content.wording.phrases["no_longer_asked"], shorts) if parked else None
        return (Place(place.position, question.id) if question else None), note

    def _back(self, place: Place) -> None:
        """The page before; after a restart, where there is none, the question before, or all answers."""
        navigation = self._desk.window.navigation
        if navigation.can_go_back:
            navigation.back()
            return
        before = self._before(place)
        if before is None:
            self.finished.emit()
        else:
            self._ask(before, fresh=True)

    def _before(self, place: Place) -> Place | None:
        question = checking.previous_question(self._check(place.position), place.question)
        return Place(place.position, question.id) if question else None

    def _shown(self, page: Page) -> None:
        """Keep the place when an earlier question is shown again; going on keeps it with the answer."""
        kept = page.property(_PLACE)
        if not kept or not self._draft.is_open or self._saving or self._draft.declaration.latest.place == kept:
            return
        declaration = self._draft.declaration
        self._draft.note(lambda services: declare.keep_place(services, declaration.id, kept))

    def _asked(self, place: Place) -> Asked:
        return asked(self._check(place.position), self._content.question(place.question))

    def _check(self, position: int) -> Check:
        declaration = self._draft.declaration
        return check_of(self._content, declaration, self._interest(position), self._desk.today())

    def _interest(self, position: int) -> Interest:
        return self._draft.declaration.latest.interests[position]

    def _position(self, interest: UUID) -> int:
        return [one.id for one in self._draft.declaration.latest.interests].index(interest)

    def _asks_of_role(self, question: str) -> int:
        """The first interest that asks this question about the role."""
        positions = range(len(self._draft.declaration.latest.interests))
        return next(at for at in positions if any(each.id == question for each in self._check(at).journey.asked))

    def _fits(self, place: Place) -> bool:
        """Whether the draft still asks this question there."""
        declaration = self._draft.declaration
        if place.position >= len(declaration.latest.interests):
            return False
        return any(each.id == place.question for each in self._check(place.position).journey.asked)

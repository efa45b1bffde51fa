"""From a complete draft to the manager's hands: the names on it, exactly what they will see, the signature, the paper, and the day it was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QWidget

from coi_app.domain.declaration import Declaration, Kind
from coi_app.domain.errors import InputError
from coi_app.domain.people import Person
from coi_app.rules.content import Content
from coi_app.services import hand_over, mine, profile
from coi_app.services.changes import Change
from coi_app.services.check import Check
from coi_app.services.context import Services
from coi_app.services.save_file import save_file
from coi_app.ui.desk import Desk
from coi_app.ui.flows.draft import Draft
from coi_app.ui.flows.own_record import OwnRecordFlow
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import Messages, sentence_of
from coi_app.ui.models.declared import shown
from coi_app.ui.models.own_record import ChangeShown, RecordShown, changes, record_of, since
from coi_app.ui.models.papers import Paper, free_name, paper_of, paper_of_check
from coi_app.ui.moments import day_words, time_words
from coi_app.ui.operations import Lane, while_alive
from coi_app.ui.pages.changes import ChangesPage
from coi_app.ui.pages.declaration import DeclarationPage, Signed
from coi_app.ui.pages.names import NamesGiven, NamesPage
from coi_app.ui.pages.seen import SeenPage
from coi_app.ui.pages.sign import SignPage
from coi_app.ui.saving import place_for_papers
from coi_app.ui.widgets.pdf_view import PageSize, image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

T = TypeVar("T")
PrinterChosen = Callable[["QPrinter"], None]


@dataclass(frozen=True)
class Outside:
    """What a person chooses outside the window: a printer, and a look into a folder. Tests choose in their place."""

    choose_printer: Callable[[QWidget, PrinterChosen], None]
    open_folder: Callable[[Path], None]


class HandOverFlow(QObject):
    """`draft_asked` says that the draft is to be shown again, with a sentence; `forget_asked` which declaration is to go."""

    draft_asked = Signal(str)
    forget_asked = Signal(object)
    reasons_asked = Signal(object)

    def __init__(self, desk: Desk, messages: Messages, draft: Draft, outside: Outside | None = None) -> None:
        super().__init__(desk)
        self._desk = desk
        self._messages = messages
        self._draft = draft
        self._outside = outside or Outside(_choose_printer, _open_folder)
        self._record = OwnRecordFlow(desk, messages)

    def begin(self) -> None:
        """Show what a new version says otherwise, ask for the names where one is missing, then show exactly what the manager will see."""
        declaration = self._draft.declaration
        if len(declaration.versions) > 1:
            services = self._draft.services
            self._run(lambda: (since(services, declaration), changes(services, declaration.id)), lambda told: self._show_changes(*told))
        else:
            self._begin()

    def _begin(self) -> None:
        services = self._draft.services
        self._run(lambda: profile.me(services), self._names_or_paper)

    def _show_changes(self, since: str, changed: Sequence[ChangeShown]) -> None:
        page = ChangesPage(since, changed)
        page.continued.connect(self._begin)
        page.left.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def show(self, notice: str = "") -> None:
        """Show a signed declaration with its state."""
        services, declaration, today = self._draft.services, self._draft.declaration.id, self._desk.today()
        self._run(lambda: _look(services, declaration, today), lambda looked: self._show_declaration(*looked, notice))

    def preview(self, check: Check) -> None:
        """Show the conversation guide of a private check; it stays in memory."""
        made_up = self._desk.surroundings.new_id()
        self._run(lambda: paper_of_check(check, made_up), lambda paper: self._show_paper(paper, private=True), Lane.DOCUMENTS)

    @property
    def _page(self) -> DeclarationPage | None:
        """The page of this flow, while it is the one that is shown."""
        current = self._desk.window.navigation.current
        return current if isinstance(current, DeclarationPage) else None

    def _run(self, work: Callable[[], T], done: Callable[[T], None], lane: Lane = Lane.STORE) -> None:
        self._desk.operations.run(lambda task: work(), done, self._desk.report, lane=lane)

    def _names_or_paper(self, me: Person) -> None:
        if me.name and me.job_title and me.agency and me.manager:
            self._make_paper()
        else:
            self._ask_names(me)

    def _ask_names(self, me: Person) -> None:
        page = NamesPage(NamesGiven(me.name, me.job_title, me.agency, me.manager))
        page.given.connect(lambda names: self._save_names(page, me, names))
        page.left.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _save_names(self, page: NamesPage, me: Person, names: NamesGiven) -> None:
        services = self._draft.services
        person = replace(me, name=names.name, job_title=names.job_title, agency=names.agency, manager=names.manager)
        self._desk.operations.run(
            lambda task: profile.save_me(services, person)[1], self._names_saved, while_alive(page, lambda problem: page.notice.fail(sentence_of(problem)))
        )

    def _names_saved(self, change: Change) -> None:
        self._desk.changed.emit(change)
        self._make_paper()

    def _make_paper(self) -> None:
        services, declaration, today = self._draft.services, self._draft.declaration.id, self._desk.today()
        self._run(lambda: paper_of(services, declaration, today), self._show_paper, Lane.DOCUMENTS)

    def _show_paper(self, paper: Paper, *, private: bool = False) -> None:
        to_sign = not private and self._draft.declaration.latest.signed_at is None
        pages = [PageSize(*page) for page in paper.pages]
        page = SeenPage(pages, manager=paper.person.manager if paper.person else "", to_sign=to_sign, private=private)
        page.view.image_wanted.connect(lambda number, dots: self._draw(page, paper, number, dots))
        page.continued.connect(lambda: self._ask_signature(paper))
        page.names_asked.connect(lambda: self._ask_names(paper.person or self._nobody()))
        page.left.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _draw(self, page: SeenPage, paper: Paper, number: int, dots: float) -> None:
        view = page.view
        self._desk.operations.run(
            lambda task: _image(paper.pdf, number, dots), while_alive(view, lambda image: view.show_page(number, image)), self._desk.report, lane=Lane.DOCUMENTS
        )

    def _ask_signature(self, paper: Paper) -> None:
        page = SignPage(paper.person.name if paper.person else "", nothing=self._draft.declaration.kind is Kind.NOTHING_TO_DECLARE)
        page.signed.connect(lambda name: self._sign(page, paper, name))
        page.left.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _sign(self, page: SignPage, paper: Paper, name: str) -> None:
        """Sign what was seen: after midnight the page bears another day, so it is shown again first."""
        if paper.day != self._desk.today():
            self._make_paper()
            return
        declaration, operation = self._draft.declaration.id, self._desk.surroundings.new_id()
        self._draft.change(
            lambda services: hand_over.sign(services, declaration, name, operation=operation),
            lambda: self.show(_tr("HandOver", "Signed. It is not handed over yet.")),
            while_alive(page, lambda problem: page.notice.fail(sentence_of(problem))),
        )

    def _show_declaration(self, looked: mine.Whole, content: Content, record: RecordShown, notice: str) -> None:
        found = shown(content, looked.declaration, looked.results, role_outdated=looked.role_outdated)
        page = DeclarationPage(found, self._facts(looked.declaration), record)
        page.kept_at = {"page": "record", "declaration": str(found.id)}
        self._record.tend(page.record, page.notice, self._draft.services, found.id)
        page.save_asked.connect(self._save)
        page.print_asked.connect(self._print)
        page.folder_asked.connect(self._open_folder)
        page.seen_asked.connect(self._make_paper)
        page.handed_over.connect(self._give)
        page.change_asked.connect(self._change)
        page.forget_asked.connect(lambda: self.forget_asked.emit(self._draft.declaration.id))
        page.reasons_chosen.connect(self.reasons_asked)
        self._desk.start(page)
        if notice:
            page.notice.say(notice)

    def _facts(self, declaration: Declaration) -> Signed:
        version = declaration.latest
        signed = _tr("HandOver", "Signed by {name} on {when}.").format(name=version.signed_name, when=self._when(version.signed_at))
        on = declaration.handed_over_on
        given = _tr("HandOver", "You gave it to your manager on {day}.").format(day=day_words(on)) if on else ""
        return Signed(signed, given, self._desk.today().isoformat())

    def _when(self, moment: datetime | None) -> str:
        own = self._desk.here(moment) if moment else None
        return f"{day_words(own.date())}, {time_words(own)}" if own else ""

    def _save(self) -> None:
        services, declaration, today = self._draft.services, self._draft.declaration.id, self._desk.today()
        self._busy(_tr("HandOver", "Making the PDF…"))
        self._run(lambda: paper_of(services, declaration, today), self._choose_file, Lane.DOCUMENTS)

    def _choose_file(self, paper: Paper) -> None:
        self._busy("")
        self._messages.choose_save_file(free_name(place_for_papers(self._desk.window), paper), _tr("HandOver", "PDF (*.pdf)"), lambda path: self._write(paper, path))

    def _write(self, paper: Paper, chosen: Path) -> None:
        target = chosen if chosen.suffix.lower() == ".pdf" else chosen.with_name(f"{chosen.name}.pdf")
        self._desk.operations.run(
            lambda task: save_file(target, paper.pdf), lambda _: self._written(target), lambda problem: self._say_failed(problem), lane=Lane.DOCUMENTS
        )

    def _written(self, target: Path) -> None:
        self._desk.window.prefer(papers=str(target.parent))
        self._say(
            _tr("HandOver", "Saved as {name} in {folder}. It is not encrypted there: whoever can open that folder can read it.").format(
                name=target.name, folder=target.parent.name or str(target.parent)
            )
            + self._not_noted(),
            _tr("HandOver", "Open the folder"),
        )
        self._note_export("pdf")

    def _print(self) -> None:
        self._outside.choose_printer(self._desk.window, self._print_on)

    def _print_on(self, printer: QPrinter) -> None:
        from coi_app.ui.printing import print_pages  # PDFium and printing are slow to load, and most starts never need them

        services, declaration, today = self._draft.services, self._draft.declaration.id, self._desk.today()
        self._busy(_tr("HandOver", "Printing…"))
        self._desk.operations.run(
            lambda task: print_pages(paper_of(services, declaration, today).pdf, printer, task), self._printed, self._say_failed, lane=Lane.DOCUMENTS
        )

    def _printed(self, count: int) -> None:
        self._busy("")
        said = _tr("HandOver", "1 page went to the printer.") if count == 1 else _tr("HandOver", "{count} pages went to the printer.").format(count=count)
        self._say(said + self._not_noted())
        self._note_export("print")

    def _not_noted(self) -> str:
        return _tr("HandOver", " Your records are open to read only, so this is not in their history.") if self._desk.reads_only else ""

    def _note_export(self, form: str) -> None:
        declaration = self._draft.declaration.id
        self._draft.note(lambda services: hand_over.mark_exported(services, declaration, form))

    def _open_folder(self) -> None:
        self._outside.open_folder(place_for_papers(self._desk.window))

    def _give(self, on: str) -> None:
        declaration = self._draft.declaration.id
        self._draft.change(
            lambda services: hand_over.mark_handed_over(services, declaration, date.fromisoformat(on)),
            lambda: self.show(_tr("HandOver", "It is on record that your manager has it.")),
            self._not_given,
        )

    def _not_given(self, problem: Exception) -> None:
        if isinstance(problem, InputError) and self._page is not None:
            self._page.show_date_error(sentence_of(problem))
        else:
            self._say_failed(problem)

    def _change(self) -> None:
        declaration = self._draft.declaration
        said = _tr("HandOver", "It is a draft again, and no longer signed.")
        if declaration.handed_over_on is not None:
            said = _tr("HandOver", "A new version has begun. What you handed over is kept as it was.")
        self._draft.change(lambda services: hand_over.reopen(services, declaration.id), lambda: self.draft_asked.emit(said), self._say_failed)

    def _busy(self, words: str) -> None:
        if self._page is not None:
            self._page.saving(words)

    def _say(self, words: str, link: str = "") -> None:
        if self._page is not None:
            self._page.notice.say(words, link=link, focus=True)

    def _say_failed(self, problem: Exception) -> None:
        self._busy("")
        if self._page is not None:
            self._page.notice.say(sentence_of(problem), "stop", focus=True)

    def _nobody(self) -> Person:
        return Person(self._draft.services.person)


def _look(services: Services, declaration: UUID, today: date) -> tuple[mine.Whole, Content, RecordShown]:
    """A signed declaration with the very content that it was made with: it shows its own words for ever."""
    whole = mine.whole(services, declaration)
    return whole, mine.content_of(services, whole.declaration.latest), record_of(services, declaration, today)


def _image(pdf: bytes, number: int, dots: float) -> QImage:
    from coi_app.documents import preview  # PDFium is slow to load, and most starts never need it

    page = preview.page_image(pdf, number, dots)
    return image_of(page.width, page.height, page.rgb)


def _choose_printer(parent: QWidget, chosen: PrinterChosen) -> None:
    from coi_app.ui.printing import choose_printer  # as above

    choose_printer(parent, chosen)


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

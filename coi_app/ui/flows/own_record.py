"""What a person adds to a record of their own and sees of it: statements, the label, the history, and the whole of it as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from coi_app.domain.errors import InputError
from coi_app.services import hand_over, own_record
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services
from coi_app.services.own_record import Retention
from coi_app.services.save_file import save_file
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import Messages, sentence_of
from coi_app.ui.models.own_record import RecordShown, record_of, text_of
from coi_app.ui.operations import while_alive
from coi_app.ui.pages.own_record import OwnRecord
from coi_app.ui.saving import place_for_papers
from coi_app.ui.widgets.banner import Banner


class OwnRecordFlow(QObject):
    """Tends the part of a declaration's page that is the person's own; what was done is said on its banner, once it is durable."""

    def __init__(self, desk: Desk, messages: Messages) -> None:
        super().__init__(desk)
        self._desk = desk
        self._messages = messages

    def tend(self, part: OwnRecord, notice: Banner, services: Services, declaration: UUID) -> None:
        """Does what is asked for on this part of a page."""
        part.statement_added.connect(lambda text: self._add(part, notice, services, declaration, text))
        part.label_chosen.connect(lambda chosen: self._label(part, notice, services, declaration, chosen))
        part.save_asked.connect(lambda: self._save(part, notice, services, declaration))

    def _add(self, part: OwnRecord, notice: Banner, services: Services, declaration: UUID, text: str) -> None:
        operation, today = self._desk.surroundings.new_id(), self._desk.today()

        def added(done: tuple[Change, RecordShown]) -> None:
            part.clear_statement()
            self._done(part, notice, done, _tr("OwnRecordFlow", "Your statement is added to this record."))

        def failed(problem: Exception) -> None:
            if isinstance(problem, InputError):
                part.show_error(sentence_of(problem))
            else:
                notice.fail(sentence_of(problem))

        def work() -> tuple[Change, RecordShown]:
            change = own_record.add_statement(services, declaration, text, operation=operation)
            return change, record_of(services, declaration, today)

        self._desk.operations.run(lambda task: work(), while_alive(part, added), while_alive(part, failed))

    def _label(self, part: OwnRecord, notice: Banner, services: Services, declaration: UUID, chosen: str) -> None:
        today = self._desk.today()

        def work() -> tuple[Change, RecordShown]:
            change = own_record.label(services, declaration, Retention(chosen))[1]
            return change, record_of(services, declaration, today)

        said = _tr("OwnRecordFlow", "Your label is kept. Nothing is deleted by it.")
        self._run(part, notice, work, said)

    def _save(self, part: OwnRecord, notice: Banner, services: Services, declaration: UUID) -> None:
        suggested = place_for_papers(self._desk.window) / f"Declare record {self._desk.today().isoformat()}.txt"
        self._messages.choose_save_file(suggested, _tr("OwnRecordFlow", "Text (*.txt)"), while_alive(part, lambda path: self._write(part, notice, services, declaration, path)))

    def _write(self, part: OwnRecord, notice: Banner, services: Services, declaration: UUID, path: Path) -> None:
        target, today = path if path.suffix else path.with_suffix(".txt"), self._desk.today()
        said = _tr("OwnRecordFlow", "Saved as {name}. It is not encrypted: whoever can open that folder can read it.").format(name=target.name)
        self._run(part, notice, lambda: _written(services, declaration, target, today), said)

    def _run(self, part: OwnRecord, notice: Banner, work: Callable[[], tuple[Change, RecordShown]], said: str) -> None:
        done = while_alive(part, lambda done: self._done(part, notice, done, said))
        self._desk.operations.run(lambda task: work(), done, while_alive(part, lambda problem: notice.fail(sentence_of(problem))))

    def _done(self, part: OwnRecord, notice: Banner, done: tuple[Change, RecordShown], said: str) -> None:
        change, shown = done
        self._desk.changed.emit(change)
        part.show_record(shown)
        notice.say(said, focus=True)


def _written(services: Services, declaration: UUID, target: Path, today: date) -> tuple[Change, RecordShown]:
    """The file first, then the line in the history: nothing is on record that did not happen. What is open to read only takes no line."""
    save_file(target, text_of(services, declaration, today).encode())
    change = NOTHING if services.store.read_only else hand_over.mark_exported(services, declaration, "text")[1]
    return change, record_of(services, declaration, today)

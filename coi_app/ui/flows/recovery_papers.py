"""Printing a recovery key, or saving it as a PDF, from the page that shows it; the key is in nothing that is kept here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coi_app.services.save_file import save_file
from coi_app.ui import preferences
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import Messages, sentence_of
from coi_app.ui.operations import Lane, while_alive
from coi_app.ui.pages.recovery_key import RecoveryKeyPage
from coi_app.ui.saving import place_for_papers

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtPrintSupport import QPrinter

    from coi_app.domain.recovery_key import RecoveryKey

ChoosePrinter = Callable[[QWidget, Callable[["QPrinter"], None]], None]


class RecoveryPapers(QObject):
    """`keep` puts down whether the person has the key that is in force: that alone, never the key."""

    def __init__(self, desk: Desk, messages: Messages, choose_printer: ChoosePrinter | None = None) -> None:
        super().__init__(desk)
        self._desk = desk
        self._messages = messages
        self._choose_printer = choose_printer or _ask_which

    def tend(self, page: RecoveryKeyPage, key: RecoveryKey) -> None:
        """Prints and saves what this page shows, and says on it what came of it."""
        page.print_asked.connect(lambda: self._choose_printer(self._desk.window, lambda printer: self._print(page, key, printer)))
        page.save_asked.connect(lambda: self._save(page, key))

    def keep(self, kept: bool) -> None:
        """Whether the key that is in force was printed, saved or written down."""
        self._desk.window.prefer(recovery_kept=kept)
        preferences.save(self._desk.folder, self._desk.window.preferences_now())

    def _print(self, page: RecoveryKeyPage, key: RecoveryKey, printer: QPrinter) -> None:
        from coi_app.ui.printing import print_pages  # PDFium and printing are slow to load, and most starts never need them

        day = self._desk.today()
        printer.setDocName("Declare")
        page.working(_tr("RecoveryPapers", "Printing…"))
        self._desk.operations.run(
            lambda task: print_pages(_sheet(key, day), printer, task, _tr("RecoveryPapers", "Choose another printer, or save the PDF.")),
            while_alive(page, lambda count: page.show_kept(_tr("RecoveryPapers", "1 page went to the printer. Take it out now: some printers keep what they printed."))),
            while_alive(page, lambda problem: _failed(page, problem)),
            lane=Lane.DOCUMENTS,
        )

    def _save(self, page: RecoveryKeyPage, key: RecoveryKey) -> None:
        suggested = place_for_papers(self._desk.window) / _tr("RecoveryPapers", "Recovery key for Declare.pdf")
        self._messages.choose_save_file(suggested, _tr("RecoveryPapers", "PDF (*.pdf)"), lambda chosen: self._write(page, key, chosen))

    def _write(self, page: RecoveryKeyPage, key: RecoveryKey, chosen: Path) -> None:
        target, day = chosen if chosen.suffix.lower() == ".pdf" else chosen.with_name(f"{chosen.name}.pdf"), self._desk.today()
        beside = self._desk.folder in target.parents
        page.working(_tr("RecoveryPapers", "Saving…"))
        self._desk.operations.run(
            lambda task: save_file(target, _sheet(key, day)),
            while_alive(page, lambda _: page.show_kept(_saved(target, beside), "warn")),
            while_alive(page, lambda problem: _failed(page, problem)),
            lane=Lane.DOCUMENTS,
        )


def _sheet(key: RecoveryKey, day: date) -> bytes:
    from coi_app.documents.recovery_sheet import recovery_sheet  # documents load slowly, and most starts never need them

    return recovery_sheet(key, day)


def _saved(target: Path, beside: bool) -> str:
    where = _tr("RecoveryPapers", "Saved as {name} in {folder}. It is not encrypted there: move it to a stick, or print it and delete it.").format(
        name=target.name, folder=target.parent.name or str(target.parent)
    )
    return where + " " + _tr("RecoveryPapers", "It lies beside your records now, like a key left in its lock.") if beside else where


def _failed(page: RecoveryKeyPage, problem: Exception) -> None:
    page.working("")
    page.notice.fail(sentence_of(problem))


def _ask_which(parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    from coi_app.ui.printing import choose_printer  # as above

    choose_printer(parent, chosen)

"""The rules in full, saved as a document that anyone may have; it says nothing about the person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coi_app.services.save_file import save_file
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import Messages, sentence_of
from coi_app.ui.operations import Lane, while_alive
from coi_app.ui.pages.information import InformationPage
from coi_app.ui.saving import place_for_papers

if TYPE_CHECKING:
    from coi_app.rules.content import Content


class RulesFlow(QObject):
    """Asks where to, makes the document off the UI thread, and says on the page what came of it."""

    def __init__(self, desk: Desk, messages: Messages) -> None:
        super().__init__(desk)
        self._desk = desk
        self._messages = messages

    def save(self, page: InformationPage) -> None:
        """Save the rules where the person chooses; nothing happens where they choose nothing."""
        self._desk.with_content(lambda content, bundle: self._choose_file(page, content))

    def _choose_file(self, page: InformationPage, content: Content) -> None:
        suggested = place_for_papers(self._desk.window) / f"Rules of Declare {content.version}.pdf"
        kinds = _tr("RulesFlow", "PDF (*.pdf);;Markdown (*.md)")
        self._messages.choose_save_file(suggested, kinds, lambda chosen: self._write(page, content, chosen))

    def _write(self, page: InformationPage, content: Content, chosen: Path) -> None:
        target = chosen if chosen.suffix.lower() in (".pdf", ".md") else chosen.with_name(f"{chosen.name}.pdf")
        page.notice.say(_tr("RulesFlow", "Making the document…"))
        self._desk.operations.run(
            lambda task: _save(content, target),
            while_alive(page, lambda _: self._saved(page, target)),
            while_alive(page, lambda problem: page.notice.fail(sentence_of(problem))),
            lane=Lane.DOCUMENTS,
        )

    def _saved(self, page: InformationPage, target: Path) -> None:
        self._desk.window.prefer(papers=str(target.parent))
        page.notice.say(
            _tr("RulesFlow", "Saved as {name} in {folder}. It says nothing about you.").format(name=target.name, folder=target.parent.name or str(target.parent)), focus=True
        )


def _save(content: Content, target: Path) -> None:
    from coi_app.services.rulebook import form_of, published  # its chapters load slowly, and most starts never need them

    save_file(target, published(content, (), form_of(target)))

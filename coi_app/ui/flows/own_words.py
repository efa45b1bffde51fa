"""The person's own words about an interest, and how they see it differently: warned about gently where they seem to tell too much, then saved."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from coi_app.domain.declaration import Interest
from coi_app.rules.notice import telling_parts
from coi_app.services import declare
from coi_app.ui.desk import Desk
from coi_app.ui.flows.draft import Draft
from coi_app.ui.i18n import _tr
from coi_app.ui.operations import while_alive
from coi_app.ui.pages.own_words import WordsPage


class OwnWords(QObject):
    """Asks for one text at a time. `finished` says that it was saved."""

    finished = Signal()

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__(desk)
        self._desk = desk
        self._draft = draft

    def ask(self, interest: UUID, *, differently: bool) -> None:
        """Ask for the person's own description, or for how they see the result differently."""
        known = self._draft.declaration.latest.interest(interest)
        title = self._draft.services.content.topic(known.topic).title
        page = _differently_page(title, known) if differently else _words_page(title, known)
        page.kept_at = {"page": "differently" if differently else "words", "declaration": str(self._draft.declaration.id), "interest": str(interest)}
        page.given.connect(lambda text: self._given(page, interest, text, differently))
        page.kept.connect(lambda text: self._save(page, interest, text, differently))
        page.left.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _given(self, page: WordsPage, interest: UUID, text: str, differently: bool) -> None:
        content = self._draft.services.content
        parts = telling_parts(content, text)
        if parts:
            page.warn(content.notice.warning, parts)
        else:
            self._save(page, interest, text, differently)

    def _save(self, page: WordsPage, interest: UUID, text: str, differently: bool) -> None:
        declaration = self._draft.declaration.id
        save = declare.save_seen_differently if differently else declare.save_words
        self._draft.change(
            lambda services: save(services, declaration, interest, text),
            self.finished.emit,
            while_alive(page, lambda problem: page.show_failed(problem)),
        )


def _words_page(title: str, known: Interest) -> WordsPage:
    return WordsPage(
        _tr("OwnWords", "In your own words"),
        _tr("OwnWords", "{title}. What should your manager know that the questions did not ask? You can leave it empty.").format(title=title),
        _tr("OwnWords", "My own words"),
        known.words,
    )


def _differently_page(title: str, known: Interest) -> WordsPage:
    return WordsPage(
        _tr("OwnWords", "I see it differently"),
        _tr("OwnWords", "{title}. Say what the result does not get right. It is printed next to the result, in your words.").format(title=title),
        _tr("OwnWords", "How I see it"),
        known.seen_differently,
    )

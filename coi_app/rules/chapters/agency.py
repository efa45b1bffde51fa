"""What an agency puts on top of the content, where it does: whose it is, and every change."""

from __future__ import annotations

from coi_app.domain.rulebook import Section
from coi_app.rules.agency_changes import STANDS, AgencyChanges, Change, changes_of
from coi_app.rules.chapters.cited import counted, day_words, opening, sentence, source_line
from coi_app.rules.content import Content

HOW = "This copy holds what {agency} adds, in version {version} of {day}. Its author is {author}. To ask about it: {contact}."
MARKED = "The chapters that follow hold its rules, questions and topics as well, beside those that hold everywhere."


def agency_chapters(content: Content) -> tuple[Section, ...]:
    """The chapter on the agency's layer; none where there is no layer."""
    changes = changes_of(content)
    return (_chapter(content, changes),) if changes else ()


def _chapter(content: Content, changes: AgencyChanges) -> Section:
    whose = HOW.format(agency=changes.agency, version=changes.version, day=day_words(changes.effective), author=changes.author, contact=changes.contact)
    parts = (Section(part.title, (), tuple(_change(content, change) for change in part.changes), asks=True) for part in changes.parts)
    return Section(f"What {changes.agency} adds", (), (opening(whose, MARKED, *STANDS, *changes.notes), *parts))


def _change(content: Content, change: Change) -> Section:
    return Section(change.title, (*counted(sentence(change.words)), *((source_line(content, change.source),) if change.source else ())))

"""What your agency adds: everything that its own content changes, and what it cannot change."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coi_app.rules.agency_changes import STANDS, AgencyChanges, Change, Part
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import day_words
from coi_app.ui.page import Page
from coi_app.ui.widgets.layout import stack
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.source_line import SourceLine
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import BulletList, Heading, Text


class AgencyPage(Page):
    """Shows the changes of a layer, or why there is one that could not be used. Opening it tells nobody anything."""

    went_back = Signal()

    def __init__(self, changes: AgencyChanges | None, problem: str, phrases: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(_tr("AgencyPage", "What your agency adds"), "information", parent)
        self._phrases = phrases
        path = PathLine()
        path.went_back.connect(self.went_back)
        self.column.addWidget(path)
        words = stack(spacing=4)
        words.addWidget(self.heading)
        words.addWidget(Text(_lead(changes), "lead"))
        self.column.addLayout(words)
        if problem:
            card = Card(_tr("AgencyPage", "It could not be used"), tone="warn")
            card.body.addWidget(Text(problem))
            self.column.addWidget(card)
        if changes is not None:
            self._stands(changes)
            for part in changes.parts:
                self._part(part)
            self._whose(changes)
        self.column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def _stands(self, changes: AgencyChanges) -> None:
        card = Card(_tr("AgencyPage", "What it cannot change"), tone="brand")
        card.body.addWidget(BulletList(STANDS))
        self.column.addWidget(card)
        for note in changes.notes:
            self.column.addWidget(Text(note, "muted"))

    def _part(self, part: Part) -> None:
        self.column.addSpacing(4)
        self.column.addWidget(Heading(part.title, 2))
        card = Card()
        card.body.setSpacing(14)
        for change in part.changes:
            card.body.addWidget(_Change(change, self._phrases))
        self.column.addWidget(card)

    def _whose(self, changes: AgencyChanges) -> None:
        card = Card(_tr("AgencyPage", "Who looks after it"))
        card.body.addWidget(Text(_tr("AgencyPage", "{author}, {contact}").format(author=changes.author, contact=changes.contact)))
        since = _tr("AgencyPage", "Version {version}, from {day}. What you sign keeps the version that it was made with.")
        card.body.addWidget(Text(since.format(version=changes.version, day=day_words(changes.effective)), "muted"))
        self.column.addWidget(card)


class _Change(QWidget):
    """One change with its reason, and the agency's document behind it."""

    def __init__(self, change: Change, phrases: Mapping[str, str]) -> None:
        super().__init__()
        lines = stack(self, spacing=2)
        lines.addWidget(Text(change.title, "strong"))
        lines.addWidget(Text(change.words))
        if change.when:
            lines.addWidget(Text(change.when))
        if change.source is not None:
            lines.addWidget(SourceLine(change.source, phrases))


def _lead(changes: AgencyChanges | None) -> str:
    if changes is None:
        return _tr("AgencyPage", "Nothing at the moment: you see Declare's own content.")
    return _tr("AgencyPage", "{agency} put this on top of Declare's own content.").format(agency=changes.agency)

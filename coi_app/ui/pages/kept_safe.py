"""How the records are kept safe: backups that are tried, a history that can be checked, and a way to take everything along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.layout import FlowLayout, stack
from coi_app.ui.widgets.progress import ProgressLine
from coi_app.ui.widgets.surfaces import Card, Chip, Rows
from coi_app.ui.widgets.text import Text


@dataclass(frozen=True)
class BackupShown:
    """One backup in words; `name` is what a screen reader hears of its buttons."""

    path: Path
    when: str
    detail: str


@dataclass(frozen=True)
class KeptSafe:
    """What the page shows: the backups, the newest first, and how much there is on record."""

    backups: tuple[BackupShown, ...]
    happened: int
    folder: str
    before: int = 0
    elsewhere: str = ""


class KeptSafePage(Page):
    """Each signal is one thing that a person can do here."""

    back_up_asked = Signal()
    try_asked = Signal(object)
    put_back_asked = Signal(object)
    copy_asked = Signal(object)
    let_go_asked = Signal()
    verify_asked = Signal()
    history_asked = Signal()
    archive_asked = Signal()
    import_asked = Signal()
    called_off = Signal()
    undo_asked = Signal()
    locks_asked = Signal()

    def __init__(self, shown: KeptSafe, parent: QWidget | None = None) -> None:
        super().__init__(_tr("KeptSafePage", "Kept safe"), "information", parent)
        top = stack(spacing=4)
        top.addWidget(self.heading)
        top.addWidget(Text(_tr("KeptSafePage", "Your records are one encrypted file on this computer. This is what guards it against loss and against change."), "lead"))
        self.column.addLayout(top)
        self.notice = Banner()
        self.notice.pressed.connect(self.undo_asked)
        self.column.addWidget(self.notice)
        if shown.elsewhere:
            where = Banner()
            where.say(shown.elsewhere, "warn")
            self.column.addWidget(where)
        self.progress = ProgressLine()
        self._stop = SecondaryButton(_tr("KeptSafePage", "Stop"))
        self._stop.clicked.connect(self.called_off)
        for widget in (self.progress, self._stop):
            self.column.addWidget(widget)
            widget.hide()
        self._rows = Rows()
        self._busy: list[QWidget] = []
        self.column.addWidget(self._backups())
        self.column.addWidget(self._history(shown))
        self.column.addWidget(self._take_along())
        self.column.addWidget(self._locks())
        self.show_kept(shown)

    def show_kept(self, shown: KeptSafe) -> None:
        """Shows the backups as they are now."""
        self._rows.clear()
        for number, one in enumerate(shown.backups):
            chip = Chip(_tr("KeptSafePage", "Newest"), "ok") if number == 0 else Chip(_tr("KeptSafePage", "Older"))
            self._rows.add(chip, one.when, one.detail, below=self._choices(one))
            if number == 0:
                self._newest.setText(_tr("KeptSafePage", "The newest is from {when}. It was restored into a scratch file and compared when it was made.").format(when=one.when))
        if not shown.backups:
            self._newest.setText(_tr("KeptSafePage", "There is no backup yet. The first is made by itself on a day on which something changes."))
        self._rows.setVisible(bool(shown.backups))
        self._older.setVisible(len(shown.backups) > 1 or shown.before > 0)
        self._before.setVisible(shown.before > 0)
        self._where.setText(_tr("KeptSafePage", "They are in {folder}: encrypted, and on the same disk as the records. A copy on a stick survives the disk.").format(folder=shown.folder))
        self._on_record.setText(
            _tr("KeptSafePage", "{count} things are on record, each linked to the one before it: who, when and what, never an answer. If one is changed, left out or put in, the links no longer fit.").format(
                count=f"{shown.happened:,}"
            )
        )
        self.order_tab()

    def working(self, words: str) -> None:
        """Says what is under way and lets nothing else begin; an empty text takes that back."""
        for widget in self._busy:
            widget.setEnabled(not words)
        self._rows.setEnabled(not words)
        if words:
            self.notice.say(words)

    def show_progress(self, done: int, total: int) -> None:
        """How many documents are made of how many, with a way to stop."""
        self.progress.show_progress(done, total, _tr("KeptSafePage", "{done} of {total} documents").format(done=done, total=total))
        self.progress.show()
        self._stop.show()

    def end_progress(self) -> None:
        """Nothing is under way any more."""
        self.progress.hide()
        self._stop.hide()

    def _backups(self) -> Card:
        card = Card(_tr("KeptSafePage", "Backups"))
        self._newest, self._where = Text(""), Text("", "muted", selectable=True)
        card.body.addWidget(self._newest)
        card.body.addWidget(self._rows)
        card.body.addWidget(self._where)
        self._before = Text(_tr("KeptSafePage", "A copy from before an update of Declare is beside your records. It may hold what you forgot since. It goes with the older backups when you remove them."))
        card.body.addWidget(self._before)
        card.body.addWidget(Text(_tr("KeptSafePage", "One is made each day on which something changed. Of the latest 7 days, 4 weeks and 12 months the newest of each is kept; the newest of all always."), "muted"))
        line = FlowLayout(spacing=12)
        line.addWidget(self._button(_tr("KeptSafePage", "Make a backup now"), self.back_up_asked))
        self._older = LinkButton(_tr("KeptSafePage", "Make a new one and remove all older ones"))
        self._older.clicked.connect(self.let_go_asked)
        line.addWidget(self._older)
        card.body.addLayout(line)
        return card

    def _choices(self, one: BackupShown) -> QWidget:
        holder = QWidget()
        line = FlowLayout(holder, spacing=16)
        for words, signal in (
            (_tr("KeptSafePage", "Try it"), self.try_asked),
            (_tr("KeptSafePage", "Copy it elsewhere"), self.copy_asked),
            (_tr("KeptSafePage", "Go back to it"), self.put_back_asked),
        ):
            link = LinkButton(words)
            link.setAccessibleName(f"{words}: {one.when}")
            link.clicked.connect(lambda _=False, chosen=one.path, told=signal: told.emit(chosen))
            line.addWidget(link)
        return holder

    def _history(self, shown: KeptSafe) -> Card:
        card = Card(_tr("KeptSafePage", "History"))
        self._on_record = Text("")
        card.body.addWidget(self._on_record)
        line = FlowLayout(spacing=12)
        line.addWidget(self._button(_tr("KeptSafePage", "Check the history"), self.verify_asked))
        see = LinkButton(_tr("KeptSafePage", "See what happened"))
        see.clicked.connect(self.history_asked)
        line.addWidget(see)
        card.body.addLayout(line)
        return card

    def _locks(self) -> Card:
        card = Card(_tr("KeptSafePage", "What opens them"))
        card.body.addWidget(Text(_tr("KeptSafePage", "A passphrase or this computer's key store, and your recovery key. See what it is now, or change it.")))
        see = LinkButton(_tr("KeptSafePage", "See how this is locked"))
        see.clicked.connect(self.locks_asked)
        line = FlowLayout(spacing=12)
        line.addWidget(see)
        card.body.addLayout(line)
        return card

    def _take_along(self) -> Card:
        card = Card(_tr("KeptSafePage", "Everything, to take along"))
        card.body.addWidget(
            Text(_tr("KeptSafePage", "An archive holds each signed declaration as a PDF, and all records as text that opens without Declare. It is not encrypted: whoever has it can read it."))
        )
        line = FlowLayout(spacing=12)
        line.addWidget(self._button(_tr("KeptSafePage", "Save an archive"), self.archive_asked))
        line.addWidget(self._button(_tr("KeptSafePage", "Bring records in"), self.import_asked))
        card.body.addLayout(line)
        return card

    def _button(self, words: str, signal: Signal | object) -> SecondaryButton:
        button = SecondaryButton(words)
        button.clicked.connect(signal)
        self._busy.append(button)
        return button


class HistoryPage(Page):
    """What happened, in words, the latest first."""

    left = Signal()

    def __init__(self, title: str, lead: str, lines: Sequence[tuple[str, str]], *, more: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(title, "information", parent)
        top = stack(spacing=4)
        top.addWidget(self.heading)
        top.addWidget(Text(lead, "lead"))
        self.column.addLayout(top)
        rows = Rows()
        for when, what in lines:
            rows.add(None, what, when)
        self.column.addWidget(rows)
        if more:
            self.column.addWidget(Text(_tr("HistoryPage", "{count} more before these are in the archive, whole.").format(count=f"{more:,}"), "muted"))
        back = PrimaryButton(_tr("HistoryPage", "Back"))
        back.clicked.connect(self.left)
        self.bar.addWidget(back)

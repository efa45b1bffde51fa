"""The recovery key, shown once: when the records are made, and when a new one is. No copy of it is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.choices import CheckList, Option
from coi_app.ui.widgets.layout import FlowLayout
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Text

WRITTEN = "written"


class RecoveryKeyPage(Page):
    """`continued` says that the person goes on; nothing here has to be done. `left` that a new one is not to count after all."""

    continued = Signal()
    left = Signal()
    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, grouped: str, *, title: str = "", note: str = "", action: str = "", leave: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title or _tr("RecoveryKeyPage", "Your recovery key"), parent=parent)
        self._grouped = grouped
        self._printed_or_saved = False
        self.notice = Banner()
        lead = _tr("RecoveryKeyPage", "Print it, save it or write it down. It opens your records if you lose your passphrase, or this computer loses its key.")
        for widget in (self.heading, Text(lead, "lead"), self.notice, self._key()):
            self.column.addWidget(widget)
        if note:
            self.column.addWidget(Text(note))
        self.column.addWidget(
            Text(_tr("RecoveryKeyPage", "It is shown only now: Declare keeps no copy. Whoever has it and your file can read your records, so keep it like a key to your house."))
        )
        self._written = CheckList(_tr("RecoveryKeyPage", "Have you kept it?"), (Option(WRITTEN, _tr("RecoveryKeyPage", "I have written it down")),))
        self.column.addWidget(self._written)
        self._go_on = PrimaryButton(action or _tr("RecoveryKeyPage", "Go on"))
        self._go_on.clicked.connect(self.continued)
        self.bar.addWidget(self._go_on)
        if leave:
            leaving = LinkButton(leave)
            leaving.clicked.connect(self.left)
            self.bar.addWidget(leaving)

    @property
    def is_kept(self) -> bool:
        """Whether it was printed or saved, or the person says that they wrote it down."""
        return self._printed_or_saved or bool(self._written.values)

    def show_kept(self, words: str, tone: str = "brand") -> None:
        """Says that it was printed or saved, and where it is now."""
        self._printed_or_saved = True
        self.working("")
        self.notice.say(words, tone, focus=True)

    def working(self, words: str) -> None:
        """Says what is under way, and lets nothing be pressed twice; an empty text takes that back."""
        for button in (self._go_on, self._print, self._save):
            button.setEnabled(not words)
        if words:
            self.notice.say(words)

    def _key(self) -> Card:
        card = Card()
        groups = self._grouped.split("-")
        half = len(groups) // 2
        for part in (groups[:half], groups[half:]):
            card.body.addWidget(Text("-".join(part), "figure", selectable=True))
        card.body.addWidget(Text(_tr("RecoveryKeyPage", "Capital letters or small ones, with or without the hyphens: both open it. The last group finds a slip of the pen."), "muted"))
        self._print = SecondaryButton(_tr("RecoveryKeyPage", "Print it"))
        self._print.clicked.connect(self.print_asked)
        self._save = SecondaryButton(_tr("RecoveryKeyPage", "Save it as a PDF"))
        self._save.clicked.connect(self.save_asked)
        copy = SecondaryButton(_tr("RecoveryKeyPage", "Copy it"))
        copy.clicked.connect(self._copy)
        line = FlowLayout(spacing=12)
        for button in (self._print, self._save, copy):
            line.addWidget(button)
        card.body.addLayout(line)
        return card

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._grouped)
        self.notice.say(_tr("RecoveryKeyPage", "Copied. Paste it where only you can read it, then copy something else over it."), focus=True)

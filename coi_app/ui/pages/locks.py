"""How the records are locked: what opens them, a way to change each part of it, and when they lock themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.idle import CHOICES, MINUTES
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, SecondaryButton
from coi_app.ui.widgets.fields import ComboField
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.layout import FlowLayout, stack
from coi_app.ui.widgets.surfaces import Card, Chip, Rows
from coi_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from coi_app.services.relock import WaysIn


@dataclass(frozen=True)
class LocksShown:
    """What the page shows. `key_store` says that this computer has one; `hears_desktop` that the desktop's own lock is heard."""

    ways: WaysIn
    key_store: bool
    recovery_kept: bool
    minutes: int
    hears_desktop: bool


class LocksPage(Page):
    """Each signal is one thing that a person can change here; nothing of it happens without their proof."""

    passphrase_asked = Signal()
    key_store_asked = Signal()
    recovery_key_asked = Signal()
    new_key_asked = Signal()
    ending_asked = Signal()
    kept_told = Signal()
    minutes_chosen = Signal(int)

    def __init__(self, shown: LocksShown, parent: QWidget | None = None) -> None:
        super().__init__(_tr("LocksPage", "How this is locked"), "information", parent)
        top = stack(spacing=4)
        top.addWidget(self.heading)
        top.addWidget(Text(_tr("LocksPage", "What opens your records, and when they lock. Each change asks for proof that it is you."), "lead"))
        self.column.addLayout(top)
        self.notice = Banner()
        self.column.addWidget(self.notice)
        self._unfinished = self._unfinished_card()
        self._not_kept = self._not_kept_card()
        self._rows = Rows()
        for widget in (self._unfinished, self._not_kept, self._rows, self._when_idle(shown), self._new_key()):
            self.column.addWidget(widget)
        self.show_ways(shown)

    def show_ways(self, shown: LocksShown) -> None:
        """Shows what opens the records now."""
        ways = shown.ways
        self._unfinished.setVisible(ways.unfinished)
        self._not_kept.setVisible(ways.recovery_key and not shown.recovery_kept)
        self._rows.clear()
        if ways.passphrase:
            self._passphrase_row(shown)
        if ways.key_store:
            self._key_store_row()
        self._recovery_row(shown)
        self.order_tab()

    def working(self, words: str) -> None:
        """Says what is under way, and lets nothing else begin; an empty text takes that back."""
        self._rows.setEnabled(not words)
        self._everything.setEnabled(not words)
        if words:
            self.notice.say(words)

    def _passphrase_row(self, shown: LocksShown) -> None:
        links = [(_tr("LocksPage", "Change passphrase"), self.passphrase_asked)]
        if shown.key_store:
            links.append((_tr("LocksPage", "Use this computer's key store instead"), self.key_store_asked))
        told = _tr("LocksPage", "You type it when you open your records, and after a lock.")
        self._rows.add(Chip(_tr("LocksPage", "In use"), "ok"), _tr("LocksPage", "Your passphrase"), told, below=_links(links))

    def _key_store_row(self) -> None:
        links = [(_tr("LocksPage", "Use a passphrase instead"), self.passphrase_asked)]
        told = _tr("LocksPage", "It opens them for whoever is signed in to this computer as you.")
        self._rows.add(Chip(_tr("LocksPage", "In use"), "ok"), _tr("LocksPage", "This computer's key store"), told, below=_links(links))

    def _recovery_row(self, shown: LocksShown) -> None:
        if shown.ways.recovery_key:
            chip = Chip(_tr("LocksPage", "Kept by you"), "ok") if shown.recovery_kept else Chip(_tr("LocksPage", "Not yet printed"), "warn")
            told = _tr("LocksPage", "It opens them when nothing else does. Declare keeps no copy, so it cannot be shown again.")
            words = _tr("LocksPage", "Make a new recovery key")
        else:
            chip = Chip(_tr("LocksPage", "None"), "warn")
            told = _tr("LocksPage", "Without one, nobody can get your records back when what opens them is lost.")
            words = _tr("LocksPage", "Make a recovery key")
        self._rows.add(chip, _tr("LocksPage", "Your recovery key"), told, below=_links([(words, self.recovery_key_asked)]))

    def _unfinished_card(self) -> Card:
        card = Card(_tr("LocksPage", "A change of the lock was not finished"), "warn")
        card.body.addWidget(Text(_tr("LocksPage", "What opened your records before still does, and so does what was to come. Nothing is lost. Ending it keeps the one you used.")))
        card.body.addLayout(_in_line(_button(_tr("LocksPage", "End the change"), self.ending_asked)))
        return card

    def _not_kept_card(self) -> Card:
        card = Card(_tr("LocksPage", "Your recovery key is not yet printed"), "warn")
        card.body.addWidget(Text(_tr("LocksPage", "As far as Declare knows, you have not printed, saved or written it down. If you have, say so. If not, make a new one: it takes a minute.")))
        told = LinkButton(_tr("LocksPage", "I have written it down"))
        told.clicked.connect(self.kept_told)
        card.body.addLayout(_in_line(_button(_tr("LocksPage", "Make a new one and print it"), self.recovery_key_asked), told))
        return card

    def _when_idle(self, shown: LocksShown) -> Card:
        card = Card(_tr("LocksPage", "When nobody is there"))
        form = Form()
        choice = form.add(
            _tr("LocksPage", "Lock my records after"),
            ComboField(),
            _tr("LocksPage", "Half a minute before, a line at the bottom says so. Any key, or moving the mouse, ends it."),
        )
        for minutes in CHOICES:
            choice.addItem(minutes_words(minutes), minutes)
        choice.setCurrentIndex(CHOICES.index(shown.minutes if shown.minutes in CHOICES else MINUTES))
        choice.activated.connect(lambda at: self.minutes_chosen.emit(CHOICES[at]))
        card.body.addWidget(form)
        heard = (
            _tr("LocksPage", "They also lock when your desktop locks, and before this computer sleeps, where the desktop tells Declare so.")
            if shown.hears_desktop
            else _tr("LocksPage", "On this system Declare does not hear when the screen is locked. Then this time counts, or press Ctrl+L as you go.")
        )
        card.body.addWidget(Text(heard, "muted"))
        return card

    def _new_key(self) -> Card:
        card = Card(_tr("LocksPage", "If someone else may have a key"))
        card.body.addWidget(
            Text(
                _tr(
                    "LocksPage",
                    "A new passphrase does not shut out someone who has the old one and an old copy of your files. A new key for everything does, for what you write from then on.",
                )
            )
        )
        card.body.addWidget(Text(_tr("LocksPage", "You get a new recovery key, and a fresh backup is made at once. Older backups open as they did before, until you remove them."), "muted"))
        self._everything = _button(_tr("LocksPage", "Make a new key for everything"), self.new_key_asked)
        card.body.addLayout(_in_line(self._everything))
        return card


def minutes_words(minutes: int) -> str:
    """A number of minutes in words."""
    return _tr("LocksPage", "1 minute") if minutes == 1 else _tr("LocksPage", "{count} minutes").format(count=minutes)


def _button(words: str, signal: SignalInstance) -> SecondaryButton:
    button = SecondaryButton(words)
    button.clicked.connect(signal)
    return button


def _links(links: list[tuple[str, SignalInstance]]) -> QWidget:
    holder = QWidget()
    line = FlowLayout(holder, spacing=16)
    for words, signal in links:
        link = LinkButton(words)
        link.clicked.connect(signal)
        line.addWidget(link)
    return holder


def _in_line(*widgets: QWidget) -> FlowLayout:
    line = FlowLayout(spacing=16)
    for widget in widgets:
        line.addWidget(widget)
    return line

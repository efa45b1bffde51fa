"""Everything held about me, put into words: what there is, why, how long, and to whom it was given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coi_app.services import held
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import day_words
from coi_app.ui.pages.held import HeldPage, HeldShown, KindShown

if TYPE_CHECKING:
    from coi_app.services.context import Services
    from coi_app.services.held import Given, Held


class HeldFlow(QObject):
    """Shows the page; what can be done about it is asked for elsewhere."""

    export_asked = Signal()
    records_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def start(self) -> None:
        """Show the page, opening the records first where they are locked."""
        why = _tr("HeldFlow", "What is held about you is in your own records, encrypted.")
        self._desk.with_services(lambda services: self._look(services), why)

    def _look(self, services: Services) -> None:
        self._desk.operations.run(lambda task: held.held(services), lambda found: self._show(services, found), self._desk.report)

    def _show(self, services: Services, found: Held) -> None:
        given = tuple(_given(services, one) for one in found.given)
        page = HeldPage(HeldShown(tuple(kinds(found)), given, str(services.store.path.parent)))
        page.left.connect(self._desk.window.navigation.back)
        page.correct_asked.connect(self._desk.window.navigation.back)
        page.records_asked.connect(self.records_asked)
        page.export_asked.connect(self.export_asked)
        self._desk.open(page)


def _given(services: Services, one: Given) -> tuple[str, str]:
    begun = day_words(services.here(one.begun).date())
    what = _tr("HeldFlow", "My manager: version {version} of the declaration begun on {day}").format(version=one.version, day=begun)
    on = _tr("HeldFlow", "You gave it yourself on {day}, as you said.").format(day=day_words(one.on)) if one.on else _tr("HeldFlow", "You gave it yourself, as you said.")
    if one.opened:
        return what, f"{on} " + _tr("HeldFlow", "Opened on {day}, as their reply says.").format(day=day_words(services.here(one.opened).date()))
    return what, f"{on} " + _tr("HeldFlow", "No reply is in your records, so nobody can tell here whether it was opened.")


def kinds(found: Held) -> Iterator[KindShown]:
    """Each kind of what is held, in words."""
    until = _tr("HeldFlow", "Until you change it.")
    yield KindShown(_tr("HeldFlow", "My name and place of work: {count} of 5 filled in").format(count=found.names), _tr("HeldFlow", "For the top of the page that you hand over."), until)
    if found.role:
        yield KindShown(_tr("HeldFlow", "My role: remembered"), _tr("HeldFlow", "So that it is not asked again. You asked for that."), _tr("HeldFlow", "Until you forget it."))
    yield KindShown(_tr("HeldFlow", "Private notes: {count}").format(count=found.notes), _tr("HeldFlow", "Checks that you chose to keep for yourself."), _tr("HeldFlow", "Until you forget them."))
    yield KindShown(_tr("HeldFlow", "Drafts: {count}").format(count=found.drafts), _tr("HeldFlow", "Declarations that you have begun and not signed."), _tr("HeldFlow", "Until you forget or sign them."))
    yield KindShown(
        _tr("HeldFlow", "Declarations: {count}, with {versions} signed versions").format(count=found.declarations, versions=found.versions),
        _tr("HeldFlow", "Your proof of what you told, and when."),
        _tr("HeldFlow", "As long as you want. A label says how long you mean to; nothing is deleted by itself."),
    )
    yield KindShown(_tr("HeldFlow", "Statements: {count}").format(count=found.statements), _tr("HeldFlow", "What you added beside a record."), _tr("HeldFlow", "As long as their record."))
    yield KindShown(
        _tr("HeldFlow", "Lines of history: {count}").format(count=f"{found.events:,}"),
        _tr("HeldFlow", "Who did what, and when, never an answer. They help to notice whether somebody changed your records."),
        _tr("HeldFlow", "They stay when a record is forgotten, and say only that something was."),
    )
    parked = _tr("HeldFlow", "Half typed text: some") if found.parked else _tr("HeldFlow", "Half typed text: none")
    yield KindShown(parked, _tr("HeldFlow", "Kept when the records lock while you type."), _tr("HeldFlow", "Until you go on typing, or leave that page."))
    yield KindShown(
        _tr("HeldFlow", "Questions and rules of signed declarations: {count}").format(count=found.contents),
        _tr("HeldFlow", "So that each shows its own words for ever. Nothing in them is about you."),
        _tr("HeldFlow", "They stay, as they say nothing of you."),
    )
    yield from _copies(found)


def _copies(found: Held) -> Iterator[KindShown]:
    size = f"{found.backup_bytes / 1_000_000:.1f} MB"
    yield KindShown(
        _tr("HeldFlow", "Backups: {count}, {size}").format(count=found.backups, size=size),
        _tr("HeldFlow", "So that a fault does not cost you your records. They are encrypted, and hold what was there on their day."),
        _tr("HeldFlow", "Of the latest 7 days, 4 weeks and 12 months the newest of each is kept; the newest of all always."),
    )
    if found.before:
        yield KindShown(
            _tr("HeldFlow", "Copies from before an update: {count}").format(count=found.before),
            _tr("HeldFlow", "Made when the form of the records changed, encrypted."),
            _tr("HeldFlow", "Until you remove them with the older backups."),
        )
    yield KindShown(
        _tr("HeldFlow", "Copies of a declaration that you saved or printed: {count}").format(count=found.copies),
        _tr("HeldFlow", "Only that it was done is on record. The copies are where you put them."),
        _tr("HeldFlow", "As long as you keep them there."),
    )

"""Records that are open to read only: a line above every page says so and why, with the way to write them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coi_app.domain.errors import CannotWrite, VaultBusy, VaultChanged
from coi_app.services import safekeeping
from coi_app.services.changes import Change
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import sentence_of
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from coi_app.store.store import Store


class ReadingFlow(QObject):
    """`open_again_asked` tells, and why, that only the person can open the records again; the pages stay as they are meanwhile."""

    open_again_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._trying = False
        self._outdated = ""
        self._banner = Banner()
        self._banner.pressed.connect(self._try)
        desk.window.show_above(self._banner)
        desk.window.navigation.page_shown.connect(self._shown)
        desk.outdated.connect(self._say_outdated)

    def show(self) -> None:
        """Say that the records are open to read only, and why as far as that can be told now."""
        store = self._desk.store
        if store is not None:
            self._desk.operations.run(lambda task: safekeeping.why_only_to_read(store), self._say, self._desk.report)

    def _say(self, why: str, focus: bool = False) -> None:
        said = _tr("ReadingFlow", "Your records are open to read only. {why} What you type stays on its page; it is saved once you can write.").format(why=why)
        self._banner.say(said, link=_tr("ReadingFlow", "Try again to write"), focus=focus)

    def _say_outdated(self, sentence: str) -> None:
        self._outdated = sentence
        self._banner.say(sentence, "warn", _tr("ReadingFlow", "Open them again"))

    def _open_again(self, sentence: str) -> None:
        self._outdated = ""
        self.open_again_asked.emit(sentence)
        self.show()

    def _try(self) -> None:
        desk, store = self._desk, self._desk.store
        if self._outdated:
            self._open_again(self._outdated)
        elif store is not None and not self._trying:
            self._trying = True
            desk.operations.run(lambda task: _write(store, desk), self._tried, self._failed)

    def _tried(self, why: str) -> None:
        self._trying = False
        if why:
            self._say(why, focus=True)
            return
        self._banner.say(
            _tr("ReadingFlow", "You can write again. What this page shows may be older than your records: open it again to be sure. What you typed is still here."), focus=True
        )
        self._desk.changed.emit(Change(listing=True, role=True, person=True))

    def _failed(self, problem: Exception) -> None:
        self._trying = False
        if isinstance(problem, VaultChanged):
            self._open_again(sentence_of(problem))
        else:
            self._desk.report(problem)

    def _shown(self, page: Page) -> None:
        if not self._desk.reads_only:
            self._banner.hide()


def _write(store: Store, desk: Desk) -> str:
    """Write from now on; why that cannot be, where somebody else writes or nobody may. Empty where it is done."""
    try:
        safekeeping.begin_writing(store, desk.now())
    except (VaultBusy, CannotWrite):
        return safekeeping.why_only_to_read(store)
    return ""

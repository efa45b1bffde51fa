"""Taking back what was half typed when the app was locked and never unlocked: its page is opened, and the text stands in its fields again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from coi_app.domain.kept import Parked
from coi_app.services import safekeeping
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.parking import is_place, put_back


class TakingBack(QObject):
    """The records keep the text until its page is left, saved or not: nothing that happens before then costs a word."""

    declaration_wanted = Signal(object)
    information_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._kept: Parked | None = None
        self._page: Page | None = None
        desk.window.navigation.page_shown.connect(self._shown)

    def start(self) -> None:
        """Open the page where the person was typing."""
        store = self._desk.store
        if store is not None:
            self._desk.operations.run(lambda task: safekeeping.parked(store), self._found, self._desk.report)

    def _found(self, kept: Parked | None) -> None:
        self._kept, self._page = kept, None
        if kept is None:
            return
        if "declaration" in kept.place:
            self.declaration_wanted.emit(kept.place)
        else:
            why = _tr("TakingBack", "They are on this computer, encrypted.")
            self._desk.with_services(lambda services: self.information_wanted.emit(), why)

    def _shown(self, page: Page) -> None:
        if self._kept is None or page is self._page:
            return
        if self._page is not None:
            self._forget()
        elif is_place(page, self._kept):
            self._page = page
            put_back(page, self._kept)

    def _forget(self) -> None:
        self._kept = self._page = None
        store = self._desk.store
        if store is not None and not store.locked and not store.read_only:
            self._desk.operations.run(lambda task: safekeeping.park(store, None), lambda _: None, self._desk.report)

"""What the journeys of the window share: the content, the records once they are open, the time, and how to show a page.

Both the content and the records are fetched off the UI thread, when they are first wanted.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coi_app.domain.errors import VaultChanged
from coi_app.ui.operations import Operations
from coi_app.ui.page import Page
from coi_app.ui.window import Window

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path
    from uuid import UUID

    from coi_app.rules.bundle import Bundle
    from coi_app.rules.content import Content
    from coi_app.services.context import Services
    from coi_app.store.store import Store

ContentWanted = Callable[["Content", "Bundle"], None]
ServicesWanted = Callable[["Services"], None]


@dataclass(frozen=True)
class Surroundings:
    """Where the app runs: its resources, the person's folder, the time and new ids."""

    resources: Path
    folder: Path
    clock: Callable[[], datetime]
    new_id: Callable[[], UUID]
    agency: tuple[Path, ...] = ()
    """Where an agency's own content may be; the first that is there counts."""


class Desk(QObject):
    """Passed to every flow. `changed` carries a Change after each service call that touched something.

    `records_wanted` asks whoever knows how to open the records: it carries what to go on with once
    they are open, and why they are needed, in words. `leaving` says that the window
    closes or is locked: what waited is started now.
    """

    changed = Signal(object)
    records_wanted = Signal(object, str)
    records_opened = Signal()
    leaving = Signal()
    outdated = Signal(str)
    """The records are open to read, and were changed as a whole by whoever writes: in words, they have to be opened again."""

    def __init__(self, window: Window, operations: Operations, surroundings: Surroundings, report: Callable[[Exception], None]) -> None:
        super().__init__(window)
        self.window = window
        self.operations = operations
        self.surroundings = surroundings
        self._report = report
        self._content: tuple[Content, Bundle] | None = None
        self.agency_problem = ""
        self._services: Services | None = None
        self._store: Store | None = None
        self._waiting: list[ContentWanted] = []
        self._loading = False

    @property
    def folder(self) -> Path:
        """The profile folder."""
        return self.surroundings.folder

    @property
    def store(self) -> Store | None:
        """The records, once they are open."""
        return self._store

    @property
    def services(self) -> Services | None:
        """The services, once the records are open."""
        return self._services

    @property
    def reads_only(self) -> bool:
        """Whether the records are open to read only."""
        return self._store is not None and self._store.read_only

    def report(self, problem: Exception) -> None:
        """Tell the person what went wrong, in a sentence that holds no answer."""
        if isinstance(problem, VaultChanged) and self.reads_only:
            self.outdated.emit(str(problem))
        else:
            self._report(problem)

    def now(self) -> datetime:
        """The moment, with its time zone."""
        return self.surroundings.clock()

    def here(self, moment: datetime) -> datetime:
        """A moment in the person's own time zone, as the records keep none."""
        return moment.astimezone(self.now().tzinfo)

    def today(self) -> date:
        """The person's own today."""
        return self.now().date()

    def open(self, page: Page) -> None:
        """Show a page after the one that is shown."""
        self.window.navigation.open(page)

    def replace(self, page: Page) -> None:
        """Show a page in place of the one that is shown."""
        self.window.navigation.replace(page)

    def start(self, page: Page) -> None:
        """Show a page with no way back; those before it are gone, with whatever was typed in them."""
        self.window.navigation.start(page)

    def with_content(self, then: ContentWanted) -> None:
        """Go on with the content: at once where it is loaded, else when it is."""
        if self._content:
            then(*self._content)
            return
        self._waiting.append(then)
        if not self._loading:
            self._loading = True
            where = self.surroundings
            self.operations.run(lambda task: _load(where), self._content_loaded, self._content_failed)

    def when_content(self, then: ContentWanted) -> None:
        """Go on with the content when it is there, whoever asks for it: what is shown already only has something to add."""
        if self._content:
            then(*self._content)
        else:
            self._waiting.append(then)

    def with_services(self, then: ServicesWanted, why: str) -> None:
        """Go on with the records: at once where they are open, else after they were set up or unlocked."""
        if self._services:
            then(self._services)
        elif self._store:
            # Open already, and only waiting for the content.
            self.with_content(lambda content, bundle: self._services and then(self._services))
        else:
            self.records_wanted.emit(then, why)

    def use_records(self, store: Store, person: UUID, then: ServicesWanted | None = None) -> None:
        """Take over records that were opened, and go on when the content is there too."""
        self._store = store
        self.records_opened.emit()

        def ready(content: Content, bundle: Bundle) -> None:
            from coi_app.services.context import Services  # brings in the rules and the cipher, which the first paint does not wait for

            self._services = Services(store, content, bundle, self.surroundings.clock, self.surroundings.new_id, person)
            if then:
                then(self._services)

        # Quietly opened at the start, the records are a list first, which needs no content.
        (self.with_content if then else self.when_content)(ready)

    def close_records(self) -> None:
        """Close the records, if they are open; everything confirmed is in the file."""
        if self._store:
            self._store.close()
        self._store = self._services = None

    def _content_loaded(self, found: tuple[Content, Bundle, str]) -> None:
        content, bundle, self.agency_problem = found
        loaded = self._content = content, bundle
        self._loading = False
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(*loaded)

    def _content_failed(self, problem: Exception) -> None:
        self._waiting = []
        self._loading = False
        self.report(problem)


def _load(where: Surroundings) -> tuple[Content, Bundle, str]:
    """The content with its files, and why an agency's own is not in it where there is one."""
    from coi_app.rules.ahead import read_ahead  # the content is read after the first paint
    from coi_app.rules.bundle import read_folder
    from coi_app.rules.loader import load

    bundle = read_folder(where.resources)
    content = load(bundle, read_ahead(where.resources, bundle))
    place = next((place for place in where.agency if os.path.exists(place)), None)  # unlike `Path.exists`, it takes what may not be looked into for not there
    if place is None:
        return content, bundle, ""
    from coi_app.rules.agency_loading import with_agency_or_without  # most have none

    found = with_agency_or_without(content, bundle, place, where.resources)
    return found.content, found.bundle, found.problem



"""Home: what waits for the person, and their interests; refreshed from what changed, in this one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coi_app.ui.i18n import _tr
from coi_app.ui.pages.home import HomePage

if TYPE_CHECKING:
    from datetime import datetime

    from coi_app.rules.content import Content
    from coi_app.store.glance import Listed
    from coi_app.ui.desk import Desk
    from coi_app.ui.models.listed import InterestSeen


class HomeFlow(QObject):
    """Shows home, and tells what the person chose there."""

    check_asked = Signal(str)
    topic_asked = Signal(str)
    topics_asked = Signal()
    record_asked = Signal(object)
    unlock_asked = Signal()
    typing_asked = Signal()
    declare_asked = Signal()
    nothing_asked = Signal()
    all_asked = Signal()
    agency_asked = Signal()
    guidance_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._locked = False
        self._page: HomePage | None = None
        desk.records_opened.connect(self._opened)
        desk.changed.connect(lambda change: self.refresh())

    def start(self) -> None:
        """Show home with no way back, and what is known of the records."""
        page = HomePage(_suggestions())
        page.searched.connect(self.check_asked)
        page.topic_chosen.connect(self.topic_asked)
        page.all_topics_asked.connect(self.topics_asked)
        page.waiting_chosen.connect(self._chosen)
        page.interest_chosen.connect(self._chosen)
        page.declare_asked.connect(self.declare_asked)
        page.nothing_asked.connect(self.nothing_asked)
        page.all_records_asked.connect(self.all_asked)
        page.guidance_asked.connect(self.guidance_asked)
        page.destroyed.connect(self._gone)
        page.agency_asked.connect(self.agency_asked)
        self._desk.when_content(lambda content, bundle: self._tell_agency(page, content))
        self._page = page
        self._desk.start(page)
        if self._locked or self._desk.store is not None:
            self.refresh()

    def _tell_agency(self, page: HomePage, content: Content) -> None:
        if self._page is page and (content.agency or self._desk.agency_problem):
            page.show_agency(content.agency.agency if content.agency else "", self._desk.agency_problem)

    def tell_locked(self) -> None:
        """There are records, and only a passphrase opens them."""
        self._locked = True
        self.refresh()

    def refresh(self) -> None:
        """Show what the records hold now; while they are locked, say so."""
        if self._page is None:
            return
        store = self._desk.store
        if store is None:
            self._show_closed()
            return
        self._desk.operations.run(lambda task: (store.owner_name(), store.glance(), store.parked_at()), self._show, self._desk.report)

    def _opened(self) -> None:
        self._locked = False
        self.refresh()

    def _show_closed(self) -> None:
        from coi_app.ui.models import listed  # the domain: nothing is shown of the records before the first paint

        if self._page is None:
            return
        if self._locked:
            self._page.show_locked(listed.locked())
        else:
            self._page.show_records("", (), ())

    def _show(self, found: tuple[str, tuple[Listed, ...], datetime | None]) -> None:
        from coi_app.ui.models import listed  # as above

        if self._page is None:
            return
        name, records, parked_at = found
        interests = listed.interests(records)
        typed = (listed.typed_here(parked_at),) if parked_at else ()
        self._page.show_records(name, (*typed, *listed.waiting(records)), interests)
        if interests:
            # Titles are covered until asked for; the list does not wait for the content that has them.
            self._desk.when_content(lambda content, bundle: self._show_titles(interests, listed.with_titles(interests, content)))

    def _show_titles(self, shown: tuple[InterestSeen, ...], titled: tuple[InterestSeen, ...]) -> None:
        if self._page is not None and self._page.interests is shown:
            self._page.show_titles(titled)

    def _chosen(self, chosen: str) -> None:
        from uuid import UUID  # as above

        from coi_app.ui.models.listed import TYPED, UNLOCK  # as above

        if chosen == UNLOCK:
            self.unlock_asked.emit()
        elif chosen == TYPED:
            self.typing_asked.emit()
        else:
            self.record_asked.emit(UUID(chosen))

    def _gone(self) -> None:
        self._page = None


def _suggestions() -> tuple[tuple[str, str], ...]:
    return (
        ("P17", _tr("HomeFlow", "Standing for council")),
        ("P20", _tr("HomeFlow", "Posting about politics")),
        ("I-04", _tr("HomeFlow", "My partner's work")),
        ("I-03", _tr("HomeFlow", "A gift")),
    )

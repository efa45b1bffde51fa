"""What an agency adds, told where people look: a line on a page, and the page with all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from coi_app.rules.content import Content
    from coi_app.ui.desk import Desk
    from coi_app.ui.widgets.agency_line import AgencyLine


class AgencyFlow(QObject):
    """Shows the page, and fills a line that leads there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def tell(self, line: AgencyLine) -> None:
        """Say on this line, when the content is there and the line still is, whose content is on top."""
        there = [line]
        line.destroyed.connect(there.clear)
        line.asked.connect(self.start)

        def tell(content: Content, bundle: object) -> None:
            for one in there:
                one.tell(content.agency.agency if content.agency else "", self._desk.agency_problem)

        self._desk.when_content(tell)

    def start(self) -> None:
        """Show all that it adds."""
        self._desk.with_content(lambda content, bundle: self._show(content))

    def _show(self, content: Content) -> None:
        from coi_app.rules.agency_changes import changes_of  # few have an agency's content, and nothing of it is needed for the first paint
        from coi_app.ui.pages.agency import AgencyPage  # as above

        page = AgencyPage(changes_of(content), self._desk.agency_problem, content.wording.phrases)
        page.went_back.connect(self._desk.window.navigation.back)
        self._desk.open(page)

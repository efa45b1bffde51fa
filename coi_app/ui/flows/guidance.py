"""Guidance opened from wherever a person is: about a topic, a general page, the words explained. Nothing is recorded; back leads to the same place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coi_app.ui.desk import Desk
from coi_app.ui.page import Page

if TYPE_CHECKING:
    from coi_app.rules.content import Content


class Guide:
    """Opens pages of guidance with `show`, so that a private check can keep track of them and let them go with it."""

    def __init__(self, desk: Desk, section: str, show: Callable[[Page], None]) -> None:
        self._desk = desk
        self._section = section
        self._show = show

    def topic(self, topic_id: str) -> None:
        """Show what a topic is about."""
        self._desk.with_content(lambda content, bundle: self._topic(content, topic_id))

    def page(self, page_id: str) -> None:
        """Show a general page, or all words explained."""
        self._desk.with_content(lambda content, bundle: self._page(content, page_id))

    def _topic(self, content: Content, topic_id: str) -> None:
        from coi_app.ui.models.about import about  # guidance is read when it is first opened
        from coi_app.ui.pages.about import AboutPage

        seen = about(content, topic_id, self._desk.today())
        if seen is None:
            return
        page = AboutPage(seen, content, self._section)
        page.went_back.connect(self._desk.window.navigation.back)
        page.page_asked.connect(self.page)
        self._show(page)

    def _page(self, content: Content, page_id: str) -> None:
        from coi_app.ui.pages.guidance import WORDS, GuidanceTextPage, WordsPage  # as above

        known = content.guidance.pages.get(page_id)
        if known is None and page_id != WORDS:
            return
        page = GuidanceTextPage(known, content, self._section) if known else WordsPage(content, self._section)
        page.went_back.connect(self._desk.window.navigation.back)
        page.page_asked.connect(self.page)
        self._show(page)

"""Which page is shown, and the way back and forward among those that were."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from coi_app.ui.page import Page


class Navigation(QObject):
    """Owns the pages that were opened and which of them is shown. Pages themselves open nothing.

    Nothing outlives `start`: the pages before it are destroyed, with whatever was typed in them.
    """

    page_shown = Signal(Page)

    def __init__(self, host: QStackedWidget) -> None:
        super().__init__(host)
        self._host = host
        self._pages: list[Page] = []
        self._at = -1

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        return self._pages[self._at] if self._pages else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a page after this one, left by going back."""
        return self._at < len(self._pages) - 1

    def start(self, page: Page) -> None:
        """Shows a page with no way back."""
        self._drop(0)
        self.open(page)

    def open(self, page: Page) -> None:
        """Shows a page after the current one; those left by going back are let go."""
        self._drop(self._at + 1)
        self._pages.append(page)
        self._host.addWidget(page)
        self._show(len(self._pages) - 1)

    def replace(self, page: Page) -> None:
        """Shows a page in place of the current one."""
        self._drop(self._at)
        self.open(page)

    def back(self) -> None:
        """Shows the page before, if there is one."""
        if self.can_go_back:
            self._show(self._at - 1)

    def back_to(self, page: Page) -> None:
        """Shows a page that was opened before this one; nothing happens where it is gone."""
        if page in self._pages:
            self._show(self._pages.index(page))

    def let_go_forward(self) -> None:
        """Lets the pages go that were left by going back, for what they show is no longer so."""
        self._drop(self._at + 1)
        if self.current is not None:
            self.page_shown.emit(self.current)

    def let_go(self, pages: Collection[Page]) -> None:
        """Lets these pages go wherever they stand, with whatever was typed in them; the one that is shown stays."""
        shown = self.current
        gone = [page for page in self._pages if page in pages and page is not shown]
        self._pages = [page for page in self._pages if page not in gone]
        self._at = self._pages.index(shown) if shown is not None else -1
        for page in gone:
            self._discard(page)
        if shown is not None:
            self.page_shown.emit(shown)

    def forward(self) -> None:
        """Shows the page after, if there is one."""
        if self.can_go_forward:
            self._show(self._at + 1)

    def _show(self, at: int) -> None:
        self._at = at
        page = self._pages[at]
        self._host.setCurrentWidget(page)
        page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page)

    def _drop(self, first: int) -> None:
        for page in self._pages[max(first, 0) :]:
            self._discard(page)
        del self._pages[max(first, 0) :]
        self._at = min(self._at, len(self._pages) - 1)

    def _discard(self, page: Page) -> None:
        self._host.removeWidget(page)
        page.hide()
        page.deleteLater()

"""What every page stands on: one column that scrolls up and down and never sideways, and a bar whose actions are always in view.

How a page is written: a subclass of `Page` in a file of its own under `pages/`, which gets what it needs as constructor arguments, fills
`column` (and `bar` and `foot`), and tells what happened by past-tense signals; it never opens another page. It may override `first_focus`.
Whoever puts the app together connects those signals and opens the next page by `Navigation.open`.
"""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from coi_app.ui.restyle import set_look
from coi_app.ui.widgets.layout import FlowLayout, stack
from coi_app.ui.widgets.text import Heading

_ASIDE, _ABOVE, _WIDEST = 36, 24, 1080
_ASIDE_NARROW, _ABOVE_NARROW, _NARROW = 20, 14, 960
_LOW = 560


class Page(QWidget):
    """A page of the window. `title` is its heading of level 1, `section` the place in the navigation that it belongs to."""

    def __init__(self, title: str, section: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = title
        self.section = section
        self.kept_at: Mapping[str, str] = {}
        """Where in the records this page belongs, so that a lock can park what is half typed on it; empty where that is nobody's but memory's."""
        self.heading = Heading(title, 1)
        self._surface = _Surface()
        self._surface.setObjectName("surface")
        self.column = stack(self._surface, spacing=12)
        self._scroll = _Scroll(self._surface)
        self._actions = QWidget()
        self._actions.setObjectName("actions")
        self._actions.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QWidget()
        self.bar = FlowLayout(bar, spacing=8)
        self._foot = QWidget()
        self.foot = FlowLayout(self._foot, spacing=8)
        self._below = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._actions)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(0)
        self._below.addWidget(bar)
        self._below.addStretch(1)
        self._below.addWidget(self._foot)
        outer = stack(self, spacing=0)
        outer.addWidget(self._scroll, 1000)
        outer.addWidget(self._actions, 1)
        self._set_margins()

    def first_focus(self) -> QWidget:
        """What takes the focus when the page is shown: its heading, unless a page says otherwise."""
        return self.heading

    def set_title(self, title: str) -> None:
        """Gives the page another heading."""
        self.title = title
        self.heading.setText(title)

    def order_tab(self) -> None:
        """Lets Tab go through the column and then the bar again, after something was added to the column later than to the bar."""
        parts = (self._surface, self._actions, self._foot)
        stops = [widget for part in parts for widget in part.findChildren(QWidget) if widget.window() is self.window() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for one, after in pairwise(stops):
            QWidget.setTabOrder(one, after)

    def scroll_to(self, widget: QWidget) -> None:
        """Brings a widget of this page into view."""
        if self._surface.isAncestorOf(widget):
            self._scroll.ensureWidgetVisible(widget, 0, 12)

    def scroll_to_top(self, widget: QWidget) -> None:
        """Brings a widget of this page to the top of what is in view, as far as there is enough below it."""
        if self._surface.isAncestorOf(widget):
            self._scroll.verticalScrollBar().setValue(widget.mapTo(self._surface, QPoint(0, 0)).y() - 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()
        self._scroll.fit()
        self._mark_bar()

    def event(self, event: QEvent) -> bool:
        """Qt's: the scrolled part takes its height again when what is on the page changed."""
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._scroll.fit()
            self._mark_bar()
        return answer

    def _set_margins(self) -> None:
        narrow = self.width() < _NARROW
        aside, above = (_ASIDE_NARROW, _ABOVE_NARROW) if narrow else (_ASIDE, _ABOVE)
        beyond = max(0, self.width() - 2 * aside - _WIDEST)
        self.column.setContentsMargins(aside, above, aside + beyond, 12)
        holds, below = self.bar.count() > 0, self.foot.count() > 0
        low = self.height() < _LOW
        self._below.setDirection(QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom)
        self.bar.setContentsMargins(aside, 8 if holds else 0, aside, 12 if holds else 0)
        self.foot.setContentsMargins(aside, 8 if low else 4 if below else 0, aside, 12 if low else 16 if below else 0)

    def _mark_bar(self) -> None:
        afloat = "true" if self._scroll.overflows else "false"
        if self.bar.count():
            set_look(self._actions, "afloat", afloat)


class _Surface(QWidget):
    """What is scrolled. Its height is what its width asks for: the least height of wrapped text is that of its narrowest form, far too tall."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class _Scroll(QScrollArea):
    """A surface that is no taller than what is on it, so that the bar follows the content and stays in view when it overflows."""

    def __init__(self, surface: QWidget) -> None:
        super().__init__()
        self._content = surface
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(60)
        self.setWidget(surface)
        surface.installEventFilter(self)

    @property
    def overflows(self) -> bool:
        """Whether there is more on the surface than the area shows."""
        return self._wanted() > self.height()

    def fit(self) -> None:
        """Takes the height that the content needs at this width, at most."""
        if self.maximumHeight() != self._wanted():
            self.setMaximumHeight(self._wanted())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        answer = super().eventFilter(watched, event)
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return answer

    def _wanted(self) -> int:
        layout = self._content.layout()
        if layout is None:
            return self.minimumHeight()
        # The content is as wide as the viewport, which is dear to ask for the first time.
        needed = layout.totalHeightForWidth(self._content.width()) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        return max(needed, self.minimumHeight())

"""The main window: places at the left, the page beside them, and the cover over both. Its title never names a topic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QWidget

from coi_app.ui.actions import Actions
from coi_app.ui.curtain import Curtain
from coi_app.ui.focus_ring import FocusRing
from coi_app.ui.navigation import Navigation
from coi_app.ui.navigation_panel import NavigationPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coi_app.ui.cover import Cover
    from coi_app.ui.page import Page
    from coi_app.ui.preferences import Preferences
    from coi_app.ui.theme import Theme

COMPACT_BELOW = 980
"""In logical pixels: narrower than this, the navigation becomes a bar at the top."""

SMALLEST = (820, 480)


class Window(QWidget):
    """Shows one page at a time. What its actions do is connected by whoever puts the app together."""

    closing = Signal()
    first_painted = Signal()
    """The window stands on the screen: what is slow may begin."""

    def __init__(self, app: QApplication, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle("Declare")
        self.setMinimumSize(*SMALLEST)
        self._theme = theme
        self._preferences = preferences
        self._locked_behind: Page | None = None
        self._painted = False
        self.commands = Actions(self)
        self.addActions(list(self.commands.all()))
        self.panel = NavigationPanel(self.commands)
        self._host = QStackedWidget()
        self.navigation = Navigation(self._host)
        self._cover: Cover | None = None
        self._assemble()
        self._connect(app)
        self._restore()

    @property
    def compact(self) -> bool:
        """Whether the navigation is a bar at the top."""
        return self._shell_box.direction() == QBoxLayout.Direction.TopToBottom

    @property
    def covered(self) -> bool:
        """Whether something is in front of everything: the cover, or what `lock` put there."""
        return self._curtain.drawn

    @property
    def locked(self) -> bool:
        """Whether only `unlock` shows everything again."""
        return self._locked_behind is not None

    @property
    def focus_behind(self) -> QWidget | None:
        """What had the keyboard before everything was covered."""
        return self._curtain.focus_behind

    def cover(self) -> None:
        """Covers everything at once, other windows of the app too; when covered, uncovers. A locked window shows nothing to cover."""
        if self.locked:
            return
        if self.covered:
            self.uncover()
            return
        self._curtain.draw(self._cover or self._new_cover())
        self._let_actions(False, (self.commands.cover, self.commands.lock))

    def _new_cover(self) -> Cover:
        from coi_app.ui.cover import Cover  # few need it, and nobody before the first paint

        self._cover = Cover()
        self._cover.uncovered.connect(self.uncover)
        return self._cover

    def uncover(self) -> None:
        """Shows everything as it was, with the focus where it was."""
        if self._cover is not None and self.covered and not self.locked:
            self._open(self._cover)

    def lock(self, page: Page) -> None:
        """Shows this page in place of everything, until `unlock`."""
        self._locked_behind = page
        self._curtain.draw(page)
        page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._let_actions(False, (self.commands.quit,))

    def unlock(self) -> None:
        """Shows everything as it was before `lock`, with the focus where it was."""
        page, self._locked_behind = self._locked_behind, None
        if page is not None:
            self._open(page)
            page.deleteLater()

    def _open(self, front: QWidget) -> None:
        found = self._curtain.open(front)
        self._let_actions(True, ())
        if not found and self.navigation.current is not None:
            self.navigation.current.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_above(self, line: QWidget) -> None:
        """Puts a line above every page; it takes no room while it is hidden."""
        self._above.addWidget(line)

    def preferences_now(self) -> Preferences:
        """The preferences with the window's present size and place."""
        area: QRect = self.normalGeometry() if self.isMaximized() else self.geometry()
        return replace(
            self._preferences, width=area.width(), height=area.height(), left=area.x(), top=area.y(), maximised=self.isMaximized()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # After what is on the window, which is painted in the same go.
            QTimer.singleShot(0, self, self.first_painted.emit)

    def prefer(self, **changed: Any) -> None:
        """Takes over preferences by name; they are kept with the window's size and place."""
        self._preferences = replace(self._preferences, **changed)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        self._curtain.end()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _assemble(self) -> None:
        self._layers = QStackedWidget(self)
        self._shell = QWidget()
        self._shell_box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._shell)
        self._shell_box.setContentsMargins(0, 0, 0, 0)
        self._shell_box.setSpacing(0)
        self._shell_box.addWidget(self.panel)
        pages = QWidget()
        self._above = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        column = QBoxLayout(QBoxLayout.Direction.TopToBottom, pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(self._host, 1)
        self._shell_box.addWidget(pages, 1)
        self._layers.addWidget(self._shell)
        outer = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._layers)
        self._curtain = Curtain(self, self._layers, self._shell)

    def _connect(self, app: QApplication) -> None:
        self._ring = FocusRing(app, self._theme, self)
        app.focusChanged.connect(self._focus_moved)
        self._theme.changed.connect(self._fold)
        self.commands.cover.triggered.connect(self.cover)
        self.commands.back.triggered.connect(self.navigation.back)
        self.commands.forward.triggered.connect(self.navigation.forward)
        self.commands.quit.triggered.connect(self.close)
        self.navigation.page_shown.connect(self._page_shown)

    def _restore(self) -> None:
        kept = self._preferences
        self.resize(kept.width, kept.height)
        if kept.left is not None and kept.top is not None and _on_a_screen(kept.left, kept.top):
            self.move(kept.left, kept.top)

    def show_as_kept(self) -> None:
        """Shows the window as large as it was."""
        if self._preferences.maximised:
            self.showMaximized()
        else:
            self.show()

    def _fold(self) -> None:
        compact = self.width() < COMPACT_BELOW
        direction = QBoxLayout.Direction
        self._shell_box.setDirection(direction.TopToBottom if compact else direction.LeftToRight)
        self.panel.set_compact(compact, self._theme.scale)
        aside = 20 if compact else 36  # as on the pages below
        self._above.setContentsMargins(aside, 12, aside, 0)

    def _page_shown(self, page: Page) -> None:
        self.panel.set_current(page.section)
        self.commands.back.setEnabled(self.navigation.can_go_back)
        self.commands.forward.setEnabled(self.navigation.can_go_forward)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        page = self.navigation.current
        if page is not None and new is not None:
            page.scroll_to(new)

    def _let_actions(self, go: bool, still: tuple[QAction, ...]) -> None:
        for action in self.commands.all():
            action.setEnabled(go or action in still)
        if go and self.navigation.current is not None:
            self._page_shown(self.navigation.current)


def _on_a_screen(left: int, top: int) -> bool:
    """Whether a window put there could be reached: screens come and go."""
    return any(screen.availableGeometry().adjusted(-8, -8, -80, -80).contains(left, top) for screen in QGuiApplication.screens())

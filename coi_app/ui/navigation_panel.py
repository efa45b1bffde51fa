"""The places of the app: a panel at the left, or a bar at the top where the window is narrow."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.actions import Actions
from coi_app.ui.i18n import _tr
from coi_app.ui.restyle import set_look
from coi_app.ui.widgets.buttons import LinkButton, NavigationButton
from coi_app.ui.widgets.layout import row, rule, stack
from coi_app.ui.widgets.text import Text

_WIDE = 216


@dataclass(frozen=True)
class Group:
    """Places that only some people need, under a title of their own."""

    title: str
    actions: tuple[QAction, ...]


class NavigationPanel(QWidget):
    """The product's name, a button a place, and below them where the records are, how they are saved, and the cover."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty(SPOKEN_AS, "group")
        self.setAccessibleName(_tr("NavigationPanel", "Places in the app"))
        self._buttons: dict[str, NavigationButton] = {}
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._top(actions)
        self._extra = QWidget()
        self._extras = stack(self._extra, spacing=3)
        self._box.addWidget(self._extra)
        self._tools_action = actions.tools
        self._tools = self._button(actions.tools)
        self._tools.setProperty("quiet", "true")
        self._box.addWidget(self._tools)
        self._more = NavigationButton(_tr("NavigationPanel", "More"))
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._menu.addAction(actions.tools)
        self._box.addWidget(self._more)
        self._box.addStretch(1)
        self._bottom(actions)
        self.set_compact(False, 1.0)
        # Said before the buttons are dressed; the window opens there.
        self.set_current("home")

    def set_compact(self, compact: bool, scale: float) -> None:
        """Becomes a bar at the top, or a panel at the left that is as wide as the type asks."""
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if compact else direction.TopToBottom)
        self._box.setContentsMargins(*((12, 4, 12, 4) if compact else (12, 18, 12, 14)))
        self._box.setSpacing(2)
        for widget in (self._tagline, self._extra, self._rule, self._where, self._saved):
            widget.setVisible(not compact)
        self._tools.setVisible(not compact and self._tools_action.isVisible())
        self._more.setVisible(compact and any(action.isVisible() for action in self._menu.actions()))
        self._inset.setContentsMargins(10, 0 if compact else 6, 0, 0)
        self._product.setContentsMargins(10, 0, 10, 0)
        width = 16777215 if compact else round(_WIDE * scale)
        self.setMinimumWidth(0 if compact else width)
        self.setMaximumWidth(width)
        set_look(self, "compact", "true" if compact else "false")

    def set_current(self, section: str) -> None:
        """Marks where the person is."""
        for name, button in self._buttons.items():
            button.set_current(name == section, _tr("NavigationPanel", "You are here"))

    def set_saved(self, words: str) -> None:
        """Says how things are saved, for example "Saved 9:14"."""
        self._saved.setText(words)

    def add_group(self, group: Group) -> None:
        """Shows a group that was switched on; in the narrow form it stands in the menu."""
        title = Text(group.title.upper(), "small")
        title.setAccessibleName(group.title)
        title.setContentsMargins(10, 12, 0, 2)
        self._extras.addWidget(title)
        for action in group.actions:
            self._extras.addWidget(self._button(action))
            self._menu.addAction(action)

    def _top(self, actions: Actions) -> None:
        self._product = Text("Declare", wraps=False)
        self._product.setProperty("look", "product")
        self._tagline = Text(_tr("NavigationPanel", "Interests and political activity"), "small")
        words = stack(spacing=4)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self._product)
        inset = row()
        inset.setContentsMargins(10, 0, 0, 0)
        inset.addWidget(self._tagline)
        words.addLayout(inset)
        self._box.addLayout(words)
        self._box.addSpacing(14)
        for action in (actions.home, actions.check, actions.declarations, actions.information):
            self._box.addWidget(self._button(action))

    def _bottom(self, actions: Actions) -> None:
        self._rule = rule()
        self._box.addWidget(self._rule)
        self._inset = inset = stack(spacing=2)
        self._where = Text(_tr("NavigationPanel", "On this computer only, encrypted"), "small")
        self._saved = Text("", "small")
        self._cover = LinkButton(actions.cover.text(), "underlined")
        self._cover.setAccessibleDescription(actions.cover.shortcut().toString())
        self._cover.clicked.connect(actions.cover.trigger)
        inset.addWidget(self._where)
        inset.addWidget(self._saved)
        last = row(spacing=6)
        last.addWidget(self._cover)
        last.addWidget(Text(actions.cover.shortcut().toString(), "small", wraps=False))
        last.addStretch(1)
        inset.addLayout(last)
        self._box.addLayout(inset)

    def _button(self, action: QAction) -> NavigationButton:
        button = NavigationButton(action.text())
        button.setObjectName(f"navigation.{action.objectName()}")
        button.clicked.connect(action.trigger)
        self._buttons[action.objectName()] = button
        return button

"""The places of the app: a panel at the left, or a bar at the top where the window is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.actions import Actions
from coi_app.ui.i18n import _tr
from coi_app.ui.restyle import set_look
from coi_app.ui.widgets.buttons import LinkButton, NavigationButton
from coi_app.ui.widgets.layout import row, rule, stack
from coi_app.ui.widgets.text import Text

_WIDE = 216


class NavigationPanel(QWidget):
    """The product's name, a button a place, and below them where the records are, the lock and the cover."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty(SPOKEN_AS, "group")
        self.setAccessibleName(_tr("NavigationPanel", "Places in the app"))
        self._buttons: dict[str, NavigationButton] = {}
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._top(actions)
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
        for widget in (self._tagline, self._rule, self._where):
            widget.setVisible(not compact)
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
        inset.addWidget(self._where)
        for action in (actions.lock, actions.cover):
            inset.addLayout(_pressed(action))
        self._box.addLayout(inset)

    def _button(self, action: QAction) -> NavigationButton:
        button = NavigationButton(action.text())
        button.setObjectName(f"navigation.{action.objectName()}")
        button.clicked.connect(action.trigger)
        self._buttons[action.objectName()] = button
        return button


def _pressed(action: QAction) -> QHBoxLayout:
    """A link that does this, and the keys that do it too."""
    keys = action.shortcut().toString()
    link = LinkButton(action.text(), "underlined")
    link.setAccessibleDescription(keys)
    link.clicked.connect(action.trigger)
    line = row(spacing=6)
    line.addWidget(link)
    line.addWidget(Text(keys, "small", wraps=False))
    line.addStretch(1)
    return line

"""What a screen reader asks of a widget that took a role of its own. Loaded when one asks for the first time."""

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

_ROLES = {
    "heading": QAccessible.Role.Heading,
    "alert": QAccessible.Role.AlertMessage,
    "group": QAccessible.Role.Grouping,
    "status": QAccessible.Role.StatusBar,
}


class _Spoken(QAccessibleWidget):
    """A label that took another role would lose its text as its name; this gives it back. The role is asked anew each time, for it may change."""

    def __init__(self, widget: QWidget, asked_by: str) -> None:
        super().__init__(widget, QAccessible.Role.Client)
        self._asked_by = asked_by

    def role(self) -> QAccessible.Role:
        widget = self.object()
        return _ROLES.get(widget.property(self._asked_by), QAccessible.Role.Client) if widget is not None else QAccessible.Role.Client

    def text(self, t: QAccessible.Text) -> str:
        widget = self.object()
        if t == QAccessible.Text.Name and isinstance(widget, QLabel) and not widget.accessibleName():
            return widget.text()
        return super().text(t)


def interface_of(widget: QWidget, asked_by: str) -> QAccessibleInterface:
    """The widget as a screen reader meets it, in the role that its property `asked_by` names; without one a plain part of the window."""
    return _Spoken(widget, asked_by)

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
    """A label that took another role would lose its text as its name; this gives it back."""

    def text(self, t: QAccessible.Text) -> str:
        widget = self.object()
        if t == QAccessible.Text.Name and isinstance(widget, QLabel) and not widget.accessibleName():
            return widget.text()
        return super().text(t)


def interface_of(widget: QWidget, role: str) -> QAccessibleInterface | None:
    """The widget as a screen reader meets it, in one of the roles that a widget may ask for; None in any other."""
    known = _ROLES.get(role)
    return None if known is None else _Spoken(widget, known)

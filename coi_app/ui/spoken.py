"""What a screen reader asks of a widget that took a role of its own. Loaded when one asks for the first time."""

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

from coi_app.ui.accessibility import SPOKEN_AS

_ROLES = {
    "heading": QAccessible.Role.Heading,
    "alert": QAccessible.Role.AlertMessage,
    "group": QAccessible.Role.Grouping,
    "status": QAccessible.Role.StatusBar,
    # Qt's own for a scroll area does not look whether a child is still there: a scroll bar that goes while a screen reader reads
    # the page ends the process. This role makes it a plain widget, which looks; the bus test found it.
    "scrolled": QAccessible.Role.Client,
}


class _Spoken(QAccessibleWidget):
    """A label that took another role would lose its text as its name; this gives it back. The role is asked anew each time, for it may change."""

    def role(self) -> QAccessible.Role:
        widget = self.object()
        asked = widget.property(SPOKEN_AS) if widget is not None else ""
        return _ROLES.get(asked) or super().role()

    def text(self, t: QAccessible.Text) -> str:
        widget = self.object()
        if t == QAccessible.Text.Name and isinstance(widget, QLabel) and not widget.accessibleName():
            return widget.text()
        return super().text(t)


def interface_of(widget: QWidget, role: str) -> QAccessibleInterface | None:
    """The widget as a screen reader meets it, in one of the roles that a widget may ask for; None in any other."""
    known = _ROLES.get(role)
    return None if known is None else _Spoken(widget, known)

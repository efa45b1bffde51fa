"""What a screen reader is told beyond what Qt says by itself: headings, alerts and groups as such, and announcements.

A widget asks for its role by the dynamic property `spoken_as` ("heading", "alert", "group", "status"); one factory serves all of them.
`interface_cast` is never overridden here: doing so ends the process.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

SPOKEN_AS = "spoken_as"

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


def _interface(key: str, subject: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(subject, QWidget):
        return None
    role = _ROLES.get(subject.property(SPOKEN_AS) or "")
    return None if role is None else _Spoken(subject, role)


def install() -> None:
    """Lets widgets take the roles above; called once, after the application was made."""
    QAccessible.installFactory(_interface)


def announce(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Says `text` to a screen reader. Some ignore it, so what matters also moves the focus or stands in a description."""
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)

"""What a screen reader is told beyond what Qt says by itself: headings, alerts and groups as such, and announcements.

A widget asks for its role by the dynamic property `spoken_as` ("heading", "alert", "group", "status"); one factory serves all of them.
`interface_cast` is never overridden here: doing so ends the process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

SPOKEN_AS = "spoken_as"


def _interface(key: str, subject: QObject | None) -> QAccessibleInterface | None:
    # Qt's own for a scroll area does not look whether a child is still there: a scroll bar that goes while a screen reader reads
    # the page would end the process. A plain part of the window looks.
    if not isinstance(subject, QWidget) or not (subject.property(SPOKEN_AS) or subject.inherits("QScrollArea")):
        return None
    from coi_app.ui.spoken import interface_of  # where nobody listens, nobody waits for it

    return interface_of(subject, SPOKEN_AS)


def install() -> None:
    """Lets widgets take the roles above; called once, after the application was made."""
    QAccessible.installFactory(_interface)


def announce(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Says `text` to a screen reader. Some ignore it, so what matters also moves the focus or stands in a description."""
    from PySide6.QtGui import QAccessibleAnnouncementEvent  # nothing is announced before the first paint

    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)

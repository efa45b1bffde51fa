"""Changing how a widget looks by a property that the style sheet reads."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Sets a property that the style sheet selects by, and dresses the widget again if it was dressed already. Never set counts as "false"."""
    if widget.property(name) == value or (value == "false" and widget.property(name) is None):
        return
    widget.setProperty(name, value)
    # Before that it costs a widget its first paint's time for nothing.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)

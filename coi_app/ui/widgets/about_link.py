"""The link to what a topic is about, the same wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.buttons import LinkButton


def about_link(topic: str, asked: SignalInstance, *, brief: bool = False) -> LinkButton:
    """A link that emits `asked` with the topic's id when it is pressed; `brief` in a line with others. F1 does the same."""
    link = LinkButton(_tr("AboutLink", "About this"), "quiet") if brief else LinkButton(_tr("AboutLink", "About this, with examples"))
    link.setObjectName("about")
    link.setToolTip("F1")
    link.clicked.connect(lambda _=False: asked.emit(topic))
    return link

"""The link to what a topic is about, the same wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.buttons import LinkButton
from coi_app.ui.widgets.layout import FlowLayout


class AboutLink(FlowLayout):
    """A line with the link; pressing it emits `asked` with the topic's id. F1 does the same on the pages that have it."""

    def __init__(self, topic: str, asked: SignalInstance) -> None:
        super().__init__()
        link = LinkButton(_tr("AboutLink", "About this: examples, and what a manager may ask"))
        link.setObjectName("about")
        link.setAccessibleDescription("F1")
        link.setToolTip("F1")
        link.clicked.connect(lambda _=False: asked.emit(topic))
        self.addWidget(link)

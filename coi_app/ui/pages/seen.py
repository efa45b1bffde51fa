"""Exactly what your manager will see: the very document that will be saved or printed, before anything leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.layout import FlowLayout
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.pdf_view import PageSize, PdfView
from coi_app.ui.widgets.text import Text


class SeenPage(Page):
    """Shows the document. Where it is still to be signed, the way on leads there; else the way back."""

    continued = Signal()
    names_asked = Signal()
    left = Signal()

    def __init__(self, pages: Sequence[PageSize], *, manager: str = "", to_sign: bool = True, private: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(_tr("SeenPage", "Exactly what your manager will see"), "check" if private else "declarations", parent)
        path = PathLine(_tr("SeenPage", "Private check")) if private else PathLine(_tr("SeenPage", "Declaration"))
        path.went_back.connect(self.left)
        self.column.addWidget(path)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(_lead(manager, private), "lead"))
        self.notice = Banner()
        self.column.addWidget(self.notice)
        self.view = PdfView(pages)
        self.column.addLayout(self._tools())
        self.column.addWidget(self.view)
        if to_sign:
            go_on = PrimaryButton(_tr("SeenPage", "Continue to sign"))
            go_on.clicked.connect(self.continued)
            self.bar.addWidget(go_on)
            names = SecondaryButton(_tr("SeenPage", "Change who gets this"))
            names.clicked.connect(self.names_asked)
            self.bar.addWidget(names)
        else:
            done = PrimaryButton(_tr("SeenPage", "Back to the result") if private else _tr("SeenPage", "Back to the declaration"))
            done.clicked.connect(self.left)
            self.bar.addWidget(done)

    def _tools(self) -> FlowLayout:
        tools = FlowLayout(spacing=12)
        count = _tr("SeenPage", "1 page") if self.view.count == 1 else _tr("SeenPage", "{count} pages").format(count=self.view.count)
        tools.addWidget(Text(count, "muted", wraps=False))
        for words, press in (
            (_tr("SeenPage", "Larger"), self.view.larger),
            (_tr("SeenPage", "Smaller"), self.view.smaller),
            (_tr("SeenPage", "Fit the width"), self.view.fit),
        ):
            button = LinkButton(words)
            button.clicked.connect(press)
            tools.addWidget(button)
        return tools


def _lead(manager: str, private: bool) -> str:
    if private:
        return _tr("SeenPage", "This is what the conversation guide would say. It is in memory only: nothing is kept or shared.")
    if manager:
        return _tr("SeenPage", "Only the person you give it to sees it: {manager}. Nothing is sent by this app.").format(manager=manager)
    return _tr("SeenPage", "Only the person you give it to sees it. Nothing is sent by this app.")

"""What stands at the top of the page that the manager gets: four lines, none of which has to be filled in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coi_app.ui.i18n import _tr
from coi_app.ui.page import Page
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import PrimaryButton
from coi_app.ui.widgets.fields import TextField
from coi_app.ui.widgets.form import Form
from coi_app.ui.widgets.path_line import PathLine
from coi_app.ui.widgets.text import Text


@dataclass(frozen=True)
class NamesGiven:
    """The four lines as they were left."""

    name: str = ""
    job_title: str = ""
    agency: str = ""
    manager: str = ""


class NamesPage(Page):
    """Asked once, then remembered in the person's own records."""

    given = Signal(NamesGiven)
    left = Signal()

    def __init__(self, names: NamesGiven, parent: QWidget | None = None) -> None:
        super().__init__(_tr("NamesPage", "Who you are, and who gets this"), "declarations", parent)
        path = PathLine(_tr("NamesPage", "Declaration"))
        path.went_back.connect(self.left)
        self.column.addWidget(path)
        self.column.addWidget(self.heading)
        self.column.addWidget(Text(_tr("NamesPage", "It stands at the top of the page that you hand over. What you leave empty becomes a line to write on. It is remembered for the next time."), "lead"))
        self.notice = Banner()
        self.column.addWidget(self.notice)
        form = Form()
        self._name = form.add(_tr("NamesPage", "My name"), TextField(names.name))
        self._job = form.add(_tr("NamesPage", "My job title"), TextField(names.job_title))
        self._agency = form.add(_tr("NamesPage", "My agency"), TextField(names.agency))
        self._manager = form.add(_tr("NamesPage", "My manager"), TextField(names.manager), _tr("NamesPage", "Who gets it. Nothing is sent: you hand it over yourself."))
        self.column.addWidget(form)
        go_on = PrimaryButton(_tr("NamesPage", "Continue"))
        go_on.clicked.connect(self._give)
        self.bar.addWidget(go_on)

    def _give(self) -> None:
        self.given.emit(NamesGiven(self._name.value, self._job.value, self._agency.value, self._manager.value))

"""What is shown when the app itself made a mistake: what happened, what was kept, what to do, and the whole report before it can go anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from coi_app.domain.errors import CannotWrite
from coi_app.services.save_file import save_file
from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from coi_app.ui.widgets.expander import Expander
from coi_app.ui.widgets.fields import LongText
from coi_app.ui.widgets.layout import FlowLayout, row, stack
from coi_app.ui.widgets.text import Heading, Text

ChoosePlace = Callable[[Path, str, Callable[[Path], None]], None]


def what_happened() -> str:
    """What a person is told of a mistake of the app: it is the same whatever the mistake was."""
    return _tr("CrashDialog", "The app made a mistake and could not finish what it was doing. It is not something you did.")


class CrashDialog(QDialog):
    """Goes away by *Go on* or Escape. The report is saved or copied only from below its own text; `choose` asks where to save it."""

    def __init__(self, parent: QWidget | None, report: str, folder: Path, choose: ChoosePlace, *, ended: bool = False, shared: Sequence[QAction] = ()) -> None:
        super().__init__(parent)
        title = _tr("CrashDialog", "Something went wrong in the app")
        self._folder, self._choose = folder, choose
        self.setWindowTitle(parent.window().windowTitle() if parent else "Declare")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.setAccessibleDescription(what_happened())
        self.addActions(list(shared))
        layout = stack(self, spacing=12, margin=24)
        layout.addWidget(Heading(title, 2))
        said = Text(what_happened(), selectable=True, spoken_as="alert")
        said.setMinimumWidth(520)
        layout.addWidget(said)
        for words in _ended() if ended else what_was_kept():
            layout.addWidget(Text(words))
        self.report = LongText(report)
        layout.addWidget(Expander(_tr("CrashDialog", "Show the report"), _tr("CrashDialog", "Hide the report"), self._shown_whole()))
        line = row(spacing=8)
        self.go_on = PrimaryButton(_tr("CrashDialog", "Close") if ended else _tr("CrashDialog", "Go on"))
        self.go_on.clicked.connect(self.accept)
        line.addWidget(self.go_on)
        line.addStretch(1)
        layout.addLayout(line)
        self.go_on.setFocus()

    def show_report(self, report: str) -> None:
        """Shows this report in place of the one before."""
        self.report.setPlainText(report)

    def _shown_whole(self) -> QWidget:
        whole = QWidget()
        lines = stack(whole, spacing=8)
        lines.addWidget(Text(_tr("CrashDialog", "This is all of it. It holds no answer, no name and no file of yours. It goes nowhere unless you save or copy it."), "muted"))
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_tr("CrashDialog", "The report"))
        lines.addWidget(self.report)
        self.save = SecondaryButton(_tr("CrashDialog", "Save the report…"))
        self.save.clicked.connect(lambda: self._choose(self._folder / _suggested(), _tr("CrashDialog", "Text (*.txt)"), self._write))
        self.copy = SecondaryButton(_tr("CrashDialog", "Copy"))
        self.copy.clicked.connect(self._copy)
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.copy)
        lines.addLayout(buttons)
        self.notice = Banner()
        lines.addWidget(self.notice)
        return whole

    def _write(self, chosen: Path) -> None:
        target = chosen if chosen.suffix else chosen.with_suffix(".txt")
        try:
            save_file(target, self.report.toPlainText().encode())
        except CannotWrite as problem:
            self.notice.fail(str(problem))
            return
        self.notice.say(_tr("CrashDialog", "Saved as {name}. Nobody was told.").format(name=target.name))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.notice.say(_tr("CrashDialog", "Copied. Paste it where you want it."))


def what_was_kept() -> tuple[str, str]:
    """What is safe after a mistake that the app goes on from, and what to do next."""
    return (
        _tr("CrashDialog", "What the app said was saved is in your file. What you typed is still on its page."),
        _tr("CrashDialog", "You can go on. If it happens again, close the app and start it anew, or give the report to whoever looks after it."),
    )


def _ended() -> tuple[str, str]:
    return (
        _tr("CrashDialog", "The app had to close. What it said was saved is in your file; what was typed after that is not."),
        _tr("CrashDialog", "Start it again. If it happens twice, give the report to whoever looks after it."),
    )


def _suggested() -> str:
    return _tr("CrashDialog", "Report of a mistake in Declare.txt")

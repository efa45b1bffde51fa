"""Telling and asking, in one place: messages, questions, file names, and what is said when something goes wrong."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coi_app.domain.errors import DeclareError
from coi_app.ui.i18n import _tr

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget


def sentence_of(problem: BaseException) -> str:
    """What a person may read about a problem. Only our own errors speak for themselves: any other might hold an answer."""
    if isinstance(problem, DeclareError):
        return str(problem)
    return _tr(
        "Messages",
        "Something went wrong in the app ({kind}). What was saved is safe. Close the app and start it again; if this happens twice, tell whoever looks after it.",
    ).format(kind=type(problem).__name__)


class Messages(QObject):
    """Opens messages over a window. `next_answers` and `next_files` answer in a person's place, in order: the seam for tests."""

    def __init__(self, window: QWidget, shared: Sequence[QAction] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._shared = tuple(shared)
        self.next_answers: deque[bool] = deque()
        self.next_files: deque[Path | None] = deque()
        self.said: list[str] = []

    def tell(self, title: str, text: str) -> None:
        """Shows a message with one button."""
        self._open(title, text, _tr("Messages", "OK"), "", lambda _: None)

    def show_error(self, problem: BaseException) -> None:
        """Tells what went wrong, in a sentence that holds no answer."""
        self.tell(_tr("Messages", "That did not work"), sentence_of(problem))

    def ask(self, title: str, text: str, yes: str, no: str, answered: Callable[[bool], None]) -> None:
        """Asks; `answered` is called once, later, with whether the answer was `yes`."""
        self._open(title, text, yes, no, answered)

    def choose_save_file(self, suggested: Path, kinds: str, chosen: Callable[[Path], None]) -> None:
        """Asks where to save; `chosen` is called with the place, and not at all when the person thinks better of it."""
        if self.next_files:
            _pass_on(self.next_files.popleft(), chosen)
            return
        from PySide6.QtWidgets import QFileDialog  # nothing is asked before the first paint

        name, _ = QFileDialog.getSaveFileName(self._window, _tr("Messages", "Save as"), str(suggested), kinds)
        _pass_on(Path(name) if name else None, chosen)

    def choose_open_file(self, folder: Path, kinds: str, chosen: Callable[[Path], None]) -> None:
        """Asks for a file to open; `chosen` is called with it, and not at all when the person thinks better of it."""
        if self.next_files:
            _pass_on(self.next_files.popleft(), chosen)
            return
        from PySide6.QtWidgets import QFileDialog  # as above

        name, _ = QFileDialog.getOpenFileName(self._window, _tr("Messages", "Open"), str(folder), kinds)
        _pass_on(Path(name) if name else None, chosen)

    def install_exception_hook(self) -> None:
        """Tells the person of any mistake of the app itself; the details go to standard error without their message."""
        sys.excepthook = self._unexpected

    def _unexpected(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""
        sys.stderr.write(f"Unexpected: {kind.__name__}{where}\n")
        self.show_error(problem)

    def _open(self, title: str, text: str, yes: str, no: str, answered: Callable[[bool], None]) -> None:
        self.said.append(text)
        if self.next_answers:
            answered(self.next_answers.popleft())
            return
        from coi_app.ui.dialogs.message import MessageDialog  # as above

        MessageDialog(self._window, title, text, yes, no, self._shared).ask(answered)


def _pass_on(place: Path | None, chosen: Callable[[Path], None]) -> None:
    if place is not None:
        chosen(place)

"""Telling and asking, in one place: messages, questions, file names, and what is said when something goes wrong."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from coi_app.domain.errors import DeclareError
from coi_app.ui.i18n import _tr

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coi_app.ui.dialogs.crash import CrashDialog


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

    _mistaken = Signal(object)
    """A mistake of the app, from whichever thread it was made on, to the one that may show it."""

    def __init__(self, window: QWidget, shared: Sequence[QAction] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._shared = tuple(shared)
        self.next_answers: deque[bool] = deque()
        self.next_files: deque[Path | None] = deque()
        self.said: list[str] = []
        self._crash: CrashDialog | None = None
        self._shown: BaseException | None = None
        self._report, self._further = "", 0
        self._mistaken.connect(self.show_error)

    def tell(self, title: str, text: str) -> None:
        """Shows a message with one button."""
        self._open(title, text, _tr("Messages", "OK"), "", lambda _: None)

    def show_error(self, problem: BaseException) -> None:
        """Tells what went wrong, in a sentence that holds no answer; a mistake of the app itself with a report of it."""
        if isinstance(problem, DeclareError):
            self.tell(_tr("Messages", "That did not work"), sentence_of(problem))
        elif problem is not self._shown:
            self._show_mistake(problem)

    def ask(self, title: str, text: str, yes: str, no: str, answered: Callable[[bool], None]) -> None:
        """Asks; `answered` is called once, later, with whether the answer was `yes`."""
        self._open(title, text, yes, no, answered)

    def choose_save_file(self, suggested: Path, kinds: str, chosen: Callable[[Path], None]) -> None:
        """Asks where to save; `chosen` is called with the place, and not at all when the person thinks better of it."""
        if self.next_files:
            _pass_on(self.next_files.popleft(), chosen)
            return
        from coi_app.ui.choosing import place_to_save  # nothing is asked before the first paint

        _pass_on(place_to_save(self._window, suggested, kinds), chosen)

    def choose_open_file(self, folder: Path, kinds: str, chosen: Callable[[Path], None]) -> None:
        """Asks for a file to open; `chosen` is called with it, and not at all when the person thinks better of it."""
        if self.next_files:
            _pass_on(self.next_files.popleft(), chosen)
            return
        from coi_app.ui.choosing import file_to_open  # as above

        _pass_on(file_to_open(self._window, folder, kinds), chosen)

    def install_exception_hook(self) -> None:
        """Tells the person of any mistake of the app itself; a terminal hears its kind and place, and never its message."""
        sys.excepthook = self._unexpected

    def _unexpected(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        for name in ("last_exc", "last_value", "last_traceback"):
            # Python keeps the last one for a debugger, with all that its frames hold.
            if hasattr(sys, name):
                delattr(sys, name)
        tell_terminal(problem)
        self._mistaken.emit(problem)

    def _show_mistake(self, problem: BaseException) -> None:
        """One page at a time: what goes wrong at every stroke of the brush must not bury the person in pages."""
        from coi_app.services.crash_report import crash_report, with_further  # few starts ever need them
        from coi_app.ui.dialogs.crash import CrashDialog, what_happened, what_was_kept

        if self._crash is not None:
            self._further += 1
            self._crash.show_report(with_further(self._report, self._further))
            return
        self._shown, self._report, self._further = problem, crash_report(problem), 0
        self.said.append(" ".join((what_happened(), *what_was_kept())))
        if self.next_answers:
            self.next_answers.popleft()
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._crash = CrashDialog(self._window, self._report, Path(documents), self.choose_save_file, shared=self._shared)
        self._crash.finished.connect(self._closed)
        self._crash.open()

    def _closed(self) -> None:
        self._crash = self._shown = None
        self._window.activateWindow()

    def _open(self, title: str, text: str, yes: str, no: str, answered: Callable[[bool], None]) -> None:
        self.said.append(text)
        if self.next_answers:
            answered(self.next_answers.popleft())
            return
        from coi_app.ui.dialogs.message import MessageDialog  # as above

        MessageDialog(self._window, title, text, yes, no, self._shared).ask(answered)


def tell_terminal(problem: BaseException) -> None:
    """Says the kind and place of a mistake to who started the app in a terminal. Anything else may keep what it is told, as a desktop's journal does."""
    from coi_app.services.crash_report import in_one_line  # as above

    if sys.stderr and sys.stderr.isatty():
        sys.stderr.write(f"coi-app: a mistake of the app: {in_one_line(problem)}\n")


def _pass_on(place: Path | None, chosen: Callable[[Path], None]) -> None:
    if place is not None:
        chosen(place)

"""There is no log. What Qt, Python or a library would print in passing is dropped: it may hold file names and values, and a desktop keeps what an app prints.

Only a terminal hears of a mistake, by its kind and place. Where Qt cannot go on, a page in a process of its own says so.
"""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from coi_app.ui.messages import tell_terminal


def keep_quiet(show: Callable[[str], None]) -> None:
    """From now on nothing is printed in passing. `show` gets the report where Qt cannot go on and is about to end the process."""
    import faulthandler  # Python's own, and on only where somebody turned it on
    import logging

    def heard(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            from coi_app.services.crash_report import fatal_report  # brings in half the house, which the first key press would wait for

            show(fatal_report(sys._getframe(1)))  # noqa: SLF001 - the call that Qt gave up in

    qInstallMessageHandler(heard)
    threading.excepthook = lambda told: tell_terminal(told.exc_value) if told.exc_value else None
    sys.unraisablehook = lambda told: tell_terminal(told.exc_value) if told.exc_value else None
    # With a listener that does nothing, Python's own for those who have none stays silent.
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    if faulthandler.is_enabled() and not (sys.stderr and sys.stderr.isatty()):
        faulthandler.disable()


def show_last_page(report: str) -> None:
    """Shows the report in a process of its own, which outlives this one; it goes there through a pipe and never through a file."""
    import subprocess  # as above

    shown = subprocess.Popen([sys.executable, "-m", "coi_app.ui.last_page"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    if shown.stdin:
        shown.stdin.write(report.encode())
        shown.stdin.close()

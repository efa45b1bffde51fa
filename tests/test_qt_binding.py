"""The binding to Qt keeps Python's own objects alive: version 6.12.0 did not, and aborted after some thousand calls."""

import sys

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

CALLS = 500


def test_calls_that_return_nothing_take_no_reference_from_none(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        line.setText("x")
    assert sys.getrefcount(None) > before - CALLS // 2


def test_signals_take_no_reference_from_true(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    heard: list[str] = []
    before = sys.getrefcount(True)
    for number in range(CALLS):
        line.textChanged.connect(heard.append)
        line.setText(str(number))
        line.textChanged.disconnect(heard.append)
    assert heard
    assert sys.getrefcount(True) > before - CALLS // 2

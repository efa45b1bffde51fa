"""Who walks away finds the records locked; who is there is left alone."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QElapsedTimer, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coi_app.services import safekeeping
from coi_app.ui.idle import MINUTES, Idle
from coi_app.ui.theme import Theme
from coi_app.ui.window import Window
from tests.store.examples import CHEAP
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import Declaring
from tests.ui.driving import press

SHORT = 200


def test_nobody_there_is_noticed_after_the_time_and_once(qtbot: QtBot, qapp: QApplication, window: Window) -> None:
    owner, clock, times = QObject(), QElapsedTimer(), []
    clock.start()
    idle = Idle(owner, SHORT)
    idle.noticed.connect(lambda: times.append(clock.elapsed()))
    qtbot.waitUntil(lambda: bool(times))
    assert times[0] >= SHORT - 20
    qapp.removeEventFilter(idle)


def test_each_key_begins_the_time_anew(qtbot: QtBot, qapp: QApplication, window: Window) -> None:
    owner, clock, last, times = QObject(), QElapsedTimer(), [0], []
    clock.start()
    idle = Idle(owner, SHORT)
    idle.noticed.connect(lambda: times.append(clock.elapsed()))
    while clock.elapsed() < 3 * SHORT:
        press(Qt.Key.Key_Tab)
        last[0] = clock.elapsed()
    assert not times, "somebody was there all the time"
    qtbot.waitUntil(lambda: bool(times))
    assert times[0] - last[0] >= SHORT - 40
    qapp.removeEventFilter(idle)


def test_the_time_is_one_that_a_person_can_live_with() -> None:
    assert 5 <= MINUTES <= 15


def test_records_that_nobody_touches_are_locked(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Idle.__init__, "__defaults__", (SHORT,))
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    person.go(Qt.Key.Key_2)
    assert not person.window.locked, "with no records open there is nothing to lock"
    store = safekeeping.create(tmp_path / "profile", uuid4, person.clock(), passphrase="harbour pencil over nine", cost=CHEAP).store
    person.desk.use_records(store, safekeeping.owner(store, uuid4, person.clock()))
    qtbot.waitUntil(lambda: person.window.locked)
    person.quiet()
    person.close()

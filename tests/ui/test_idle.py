"""Who walks away finds the records locked; who is there is left alone."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QElapsedTimer, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coi_app.services import safekeeping
from coi_app.ui.flows import walking_away
from coi_app.ui.idle import CHOICES, MINUTES, Idle
from coi_app.ui.theme import Theme
from coi_app.ui.widgets.countdown import Countdown
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
    assert MINUTES in CHOICES
    assert max(CHOICES) <= 60


def test_it_counts_down_each_second_and_a_touch_ends_it(qtbot: QtBot, qapp: QApplication, window: Window) -> None:
    owner, left, times, touched = QObject(), [], [], []
    idle = Idle(owner, 4000)
    idle.soon.connect(left.append)
    idle.noticed.connect(lambda: times.append(1))
    idle.touched.connect(lambda: touched.append(1))
    qtbot.waitUntil(lambda: bool(left))
    assert left == [2], "at half of the time at the latest"
    press(Qt.Key.Key_Tab)
    assert touched == [1]
    qtbot.waitUntil(lambda: bool(times), timeout=6000)
    assert left[0] == 2
    assert left[-1] == 1
    assert left == sorted(left, reverse=True)
    assert touched == [1]
    qapp.removeEventFilter(idle)


def test_another_time_counts_from_when_it_is_chosen(qtbot: QtBot, qapp: QApplication, window: Window) -> None:
    owner, clock, times = QObject(), QElapsedTimer(), []
    idle = Idle(owner, 60_000)
    idle.noticed.connect(lambda: times.append(clock.elapsed()))
    clock.start()
    idle.wait(SHORT)
    qtbot.waitUntil(lambda: bool(times))
    assert SHORT - 20 <= times[0] < 60_000
    qapp.removeEventFilter(idle)


def test_the_countdown_is_seen_heard_once_and_in_nobodys_way(qtbot: QtBot, window: Window) -> None:
    told: list[str] = []
    countdown = Countdown(window)
    named = countdown.accessibleName()
    focus = QApplication.focusWidget()
    for seconds in (3, 2, 1):
        countdown.show_left(seconds)
        told.append(countdown.findChildren(QLabel)[0].text())
    assert told[0].startswith("Your records lock in 3 seconds.")
    assert told[2].startswith("Your records lock in 1 second.")
    assert {named} == {countdown.accessibleName(), *(label.accessibleName() for label in countdown.findChildren(QLabel))}, "its name never changes"
    assert QApplication.focusWidget() is focus
    window.resize(910, 512)
    assert window.rect().contains(countdown.geometry())
    countdown.deleteLater()


def test_records_that_nobody_touches_are_locked(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking_away, "MINUTE", SHORT // MINUTES)
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    person.go(Qt.Key.Key_2)
    assert not person.window.locked, "with no records open there is nothing to lock"
    store = safekeeping.create(tmp_path / "profile", uuid4, person.clock(), passphrase="harbour pencil over nine", cost=CHEAP).store
    person.desk.use_records(store, safekeeping.owner(store, uuid4, person.clock()))
    qtbot.waitUntil(lambda: person.window.locked)
    person.quiet()
    person.close()

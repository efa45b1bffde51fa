"""The desktop's own lock, heard over a real bus from another process: a private daemon, and one that speaks as the system's login service does."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coi_app.services import safekeeping
from coi_app.ui.session_lock import SessionLock, session_locks
from coi_app.ui.theme import Theme
from tests.store.examples import CHEAP
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import Declaring

SYSTEM_PYTHON = "/usr/bin/python3"
LOCKS = ("lock", "hint", "sleep", "kde", "gnome")
LEAVES_OPEN = ("lock another", "no hint", "wake", "gnome ends")


class Desktop:
    """A bus of its own, and who speaks on it."""

    def __init__(self, speaker: subprocess.Popen[str]) -> None:
        self._speaker = speaker

    def say(self, words: str) -> None:
        """Emit a signal, or change a property, from the other process."""
        assert self._speaker.stdin is not None
        self._speaker.stdin.write(words + "\n")
        self._speaker.stdin.flush()


@contextmanager
def running(*command: str, env: dict[str, str] | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process, with the first line that it says; ended afterwards."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """One private bus, in the place of both that a desktop has."""
    with running("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address") as (_, address):
        assert address.startswith("unix:"), "dbus-daemon is needed here"
        monkeypatch.setenv("XDG_SESSION_ID", "7")
        for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
            monkeypatch.setenv(name, address)
        speaks = str(Path(__file__).with_name("logind.py"))
        with running(SYSTEM_PYTHON, speaks, env={"DBUS_SESSION_BUS_ADDRESS": address, "PATH": "/usr/bin:/bin"}) as (speaker, said):
            assert said == "ready", "the system's Python needs gi here"
            yield Desktop(speaker)


@pytest.fixture
def heard(qtbot: QtBot, desktop: Desktop) -> Iterator[list[int]]:
    """One entry each time that something was heard, once everything listens."""
    owner, times = QObject(), list[int]()
    found = session_locks(owner)
    assert len(found) == 2
    for one in found:
        one.locked.connect(lambda: times.append(1))
    # What is said before the login service has told which session is ours is not heard: so say it until it is.
    for _ in range(20):
        desktop.say("lock")
        with suppress(qtbot.TimeoutError):
            qtbot.waitUntil(lambda: bool(times), timeout=1000)
            break
    times.clear()
    yield times
    for one in owner.findChildren(SessionLock):
        one.close()


@pytest.mark.parametrize("words", LOCKS)
def test_what_locks_a_desktop_is_heard(qtbot: QtBot, desktop: Desktop, heard: list[int], words: str) -> None:
    desktop.say(words)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)


def test_what_does_not_is_left_alone(qtbot: QtBot, desktop: Desktop, heard: list[int]) -> None:
    for words in (*LEAVES_OPEN, "lock"):
        desktop.say(words)
    # One bus keeps the order: what came before the lock was heard before it, and locked nothing.
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert heard == [1]


def test_where_there_is_no_bus_nothing_is_heard_and_nothing_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, f"unix:path={tmp_path / 'nobody'}")
    assert session_locks(QObject()) == ()


def test_open_records_lock_when_the_desktop_does(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, desktop: Desktop) -> None:
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    store = safekeeping.create(tmp_path / "profile", uuid4, person.clock(), passphrase="harbour pencil over nine", cost=CHEAP).store
    person.desk.use_records(store, safekeeping.owner(store, uuid4, person.clock()))
    assert not person.window.locked
    qtbot.waitUntil(lambda: bool(desktop.say("gnome") or person.window.locked), timeout=10_000)
    person.quiet()
    assert store.locked
    person.close()

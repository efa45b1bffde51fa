"""Work off the UI thread comes back to it, in order, or not at all."""

import threading

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from coi_app.domain.errors import CannotWrite
from coi_app.ui.operations import Lane, Operations, Task


def test_work_is_done_elsewhere_and_told_here(qtbot: QtBot) -> None:
    operations, seen = Operations(), []
    here = threading.get_ident()
    with qtbot.waitSignal(operations.idle):
        operations.run(lambda _: threading.get_ident(), lambda there: seen.append((there, threading.get_ident())), seen.append)
    ((there, told),) = seen
    assert there != here
    assert told == here


def test_a_lane_keeps_its_order(qtbot: QtBot) -> None:
    operations, seen = Operations(), []
    with qtbot.waitSignal(operations.idle):
        for number in range(50):
            operations.run(lambda _, n=number: n, seen.append, seen.append)
    assert seen == list(range(50))


def test_a_fault_arrives_as_it_was(qtbot: QtBot) -> None:
    operations, faults = Operations(), []
    fault = CannotWrite("The disk is full. Nothing was changed. Choose another place.")

    def work(_: Task) -> None:
        raise fault

    with qtbot.waitSignal(operations.idle):
        operations.run(work, faults.append, faults.append, lane=Lane.DOCUMENTS)
    assert faults == [fault]


def test_progress_is_told_and_cancelled_work_says_nothing(qtbot: QtBot) -> None:
    operations, seen, steps = Operations(), [], []
    started, go_on = threading.Event(), threading.Event()

    def work(task: Task) -> str:
        task.report(1, 2)
        started.set()
        go_on.wait(5)
        task.report(2, 2)
        return "never"

    task = operations.run(work, seen.append, seen.append, lambda done, total: steps.append((done, total)))
    assert started.wait(5)
    qtbot.waitUntil(lambda: steps == [(1, 2)])
    with qtbot.waitSignal(operations.idle):
        task.cancel()
        go_on.set()
    assert seen == []
    assert steps == [(1, 2)]


def test_what_was_started_ends_before_the_app_does(qtbot: QtBot) -> None:
    operations, written = Operations(), []
    operations.run(lambda _: written.append("saved"), written.append, written.append)
    assert operations.finish()
    assert written == ["saved"]
    assert operations.is_idle


def test_a_window_that_goes_leaves_its_work_to_end_in_peace(qtbot: QtBot) -> None:
    ended, told = [], []
    for _ in range(20):
        owner = QObject()
        operations = Operations(owner)
        for lane in Lane:
            for _ in range(3):
                operations.run(lambda _: ended.append(sum(range(20_000))), told.append, told.append, lane=lane)
        owner.deleteLater()
        del operations, owner
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    assert len(ended) == 20 * 6
    assert told == []

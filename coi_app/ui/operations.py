"""The one way off the UI thread: work goes to one of two lanes, one thread each, and what comes of it returns to the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from coi_app.domain.errors import DeclareError

Result = TypeVar("Result")


class Lane(StrEnum):
    """What is done in order, one after the other: the records, and the documents."""

    STORE = "store"
    DOCUMENTS = "documents"


class Cancelled(Exception):
    """The work was called off; neither `done` nor `failed` hears of it."""


class Task:
    """A piece of work under way. The work is given it to report on and to ask whether it is still wanted."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._off = Event()

    def cancel(self) -> None:
        """Calls the work off; it ends at its next `check` or `report`."""
        self._off.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off."""
        return self._off.is_set()

    def check(self) -> None:
        """Raises `Cancelled` where the work was called off."""
        if self._off.is_set():
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """Tells how far the work is; also a place where it can end."""
        self.check()
        self._report(done, total)


@dataclass(frozen=True)
class _Delivery:
    receiver: Callable[..., None]
    values: tuple[Any, ...]
    task: Task
    last: bool
    unexpected: Exception | None = None


class _Courier(QObject):
    """Carries what comes of work to the UI thread. Work under way holds it, so it is there to emit even when the window is not."""

    arrived = Signal(object)


class Operations(QObject):
    """Runs work off the UI thread. Made on the UI thread, where every receiver is called; a receiver that is gone is left out."""

    idle = Signal()
    unexpected = Signal(object)
    """What went wrong where nobody had thought it could; its receiver was told already."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: QThreadPool(self) for lane in Lane}
        for pool in self._lanes.values():
            pool.setMaxThreadCount(1)
        self._under_way: set[Task] = set()
        self._over = False
        self._courier = _Courier()
        self._courier.arrived.connect(self._deliver)

    def run(
        self,
        work: Callable[[Task], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
        progress: Callable[[int, int], None] | None = None,
        lane: Lane = Lane.STORE,
    ) -> Task:
        """Starts `work`; then `done` gets its result or `failed` its exception, on the UI thread, unless it was cancelled.

        After `finish` nothing is started any more: a page that still wants its picture then goes without.
        """
        told, courier = progress or _untold, self._courier
        task = Task(lambda at, total: courier.arrived.emit(_Delivery(told, (at, total), task, last=False)))
        if self._over:
            task.cancel()
            return task
        self._under_way.add(task)
        self._lanes[lane].start(_Runnable(lambda: courier.arrived.emit(_outcome(work, done, failed, task))))
        return task

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way and everything was delivered."""
        return not self._under_way

    def finish(self, milliseconds: int = 10_000) -> bool:
        """Lets the work that was started end, as a save must, and says whether it did in time; nothing is started or delivered after it."""
        self._over = True
        waits = [pool.waitForDone(milliseconds) for pool in self._lanes.values()]
        self._under_way.clear()
        return all(waits)

    @Slot(object)
    def _deliver(self, delivery: _Delivery) -> None:
        if delivery.task not in self._under_way:
            return
        if delivery.last:
            self._under_way.discard(delivery.task)
        if not delivery.task.is_cancelled and _is_alive(delivery.receiver):
            delivery.receiver(*delivery.values)
        if delivery.unexpected is not None and not delivery.task.is_cancelled:
            self.unexpected.emit(delivery.unexpected)
        if self.is_idle:
            self.idle.emit()


class _Runnable(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


def _outcome(work: Callable[[Task], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], task: Task) -> _Delivery:
    try:
        task.check()
        return _Delivery(done, (work(task),), task, last=True)
    except Cancelled:
        task.cancel()
        return _Delivery(_untold, (), task, last=True)
    except Exception as problem:  # noqa: BLE001 - the worker boundary: whatever went wrong reaches the person as a sentence
        return _Delivery(failed, (problem,), task, last=True, unexpected=None if isinstance(problem, DeclareError) else problem)


def while_alive(owner: QObject, then: Callable[..., None]) -> Callable[..., None]:
    """The same, but nothing once `owner` (a page that was left, for example) is gone: for receivers that are no methods of a QObject."""

    def told(*values: Any) -> None:
        if shiboken6.isValid(owner):
            then(*values)

    return told


def _untold(*_: object) -> None:
    """Nobody listens."""


def _is_alive(receiver: Callable[..., None]) -> bool:
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)

"""A backup a day, made by itself while the person goes on; a failure is said once, quietly, on the page of backups."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from coi_app.services import backup
from coi_app.ui.desk import Desk

EVERY = 3_600_000
"""Milliseconds between looks whether a backup is due, for an app that stays open for days."""


class DailyBackup(QObject):
    """Looks at once, and every hour from then on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.problem: Exception | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(EVERY)
        self._look()

    def _look(self) -> None:
        services = self._desk.services
        if services is not None and not services.store.read_only:
            self._desk.operations.run(lambda task: backup.make_if_due(services), self._made, self._failed)

    def _made(self, made: backup.Made | None) -> None:
        self.problem = None

    def _failed(self, problem: Exception) -> None:
        # Not in the way of what the person does: the page of backups shows that the newest is old.
        self.problem = problem

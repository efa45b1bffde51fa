"""The declaration that is worked on now, and the one way in which the window changes it: saved first, shown afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from coi_app.domain.declaration import Declaration
from coi_app.services.context import Services
from coi_app.services.editing import Changed
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import time_words


class Draft(QObject):
    """Shared by the flows of one declaration. `saved` tells that something is durable now."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._declaration: Declaration | None = None
        self._saved_at: datetime | None = None

    @property
    def declaration(self) -> Declaration:
        """The declaration as it was saved last."""
        assert self._declaration is not None, "nothing is worked on"
        return self._declaration

    @property
    def is_open(self) -> bool:
        """Whether a declaration is worked on, with the records open."""
        return self._declaration is not None and self._desk.services is not None

    @property
    def services(self) -> Services:
        """The open records."""
        assert self._desk.services is not None, "the records are closed"
        return self._desk.services

    @property
    def saved_words(self) -> str:
        """When it was saved last: "Saved 9:41", said only after it was."""
        if self._saved_at is None:
            return _tr("Draft", "On this computer only, encrypted.")
        return _tr("Draft", "Saved {time}").format(time=time_words(self._desk.here(self._saved_at)))

    def take(self, declaration: Declaration) -> None:
        """Work on this declaration from now on."""
        self._declaration = declaration
        self._saved_at = declaration.changed_at

    def leave(self) -> None:
        """Work on none."""
        self._declaration = self._saved_at = None

    def change(
        self,
        work: Callable[[Services], Changed],
        then: Callable[[], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do this to the records; when it is durable, take what came of it and go on."""
        services = self.services
        self._desk.operations.run(lambda task: work(services), lambda changed: self._took(changed, then), failed or self._desk.report)

    def note(self, work: Callable[[Services], Changed]) -> None:
        """Do to the records what nobody asked for and nobody waits for; while they are open to read only it is left undone."""
        if not self._desk.reads_only:
            self.change(work, lambda: None)

    def _took(self, changed: Changed, then: Callable[[], None]) -> None:
        declaration, change = changed
        self._declaration, self._saved_at = declaration, self._desk.now()
        self._desk.changed.emit(change)
        self.saved.emit()
        then()

"""Opening the records quietly when the app starts, where this computer's key store does it. Whatever needs the person is in `records`, with its pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coi_app.domain.errors import DeclareError

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from coi_app.domain.heads import Rollback
    from coi_app.store.key_store import KeyStore
    from coi_app.store.keys import Cost
    from coi_app.store.store import Store
    from coi_app.ui.desk import Desk


@dataclass(frozen=True)
class Opening:
    """How keys are kept and made on this computer: the system's key store, and what one guess at a passphrase costs."""

    key_store: Callable[[], KeyStore | None]
    cost: Cost


@dataclass(frozen=True)
class Found:
    """What the profile folder holds, and whether this computer has a key store; `opened` where that opened it."""

    exists: bool
    key_store: bool
    opened: tuple[Store, UUID] | None = None
    rollback: Rollback | None = None
    elsewhere: str = ""
    """What to say where new records would be on another computer or kept in step by a service."""


class QuietOpening(QObject):
    """Looks once. `locked` tells that there are records which only the person can open; `looked` ends it, whatever was found."""

    locked = Signal()
    looked = Signal()

    def __init__(self, desk: Desk, opening: Callable[[], Opening]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opening = opening
        self._looking = False
        self._waiting: list[Callable[[], None]] = []

    def start(self) -> None:
        """Open the records where the key store does it."""
        desk, how = self._desk, self._opening
        self._looking = True
        desk.operations.run(lambda task: look(desk, how, asked=False), self._found, self._failed)

    def then(self, go_on: Callable[[], None]) -> None:
        """Go on at once, or when the look that is under way has ended: two of them would stand in each other's way."""
        if self._looking:
            self._waiting.append(go_on)
        else:
            go_on()

    def _found(self, found: Found) -> None:
        if found.opened:
            self._desk.use_records(*found.opened)
        elif found.exists:
            self.locked.emit()
        self._end()

    def _failed(self, problem: Exception) -> None:
        """What is wrong is told when the person asks for the records; until then a private check needs none of them."""
        self.locked.emit()
        self._end()

    def _end(self) -> None:
        self._looking = False
        waiting, self._waiting = self._waiting, []
        for go_on in waiting:
            go_on()
        self.looked.emit()


def this_computer() -> Opening:
    """The system's key store, and a passphrase that is dear to guess."""
    from coi_app.store.key_store import system_key_store  # loads the cipher and the key store, which the first paint does not wait for
    from coi_app.store.keys import FULL_COST

    return Opening(system_key_store, FULL_COST)


def look(desk: Desk, how: Callable[[], Opening], *, asked: bool) -> Found:
    """What there is to open, opened where the key store does it; the key store is asked for a new vault only where the person `asked`."""
    from coi_app.services import safekeeping  # loads the cipher, which the first paint does not wait for
    from coi_app.store.vault import Condition

    found = safekeeping.condition(desk.folder)
    if found is Condition.NONE:
        return Found(exists=False, key_store=asked and how().key_store() is not None, elsewhere=safekeeping.elsewhere(desk.folder) if asked else "")
    if found is Condition.OPENS_WITH_KEY_STORE:
        opened = owned(safekeeping.open_records(desk.folder, key_store=how().key_store, at=desk.now()), desk)
        seen = noticed(opened[0])
        if seen is not None and not asked:
            # It is said when the person asks for the records: nothing goes on with them before.
            opened[0].close()
            return Found(exists=True, key_store=True)
        return Found(True, True, opened, seen)
    return Found(exists=True, key_store=False)


def has_records(desk: Desk) -> bool:
    """Whether the profile folder holds records, told without opening them."""
    return os.path.exists(desk.folder / "vault.json")


def records_condition(folder: Path) -> tuple[bool, bool]:
    """Whether there are records in the folder, and whether the key store of this computer opens them. Work for off the UI thread."""
    from coi_app.services import safekeeping  # as above
    from coi_app.store.vault import Condition

    found = safekeeping.condition(folder)
    return found is not Condition.NONE, found is Condition.OPENS_WITH_KEY_STORE


def noticed(store: Store) -> Rollback | None:
    """Whether these may be older records put back; the store is closed again where that cannot be told."""
    try:
        return store.rollback()
    except DeclareError:
        store.close()
        raise


def owned(store: Store, desk: Desk) -> tuple[Store, UUID]:
    """The store with whose it is; it is closed again where that cannot be told."""
    from coi_app.services import relock, safekeeping  # as above

    try:
        owner = safekeeping.owner(store, desk.surroundings.new_id, desk.now())
        relock.end_change(store, desk.surroundings.new_id, desk.now())
        return store, owner
    except DeclareError:
        store.close()
        raise

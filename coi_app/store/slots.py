"""The vault file: a vault's id and its slots, in `vault.json` with a copy beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from uuid import UUID

from coi_app.domain.errors import VaultDamaged, VaultError, VaultNewer
from coi_app.store.files import write_whole
from coi_app.store.keys import Slot, SlotType, plain_slot, slot_from_plain

FORMAT = 1
NAME = "vault.json"
COPY = "vault.json.copy"
MOST_BYTES = 1 << 20


@dataclass(frozen=True)
class Slots:
    """What `vault.json` says: which vault this is, and the ways into it."""

    vault: UUID
    slots: tuple[Slot, ...]

    def of(self, slot_type: SlotType) -> Slot | None:
        """The slot of this type, if there is one."""
        return next((slot for slot in self.slots if slot.type is slot_type), None)


def write_slots(folder: Path, slots: Slots) -> None:
    """Write the vault file and its copy, each whole or not at all."""
    plain = {"format": FORMAT, "vault": str(slots.vault), "slots": [plain_slot(slot) for slot in slots.slots]}
    content = (json.dumps(plain, indent=2) + "\n").encode()
    write_whole(folder / NAME, content)
    write_whole(folder / COPY, content)


def read_slots(folder: Path) -> Slots:
    """The slots, from the copy where the file itself is lost; VaultDamaged or VaultNewer where neither serves."""
    try:
        return _read(folder / NAME)
    except VaultDamaged as damage:
        try:
            return _read(folder / COPY)
        except VaultError:
            raise damage from None


def has_slots(folder: Path) -> bool:
    """Whether a vault file or its copy is there, sound or not."""
    return (folder / NAME).exists() or (folder / COPY).exists()


def _read(path: Path) -> Slots:
    try:
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES)
        plain = json.loads(content)
    except (OSError, ValueError, RecursionError):
        raise VaultDamaged(f"The file {path} is missing or damaged. The records beside it were not touched; put the file back from a backup.") from None
    return _slots(cast(object, plain))


def _slots(plain: object) -> Slots:
    damaged = VaultDamaged("The vault file is not as Declare wrote it. Nothing was changed; put it back from a backup.")
    if not isinstance(plain, Mapping):
        raise damaged
    told = cast(Mapping[str, object], plain)
    written_as = told.get("format")
    if isinstance(written_as, int) and written_as > FORMAT:
        raise VaultNewer("A newer version of Declare wrote these records. They were left untouched; update Declare.")
    slots = told.get("slots")
    if written_as != FORMAT or not isinstance(slots, list) or not slots:
        raise damaged
    try:
        vault = UUID(str(told.get("vault")))
        return Slots(vault, tuple(slot_from_plain(slot) for slot in cast(list[Mapping[str, object]], slots)))
    except (ValueError, AttributeError):
        raise damaged from None

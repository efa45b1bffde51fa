"""The vault file: a vault's id and its slots, in `vault.json` with a copy beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from uuid import UUID

from coi_app.domain.errors import VaultDamaged, VaultError, VaultNewer
from coi_app.store.files import write_whole
from coi_app.store.keys import Link, Slot, SlotType, link_from_plain, plain_link, plain_slot, slot_from_plain

FORMAT = 2
"""Since 2 there may be a recovery key, and slots that are being replaced; an app that knows 1 alone says that this is newer."""

READABLE = (1, FORMAT)
NAME = "vault.json"
COPY = "vault.json.copy"
MOST_BYTES = 1 << 20

CHECK = "check"
"""SHA-256 over the rest of the file. A damaged slot would otherwise tell a person that their right passphrase is wrong.

It finds damage by chance, not by intent; who rewrites a slot gains nothing, as each is sealed for its vault. A later
format keeps this rule, so that an app that does not know it can still tell newer from damaged.
"""


@dataclass(frozen=True)
class Slots:
    """What `vault.json` says: which vault this is, and the ways into it.

    While the lock is changed, `leaving` holds all the slots from before, which still open. Where the key
    itself is changed, those wrap the key before, `onward` leads from that to the new one, and `back` from the new
    one to that: whichever slot a person can open, both keys are at hand.
    """

    vault: UUID
    slots: tuple[Slot, ...]
    leaving: tuple[Slot, ...] = ()
    onward: Link | None = None
    back: Link | None = None

    def of(self, slot_type: SlotType) -> Slot | None:
        """The slot of this type, if there is one that stays."""
        return next((slot for slot in self.slots if slot.type is slot_type), None)

    def every(self, slot_type: SlotType) -> tuple[Slot, ...]:
        """Every slot of this type, one that stays before one that is being replaced."""
        return tuple(slot for slot in dict.fromkeys((*self.slots, *self.leaving)) if slot.type is slot_type)


def write_slots(folder: Path, slots: Slots) -> None:
    """Write the vault file and its copy, each whole or not at all."""
    plain: dict[str, object] = {"format": FORMAT, "vault": str(slots.vault), "slots": [plain_slot(slot) for slot in slots.slots]}
    if slots.leaving:
        plain["leaving"] = [plain_slot(slot) for slot in slots.leaving]
    if slots.onward and slots.back:
        plain |= {"onward": plain_link(slots.onward), "back": plain_link(slots.back)}
    plain[CHECK] = check_of(plain)
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


def heal_slots(folder: Path) -> None:
    """Where one of the two files is not as it was written, write it anew from the other; what cannot be written stays as it is."""
    slots = read_slots(folder)
    try:
        written(folder)
    except VaultDamaged:
        with suppress(OSError):
            write_slots(folder, slots)


def written(folder: Path) -> tuple[Slots, Slots]:
    """What the vault file and its copy say, each for itself."""
    return _read(folder / NAME), _read(folder / COPY)


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


def slots_of(content: bytes) -> Slots:
    """The slots from the bytes of a vault file; VaultDamaged or VaultNewer where they are not what the app writes."""
    try:
        return _slots(cast(object, json.loads(content)))
    except (ValueError, RecursionError):
        raise VaultDamaged("The vault file is not as Declare wrote it. Nothing was changed; put it back from a backup.") from None


def _slots(plain: object) -> Slots:
    damaged = VaultDamaged("The vault file is not as Declare wrote it. Nothing was changed; put it back from a backup.")
    if not isinstance(plain, Mapping):
        raise damaged
    told = cast(Mapping[str, object], plain)
    if CHECK in told and told[CHECK] != check_of({name: value for name, value in told.items() if name != CHECK}):
        raise damaged
    written_as = told.get("format")
    if isinstance(written_as, int) and written_as > FORMAT:
        raise VaultNewer("A newer version of Declare wrote these records. They were left untouched; update Declare.")
    slots, leaving = told.get("slots"), told.get("leaving", [])
    if written_as not in READABLE or not isinstance(slots, list) or not slots or not isinstance(leaving, list):
        raise damaged
    try:
        vault = UUID(str(told.get("vault")))
        return Slots(vault, _each(cast(list[object], slots)), _each(cast(list[object], leaving)), _link(told, "onward"), _link(told, "back"))
    except (ValueError, AttributeError):
        raise damaged from None


def check_of(plain: Mapping[str, object]) -> str:
    """What the file has to say for its check, the rest of it being this; spaces and order do not count."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _each(slots: list[object]) -> tuple[Slot, ...]:
    return tuple(slot_from_plain(cast(Mapping[str, object], slot)) for slot in slots)


def _link(told: Mapping[str, object], name: str) -> Link | None:
    return link_from_plain(cast(Mapping[str, object], told[name])) if name in told else None

"""What a person, or this computer, gives to open the records, and the slot that it opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from coi_app.domain.errors import KeyLost, NeedsPassphrase, WrongKey
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store.key_store import KeyStore
from coi_app.store.keys import Slot, SlotType, follow, open_with_keyring, open_with_passphrase, open_with_recovery
from coi_app.store.slots import Slots


@dataclass(frozen=True)
class Proof:
    """What shows that a person may: the recovery key, else the passphrase, else a key store that is open to them."""

    passphrase: str | None = field(default=None, repr=False)
    recovery: RecoveryKey | None = None
    key_store: KeyStore | None = None


@dataclass(frozen=True)
class Unlocked:
    """The slot that was opened, and the key in it; `keys` holds both, the older first, where a change of key was cut short."""

    by: Slot
    keys: tuple[bytes, ...] = field(repr=False)


def unlock(slots: Slots, proof: Proof) -> Unlocked:
    """The slot that this opens; WrongKey, NeedsPassphrase or KeyLost where there is none. Writes nothing."""
    vault, passphrase, recovery = slots.vault, proof.passphrase, proof.recovery
    if recovery:
        return _first(slots, slots.every(SlotType.RECOVERY), lambda slot: open_with_recovery(vault, slot, recovery), "These records were given no recovery key. Nothing was changed.")
    by_passphrase, by_keyring = slots.every(SlotType.PASSPHRASE), slots.every(SlotType.KEYRING)
    if passphrase and by_passphrase:
        return _first(slots, by_passphrase, lambda slot: open_with_passphrase(vault, slot, passphrase), "")
    wrapping = proof.key_store.find(vault) if proof.key_store and by_keyring else None
    if wrapping:
        return _first(slots, by_keyring, lambda slot: open_with_keyring(vault, slot, wrapping), "")
    if by_passphrase:
        raise NeedsPassphrase("Your records open with your passphrase.")
    raise KeyLost(
        "The key store of this computer does not give out the key to your records. They are unchanged: unlock the "
        "key store, sign in as the person who made them, or use your recovery key."
    )


def _first(slots: Slots, tried: tuple[Slot, ...], opened: Callable[[Slot], bytes], none: str) -> Unlocked:
    """The first of these slots that opens."""
    wrong = WrongKey(none)
    for slot in tried:
        try:
            key = opened(slot)
        except WrongKey as told:
            wrong = told
            continue
        return Unlocked(slot, _keys(slots, slot, key))
    raise wrong


def _keys(slots: Slots, slot: Slot, key: bytes) -> tuple[bytes, ...]:
    if slots.onward is None or slots.back is None:
        return (key,)
    if slot in slots.leaving:
        return key, follow(slots.vault, slots.onward, key)
    return follow(slots.vault, slots.back, key), key

"""Keys: the random key of the records, and how a slot wraps it. Nothing here reads or writes a file."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast
from unicodedata import normalize
from uuid import UUID

from nacl import bindings, exceptions

from coi_app.domain.errors import VaultDamaged, VaultNewer, WrongKey
from coi_app.domain.recovery_key import RecoveryKey

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
WRAPPED_BYTES = KEY_BYTES + bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
LINK = "link"

# A slot that asks for more than this was not written by the app, and would only exhaust the computer.
MOST_MEMORY = 1 << 30
MOST_PASSES = 16


class SlotType(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"
    KEYRING = "keyring"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id's passes, and its memory in bytes."""

    passes: int
    memory: int


FULL_COST = Cost(passes=3, memory=256 << 20)
LOW_MEMORY_COST = Cost(passes=3, memory=64 << 20)


@dataclass(frozen=True)
class Slot:
    """One independent wrap of the key; `salt` and `cost` belong to a passphrase alone."""

    type: SlotType
    nonce: bytes
    wrapped: bytes
    salt: bytes = b""
    cost: Cost | None = None


def new_key() -> bytes:
    """A random key, from the system's generator."""
    return bindings.randombytes(KEY_BYTES)


def passphrase_slot(vault: UUID, key: bytes, passphrase: str, cost: Cost = FULL_COST) -> Slot:
    """A slot that this passphrase opens; takes less memory where the computer cannot give so much."""
    salt = bindings.randombytes(SALT_BYTES)
    try:
        wrapping = _stretched(passphrase, salt, cost)
    except _NotEnoughMemory:
        cost = LOW_MEMORY_COST
        wrapping = _stretched(passphrase, salt, cost)
    nonce, wrapped = _wrap(vault, SlotType.PASSPHRASE.value, key, wrapping)
    return Slot(SlotType.PASSPHRASE, nonce, wrapped, salt, cost)


def keyring_slot(vault: UUID, key: bytes, wrapping: bytes) -> Slot:
    """A slot that the wrapping key in the system's key store opens."""
    return Slot(SlotType.KEYRING, *_wrap(vault, SlotType.KEYRING.value, key, wrapping))


def recovery_slot(vault: UUID, key: bytes, recovery: RecoveryKey) -> Slot:
    """A slot that this recovery key opens; as random as the key itself, it needs no stretching."""
    return Slot(SlotType.RECOVERY, *_wrap(vault, SlotType.RECOVERY.value, key, recovery.secret))


def open_with_passphrase(vault: UUID, slot: Slot, passphrase: str) -> bytes:
    """The key; WrongKey where the passphrase is another."""
    if slot.cost is None:
        raise VaultDamaged("The slot for the passphrase is incomplete. Nothing was changed.")
    try:
        wrapping = _stretched(passphrase, slot.salt, slot.cost)
    except _NotEnoughMemory:
        raise WrongKey(
            f"Checking the passphrase needs {slot.cost.memory >> 20} MB of free memory. Nothing was changed; close other programs and try again."
        ) from None
    return _open_slot(vault, slot, wrapping, "This passphrase does not open your records. Nothing was changed; try again.")


def open_with_keyring(vault: UUID, slot: Slot, wrapping: bytes) -> bytes:
    """The key; WrongKey where the key store holds another wrapping key."""
    otherwise = "The key in this computer's key store is for other records. Nothing was changed."
    return _open_slot(vault, slot, wrapping, otherwise)


def open_with_recovery(vault: UUID, slot: Slot, recovery: RecoveryKey) -> bytes:
    """The key; WrongKey where the recovery key is another."""
    return _open_slot(vault, slot, recovery.secret, "This recovery key does not open your records: it may be an older one. Nothing was changed.")


@dataclass(frozen=True)
class Link:
    """One key under another, while the records go from the first to the second: whoever has either has both."""

    nonce: bytes
    wrapped: bytes


def link(vault: UUID, key: bytes, under: bytes) -> Link:
    """`key`, so that whoever has `under` has it."""
    return Link(*_wrap(vault, LINK, key, under))


def follow(vault: UUID, joined: Link, under: bytes) -> bytes:
    """The key at the end of a link; WrongKey where it hangs on another."""
    return _unwrap(_bound_to(vault, LINK), joined.nonce, joined.wrapped, under, "A change of your key was cut short, and cannot be followed. Nothing was changed.")


def plain_link(joined: Link) -> dict[str, str]:
    """The link in a form that JSON can hold."""
    return {"nonce": _text(joined.nonce), "wrapped": _text(joined.wrapped)}


def link_from_plain(plain: Mapping[str, object]) -> Link:
    """A link from its plain form; VaultDamaged where it is not one that this app writes."""
    return Link(_bytes(plain, "nonce", NONCE_BYTES), _bytes(plain, "wrapped", WRAPPED_BYTES))


def plain_slot(slot: Slot) -> dict[str, str | int]:
    """The slot in a form that JSON can hold; `slot_from_plain` gives it back."""
    plain: dict[str, str | int] = {"type": slot.type, "nonce": _text(slot.nonce), "wrapped": _text(slot.wrapped)}
    if slot.cost:
        plain |= {"salt": _text(slot.salt), "passes": slot.cost.passes, "memory": slot.cost.memory}
    return plain


def slot_from_plain(plain: Mapping[str, object]) -> Slot:
    """A slot from its plain form; VaultDamaged or VaultNewer where it is not one that this app writes."""
    if plain.get("type") not in list(SlotType):
        raise VaultNewer("A newer version of Declare locked these records. They were left untouched; update Declare.")
    slot_type = SlotType(str(plain["type"]))
    cost, salt = None, b""
    if slot_type is SlotType.PASSPHRASE:
        cost, salt = _cost(plain), _bytes(plain, "salt", SALT_BYTES)
    return Slot(slot_type, _bytes(plain, "nonce", NONCE_BYTES), _bytes(plain, "wrapped", WRAPPED_BYTES), salt, cost)


class _NotEnoughMemory(Exception):
    """The computer did not give Argon2id the memory that it asked for."""


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The wrapping key that a passphrase stands for."""
    try:
        return bindings.crypto_pwhash_alg(
            KEY_BYTES,
            normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),  # a macron is typed in two ways, and means one letter
            salt,
            cost.passes,
            cost.memory,
            bindings.crypto_pwhash_ALG_ARGON2ID13,
        )
    except (exceptions.RuntimeError, MemoryError):
        raise _NotEnoughMemory from None


def _bound_to(vault: UUID, what: str) -> bytes:
    """What a wrap is bound to, so that it cannot be moved to another vault or slot."""
    return f"{vault} {what}".encode()


def _wrap(vault: UUID, what: str, key: bytes, wrapping: bytes) -> tuple[bytes, bytes]:
    nonce = bindings.randombytes(NONCE_BYTES)
    return nonce, bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(key, _bound_to(vault, what), nonce, wrapping)


def _open_slot(vault: UUID, slot: Slot, wrapping: bytes, otherwise: str) -> bytes:
    return _unwrap(_bound_to(vault, slot.type.value), slot.nonce, slot.wrapped, wrapping, otherwise)


def _unwrap(bound_to: bytes, nonce: bytes, wrapped: bytes, wrapping: bytes, otherwise: str) -> bytes:
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(wrapped, bound_to, nonce, wrapping)
    except (exceptions.CryptoError, exceptions.TypeError, exceptions.ValueError):
        raise WrongKey(otherwise) from None


def _text(value: bytes) -> str:
    return b64encode(value).decode()


def _bytes(plain: Mapping[str, object], name: str, length: int) -> bytes:
    try:
        value = b64decode(cast(str, plain[name]), validate=True)
    except (KeyError, TypeError, ValueError):
        raise VaultDamaged(f"The slot's {name} is missing or unreadable. Nothing was changed.") from None
    if len(value) != length:
        raise VaultDamaged(f"The slot's {name} is incomplete. Nothing was changed.")
    return value


def _cost(plain: Mapping[str, object]) -> Cost:
    passes, memory = plain.get("passes"), plain.get("memory")
    sound = isinstance(passes, int) and isinstance(memory, int) and 1 <= passes <= MOST_PASSES
    if not sound or not 8192 <= cast(int, memory) <= MOST_MEMORY:
        raise VaultDamaged("The slot's passphrase settings are not ones that Declare writes. Nothing was changed.")
    return Cost(cast(int, passes), cast(int, memory))

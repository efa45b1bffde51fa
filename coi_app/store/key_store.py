"""The system's key store, where it can hold a key that only this person's sign-in opens."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Declare"

# Named one by one: `fail` and `null` hold nothing, and `keyrings.alt` writes keys to plain files.
TRUSTED = frozenset(
    {
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
    }
)


class KeyStore:
    """Holds one wrapping key for each vault; what it cannot do, it answers with False or None."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    def keep(self, vault: UUID, wrapping: bytes) -> bool:
        """Keep the wrapping key, read it back, and say whether it is there."""
        from keyring.errors import KeyringError  # slow (0.1 s), and only ever met here

        try:
            cast(Any, self._backend).set_password(SERVICE, str(vault), b64encode(wrapping).decode())
        except (KeyringError, OSError):
            return False
        return self.find(vault) == wrapping

    def forget(self, vault: UUID) -> None:
        """Keep the wrapping key no longer; where the store will not let go of it, it opens nothing any more."""
        from keyring.errors import KeyringError  # slow (0.1 s), and only ever met here

        try:
            self._backend.delete_password(SERVICE, str(vault))
        except (KeyringError, OSError):
            return

    def find(self, vault: UUID) -> bytes | None:
        """The wrapping key, or None where the store is locked, gone or does not know this vault."""
        from keyring.errors import KeyringError  # slow (0.1 s), and only ever met here

        try:
            kept = self._backend.get_password(SERVICE, str(vault))
            return b64decode(kept, validate=True) if kept else None
        except (KeyringError, OSError, ValueError):
            return None


def system_key_store() -> KeyStore | None:
    """The key store of this computer; None where there is none that keeps a key apart from its files."""
    import keyring  # slow (0.1 s), and needed only where the key store is the slot in use

    found = keyring.get_keyring()
    for backend in (found, *getattr(found, "backends", ())):
        if type(backend).__module__ in TRUSTED:
            if hasattr(backend, "persist"):
                # Windows would otherwise let the key roam to other computers (its default is "enterprise").
                cast(Any, backend).persist = "local machine"
            return KeyStore(backend)
    return None

"""A key store for tests, as the `keyring` library defines one."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError


class Remembering(KeyringBackend):
    """Holds what it is given for as long as the test runs."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise PasswordSetError
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.locked or (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]

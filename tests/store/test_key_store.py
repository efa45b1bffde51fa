"""The system's key store: used where it keeps a key apart from the files, and never trusted otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from coi_app.domain.errors import KeyLost, NeedsPassphrase, WrongKey
from coi_app.store import vault
from coi_app.store.key_store import KeyStore, system_key_store
from coi_app.store.keys import new_key
from tests.store.examples import VAULT
from tests.store.key_stores import Remembering


@pytest.fixture
def backend() -> Remembering:
    return Remembering()


@pytest.fixture
def system_backend() -> Iterator[None]:
    """Puts the library's choice of key store back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_the_key_store_opens_the_vault_without_a_passphrase(folder: Path, backend: Remembering) -> None:
    store = vault.create(folder, VAULT, key_store=KeyStore(backend))
    key = store._key  # noqa: SLF001
    store.close()
    assert vault.condition(folder) is vault.Condition.OPENS_WITH_KEY_STORE
    vault.open_vault(folder, key_store=KeyStore(backend)).close()
    (kept,) = backend.kept.values()
    for path in folder.iterdir():
        assert key not in path.read_bytes() and kept.encode() not in path.read_bytes()
    assert key.hex() not in kept


def test_a_locked_or_emptied_key_store_loses_nothing(folder: Path, backend: Remembering) -> None:
    vault.create(folder, VAULT, key_store=KeyStore(backend)).close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    backend.locked = True
    with pytest.raises(KeyLost):
        vault.open_vault(folder, key_store=KeyStore(backend))
    with pytest.raises(KeyLost):
        vault.open_vault(folder)
    backend.locked = False
    (name,) = backend.kept
    kept, backend.kept = backend.kept, {name: "not a key"}
    with pytest.raises(KeyLost):
        vault.open_vault(folder, key_store=KeyStore(backend))
    KeyStore(backend).keep(VAULT, new_key())
    with pytest.raises(WrongKey):
        vault.open_vault(folder, key_store=KeyStore(backend))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    backend.kept = kept
    vault.open_vault(folder, key_store=KeyStore(backend)).close()


def test_a_key_store_that_will_not_keep_means_a_passphrase(folder: Path, backend: Remembering) -> None:
    backend.locked = True
    with pytest.raises(NeedsPassphrase):
        vault.create(folder, VAULT, key_store=KeyStore(backend))
    assert not folder.exists()


@pytest.mark.parametrize("untrusted", [fail.Keyring, null.Keyring, Remembering])
def test_only_the_systems_own_key_stores_are_trusted(system_backend: None, untrusted: type[KeyringBackend]) -> None:
    keyring.set_keyring(untrusted())
    assert system_key_store() is None

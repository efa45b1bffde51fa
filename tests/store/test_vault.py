"""The vault: what opens it, what does not, and that nothing is lost or told on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from coi_app.domain.errors import (
    CannotWrite,
    KeyLost,
    NeedsPassphrase,
    VaultBusy,
    VaultDamaged,
    VaultNewer,
    WrongKey,
)
from coi_app.store import vault
from coi_app.store.connection import connect
from coi_app.store.key_store import KeyStore
from coi_app.store.slots import CHECK, check_of
from coi_app.store.store import Store
from coi_app.store.vault import create
from tests.store.examples import CHEAP, MARKER, PASSPHRASE, VAULT, declaration, event, number


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in the folder with its bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def opened(folder: Path) -> Store:
    """The store, opened with the right passphrase."""
    return vault.open_vault(folder, passphrase=PASSPHRASE)


def with_a_declaration(store: Store) -> None:
    """Put one declaration in, and close."""
    with store.work() as work:
        work.declarations.save(declaration())
        work.events.add(event(number(90), declaration()))
        work.commit()
    store.close()


def test_what_was_stored_is_there_after_reopening(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    again = opened(folder)
    with again.reading() as reading:
        assert reading.declarations.get(declaration().id) == declaration()
    again.close()


def test_a_wrong_passphrase_writes_nothing(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    before = tree(folder)
    with pytest.raises(WrongKey):
        vault.open_vault(folder, passphrase="another passphrase")
    with pytest.raises(NeedsPassphrase):
        vault.open_vault(folder)
    assert tree(folder) == before


def test_a_macron_opens_the_vault_however_it_is_typed(store: Store, folder: Path) -> None:
    store.close()
    two_characters = PASSPHRASE.replace("ū", "u\N{COMBINING MACRON}")
    vault.open_vault(folder, passphrase=two_characters).close()


def test_no_file_holds_an_answer_or_the_key(store: Store, folder: Path) -> None:
    key = store._key  # noqa: SLF001 - the test has to know what must not be found
    with store.work() as work:
        work.declarations.save(declaration())
        work.commit()
    while_open = tree(folder)
    store.close()
    assert any(name.endswith("-wal") for name in while_open)
    for content in (*while_open.values(), *tree(folder).values()):
        for secret in (key, key.hex().encode(), MARKER.encode(), b"weekends", b"Example Person", PASSPHRASE.encode()):
            assert secret not in content


def test_the_files_are_for_this_person_alone(store: Store, folder: Path) -> None:
    with store.work() as work:
        work.declarations.save(declaration())
        work.commit()
    others = 0 if sys.platform == "win32" else 0o077  # Windows guards a profile by lists of its own
    assert all(path.stat().st_mode & others == 0 for path in (folder, *folder.iterdir()))


def test_a_second_writer_is_told_and_changes_nothing(store: Store, folder: Path) -> None:
    with pytest.raises(VaultBusy):
        opened(folder)
    store.close()
    opened(folder).close()


def test_another_process_is_kept_out_too(store: Store, folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from coi_app.domain.errors import VaultBusy\n"
        "from coi_app.store.vault import open_vault\n"
        "try: open_vault(Path(sys.argv[1]), passphrase=sys.argv[2])\n"
        "except VaultBusy: sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder), PASSPHRASE], check=False, env=dict(os.environ))
    assert done.returncode == 7


def test_there_is_nothing_to_create_over(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    before = tree(folder)
    with pytest.raises(CannotWrite):
        vault.create(folder, VAULT, passphrase="new one", cost=CHEAP)
    assert tree(folder) == before


def test_another_creation_in_the_meantime_is_not_written_over(folder: Path) -> None:
    """A key store that takes its time, while another copy of the app makes its records and closes."""

    class SlowKeyStore(KeyStore):
        def keep(self, vault: UUID, wrapping: bytes) -> bool:
            create(folder, VAULT, passphrase=PASSPHRASE, cost=CHEAP).close()
            return True

    with pytest.raises(CannotWrite):
        vault.create(folder, number(91), key_store=SlowKeyStore(cast(Any, None)))
    opened(folder).close()


def test_a_folder_that_cannot_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        vault.condition(tmp_path / ("too long" * 50))


def test_any_passphrase_that_a_keyboard_can_give_opens_what_it_closed(folder: Path) -> None:
    for odd in ("\ud800 half a character", "\0 nothing at all", "ā" * 10_000):
        profile = folder / str(len(odd))
        vault.create(profile, VAULT, passphrase=odd, cost=CHEAP).close()
        vault.open_vault(profile, passphrase=odd).close()


def test_without_key_store_and_passphrase_nothing_is_made(folder: Path) -> None:
    with pytest.raises(NeedsPassphrase):
        vault.create(folder, VAULT)
    assert not folder.exists()


def test_the_copy_of_the_vault_file_serves(store: Store, folder: Path) -> None:
    store.close()
    (folder / "vault.json").write_text("{")
    opened(folder).close()
    (folder / "vault.json").unlink()
    assert vault.condition(folder) is vault.Condition.OPENS_WITH_PASSPHRASE
    opened(folder).close()


def test_records_without_a_vault_file_are_never_taken_for_a_new_start(store: Store, folder: Path) -> None:
    store.close()
    for name in ("vault.json", "vault.json.copy"):
        (folder / name).unlink()
    before = tree(folder)
    with pytest.raises(VaultDamaged):
        vault.condition(folder)
    with pytest.raises(VaultDamaged):
        vault.create(folder, VAULT, passphrase=PASSPHRASE, cost=CHEAP)
    with pytest.raises(VaultDamaged):
        opened(folder)
    assert tree(folder) == before


def edited(folder: Path, **changes: object) -> None:
    """Write other values into the vault file and its copy, with a check that fits: not damage, but other content."""
    for name in ("vault.json", "vault.json.copy"):
        told = json.loads((folder / name).read_text())
        slot = told["slots"][0]
        for key, value in changes.items():
            (told if key in told else slot)[key] = value
        told[CHECK] = check_of({key: value for key, value in told.items() if key != CHECK})
        (folder / name).write_text(json.dumps(told))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"format": 3}, VaultNewer),
        ({"type": "escrow"}, VaultNewer),
        ({"format": 0}, VaultDamaged),
        ({"format": "1"}, VaultDamaged),
        ({"vault": "not an id"}, VaultDamaged),
        ({"slots": []}, VaultDamaged),
        ({"slots": {}}, VaultDamaged),
        ({"slots": [3]}, VaultDamaged),
        ({"nonce": "AAAA"}, VaultDamaged),
        ({"wrapped": "!"}, VaultDamaged),
        ({"salt": None}, VaultDamaged),
        ({"memory": 1 << 40}, VaultDamaged),
        ({"passes": 10**9}, VaultDamaged),
        ({"vault": "00000000-0000-4000-8000-000000000000"}, WrongKey),
        # There is then no slot that a passphrase opens.
        ({"type": "keyring"}, KeyLost),
    ],
)
def test_a_changed_vault_file_is_refused(store: Store, folder: Path, changes: dict[str, object], error: type[Exception]) -> None:
    store.close()
    edited(folder, **changes)
    before = tree(folder)
    with pytest.raises(error):
        opened(folder)
    assert tree(folder) == before


@pytest.mark.parametrize("noise", [b"", b"\x00" * 100, b"[" * 200_000, b"9" * (2 << 20), b'"text"', b"\xff\xfe"])
def test_noise_for_a_vault_file_ends_in_one_sentence(store: Store, folder: Path, noise: bytes) -> None:
    store.close()
    for name in ("vault.json", "vault.json.copy"):
        (folder / name).write_bytes(noise)
    with pytest.raises(VaultDamaged):
        opened(folder)


def test_a_newer_schema_is_left_untouched(store: Store, folder: Path) -> None:
    with connect(folder / "declare.db", store._key) as connection:  # noqa: SLF001
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    store.close()
    before = (folder / "declare.db").read_bytes()
    with pytest.raises(VaultNewer):
        opened(folder)
    assert (folder / "declare.db").read_bytes() == before


def test_every_flipped_bit_in_the_file_is_noticed(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    path = folder / "declare.db"
    sound = path.read_bytes()
    for place in range(5, len(sound), 997):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        try:
            again = opened(folder)
        except VaultDamaged:
            continue
        assert again.check(), f"the flip at {place} went unnoticed"
        again.close()


@pytest.mark.parametrize("part", [0.0, 0.01, 0.3, 0.9, 0.999])
def test_a_truncated_file_is_damaged_and_left_as_it_is(store: Store, folder: Path, part: float) -> None:
    with_a_declaration(store)
    path = folder / "declare.db"
    cut = path.read_bytes()[: int(path.stat().st_size * part)]
    path.write_bytes(cut)
    with pytest.raises(VaultDamaged):
        again = opened(folder)
        try:
            with again.reading() as reading:
                reading.declarations.get(declaration().id)
            assert not again.check()
        finally:
            again.close()
    assert path.read_bytes() == cut


def test_a_missing_file_is_damage_not_a_new_start(store: Store, folder: Path) -> None:
    store.close()
    (folder / "declare.db").unlink()
    with pytest.raises(VaultDamaged):
        opened(folder)
    assert not (folder / "declare.db").exists()


def test_a_creation_cut_short_is_finished_or_begun_again(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    (folder / "declare.db").rename(folder / "declare.db.unfinished")
    again = opened(folder)
    with again.reading() as reading:
        assert reading.declarations.get(declaration().id) == declaration()
    again.close()
    for name in ("vault.json", "vault.json.copy"):
        (folder / name).unlink()
    (folder / "declare.db").rename(folder / "declare.db.unfinished")
    vault.create(folder, VAULT, passphrase=PASSPHRASE, cost=CHEAP).close()

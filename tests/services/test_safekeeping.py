"""Making and opening the vault as the window does it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from coi_app.domain.errors import InputError, NeedsPassphrase, WrongKey
from coi_app.services import safekeeping
from coi_app.services.safekeeping import Condition
from tests.store.examples import CHEAP, NOW, PASSPHRASE


def test_without_a_key_store_a_passphrase_is_asked_for_and_opens(folder: Path) -> None:
    assert safekeeping.condition(folder) is Condition.NONE
    with pytest.raises(NeedsPassphrase):
        safekeeping.create(folder, uuid4, NOW)
    with pytest.raises(InputError) as short:
        safekeeping.create(folder, uuid4, NOW, passphrase="short")
    assert short.value.key == "passphrase" and not folder.exists()
    store, _ = safekeeping.create(folder, uuid4, NOW, passphrase=PASSPHRASE, cost=CHEAP)
    person = safekeeping.owner(store, uuid4, NOW)
    safekeeping.close(store)
    assert safekeeping.condition(folder) is Condition.OPENS_WITH_PASSPHRASE
    with pytest.raises(NeedsPassphrase):
        safekeeping.open_records(folder)
    with pytest.raises(WrongKey):
        safekeeping.open_records(folder, passphrase="not the passphrase")
    again = safekeeping.open_records(folder, passphrase=PASSPHRASE)
    assert safekeeping.owner(again, uuid4, NOW) == person
    safekeeping.close(again)


def test_the_full_cost_is_asked_for_unless_told_otherwise(folder: Path) -> None:
    store, _ = safekeeping.create(folder, uuid4, NOW, passphrase=PASSPHRASE)
    safekeeping.close(store)
    assert f'"memory": {256 << 20}' in (folder / "vault.json").read_text()


def test_opening_and_listing_load_no_slow_library(folder: Path) -> None:
    safekeeping.close(safekeeping.create(folder, uuid4, NOW, passphrase=PASSPHRASE, cost=CHEAP).store)
    program = (
        "import sys; from pathlib import Path\n"
        "from coi_app.services import mine, safekeeping\n"
        "store = safekeeping.open_records(Path(sys.argv[1]), passphrase=sys.argv[2])\n"
        "mine.listed(store); safekeeping.owner(store, None, None); store.close()\n"
        "slow = {'sqlalchemy', 'alembic', 'keyring', 'reportlab', 'PySide6', 'jsonschema'} & set(sys.modules)\n"
        "sys.exit(', '.join(slow) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder), PASSPHRASE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

"""Real encrypted files in a temporary folder, with a passphrase that is cheap to check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coi_app.store.store import Store
from coi_app.store.vault import create
from tests.store.examples import CHEAP, ME, PASSPHRASE, VAULT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile folder that is still empty."""
    return tmp_path / "profile"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """An open store in that folder, with its owner."""
    opened = create(folder, VAULT, passphrase=PASSPHRASE, cost=CHEAP)
    with opened.work() as work:
        work.people.own(ME)
        work.commit()
    yield opened
    opened.close()

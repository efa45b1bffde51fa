"""Services over a real encrypted file and the shipped content, with a clock that moves a minute at each look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from coi_app.paths import resources
from coi_app.rules.bundle import Bundle, read_folder
from coi_app.rules.content import Content
from coi_app.rules.loader import load
from coi_app.services import safekeeping
from coi_app.services.context import Services
from tests.store.examples import CHEAP, NOW, PASSPHRASE, VAULT


class Ids:
    """New ids, the same on every run."""

    def __init__(self, whose: str = "services") -> None:
        self._whose = whose
        self._numbers = count()

    def __call__(self) -> UUID:
        return uuid5(VAULT, f"{self._whose} {next(self._numbers)}")


class Clock:
    """The time, a minute later at each look."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    return read_folder(resources())


@pytest.fixture(scope="session")
def content(bundle: Bundle) -> Content:
    return load(bundle)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def services(folder: Path, bundle: Bundle, content: Content) -> Iterator[Services]:
    new_id = Ids()
    store, _ = safekeeping.create(folder, new_id, NOW, passphrase=PASSPHRASE, cost=CHEAP)
    yield Services(store, content, bundle, Clock(), new_id, safekeeping.owner(store, new_id, NOW))
    store.close()

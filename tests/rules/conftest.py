"""The shipped content, loaded once."""

from __future__ import annotations

import pytest

from coi_app.paths import resources
from coi_app.rules.content import Content
from coi_app.rules.loader import load_folder


@pytest.fixture(scope="session")
def content() -> Content:
    return load_folder(resources())

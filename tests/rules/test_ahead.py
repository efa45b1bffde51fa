"""The content parsed ahead: it is the same content, and where it is of other files it counts for nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coi_app.paths import resources
from coi_app.rules.ahead import FILE, read_ahead, written_ahead
from coi_app.rules.bundle import Bundle, read_folder
from coi_app.rules.loader import load, load_folder


@pytest.fixture
def bundle() -> Bundle:
    return read_folder(resources())


def test_what_was_parsed_ahead_comes_to_the_same_content(bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(written_ahead(bundle), encoding="utf-8")
    ahead = read_ahead(tmp_path, bundle)
    assert ahead
    quick, slow = load(bundle, ahead), load(bundle)
    assert quick == slow
    assert repr(quick.sources) == repr(slow.sources), "dates are dates"


def test_it_counts_for_nothing_once_a_file_has_changed(bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(written_ahead(bundle), encoding="utf-8")
    changed = {**bundle, "rules/stops.toml": bundle["rules/stops.toml"].replace(b"Work time", b"Working time")}
    assert not read_ahead(tmp_path, changed)
    assert any("Working time" in stop.because for stop in load(changed, read_ahead(tmp_path, changed)).stops)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"hash": 1, "files": {}}', b'{"=date": "soon"}', b"\xff"])
def test_a_file_that_is_none_is_as_if_it_were_not_there(bundle: Bundle, tmp_path: Path, body: bytes) -> None:
    assert not read_ahead(tmp_path, bundle)
    (tmp_path / FILE).write_bytes(body)
    assert not read_ahead(tmp_path, bundle)


def test_a_changed_folder_is_loaded_as_it_is_written(bundle: Bundle, tmp_path: Path) -> None:
    for name, body in bundle.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(body)
    stale = json.loads(written_ahead(bundle))
    stale["hash"] = "0" * 64
    (tmp_path / FILE).write_text(json.dumps(stale), encoding="utf-8")
    assert load_folder(tmp_path).hash == load(bundle).hash

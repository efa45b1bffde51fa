"""Killed at any moment of its work, the app has lost nothing that it confirmed, and the records open; see `tests/store/harness`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.harness.ledger import Known, Ledger
from tests.store.harness.runs import run
from tests.store.harness.telling import BEGIN, DONE, Line

FEW = {"autosave": 25, "signing": 12, "parking": 8, "creation": 6, "migration": 10, "backup": 10, "restore": 10, "lock": 12, "key change": 15, "full disk": 20}
MANY = {"autosave": 500, "signing": 200, "parking": 150, "creation": 60, "migration": 120, "backup": 150, "restore": 150, "lock": 150, "key change": 150, "full disk": 220}
CALLS = ("record", "sign", "hand over", "reopen", "park", "open", "create", "backup", "restore", "passphrase", "recovery key", "key")


def test_no_kill_loses_what_was_confirmed(tmp_path: Path) -> None:
    tally = run(FEW, tmp_path, 20261124)
    assert not tally.faults, "\n".join(tally.faults)
    assert tally.opened == tally.kills.total() == sum(FEW.values())
    assert tally.inside.total() >= 0.7 * tally.kills.total(), tally.told()
    assert tally.confirmed > 100


@pytest.mark.prove
def test_a_thousand_kills_lose_nothing_that_was_confirmed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = run(MANY, tmp_path, 1)
    with capsys.disabled():
        print(f"\n{tally.told()}")  # noqa: T201 - its figures are in the README
    assert not tally.faults, "\n".join(tally.faults)
    assert tally.opened == tally.kills.total() >= 1000
    assert tally.inside.total() >= 0.9 * tally.kills.total()
    assert all(tally.during[what] > 20 for what in CALLS), tally.told()


def test_the_ledger_would_tell_of_a_loss() -> None:
    def change(operation: str, record: str, is_: str | None) -> Line:
        return Line(DONE, "record", {"operation": operation, "record": record, "is": is_})

    ledger = Ledger().heard(change("one", "a", "1")).heard(change("two", "b", "2")).heard(Line(BEGIN, "record", {"operation": "three"}))
    assert ledger.lost(Known({"a": "1", "b": "2"}, frozenset({"one", "two"}))) == []
    assert ledger.lost(Known({"a": "1", "b": "3"}, frozenset({"one", "two", "three"}))) == []
    assert ledger.lost(Known({"a": "1"}, frozenset({"one"}))), "an operation is gone"
    assert ledger.lost(Known({"a": "1", "b": "3"}, frozenset({"one", "two"}))), "a record changed without the operation that was under way"
    assert ledger.lost(Known({"a": "3", "b": "3"}, frozenset({"one", "two", "three"}))), "one call changed two records"
    parked = Ledger().heard(Line(DONE, "park", {"page": "p"}))
    assert parked.lost(Known(parked="p")) == [] and parked.lost(Known()), "the parked page is gone"
    assert parked.heard(Line(BEGIN, "park", {"page": "q"})).lost(Known(parked="q")) == []

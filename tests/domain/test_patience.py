"""Waiting after wrong passphrases: none for a slip, then longer each time, and never without end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coi_app.domain.patience import FREE, LONGEST, Patience

NOW = datetime(2026, 11, 24, 9, 41, tzinfo=UTC)
spans = st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400))


def after(wrong: int) -> Patience:
    """So many wrong ones, all at this moment."""
    patience = Patience()
    for _ in range(wrong):
        patience = patience.after_wrong(NOW)
    return patience


@pytest.mark.parametrize(("wrong", "seconds"), [(0, 0), (1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (9, 128), (10, 256), (11, 300), (1000, 300)])
def test_the_wait_doubles_up_to_five_minutes(wrong: int, seconds: int) -> None:
    assert after(wrong).delay == timedelta(seconds=seconds)
    assert after(wrong).left(NOW) == timedelta(seconds=seconds)


@given(st.integers(0, 200), spans)
def test_the_wait_is_never_below_nothing_and_never_longer_than_it_was_at_first(wrong: int, later: timedelta) -> None:
    patience = after(wrong)
    left = patience.left(NOW + later)
    assert timedelta() <= left <= patience.delay <= LONGEST
    assert patience.left(NOW + patience.delay) == timedelta()


@given(st.integers(FREE + 1, 60))
def test_one_more_wrong_one_never_shortens_it(wrong: int) -> None:
    assert after(wrong + 1).delay >= after(wrong).delay

"""Nothing below six is shown about people, and nothing smaller comes out by adding and taking away."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coi_app.domain.register_counts import LEAST_SHOWN, Group, Row, Share, breakdown, share

PAIRS = some.tuples(some.integers(0, 60), some.integers(0, 60)).map(lambda pair: (max(pair), min(pair)))


def groups(counts: list[tuple[int, int]]) -> list[Group]:
    return [Group(f"Unit {place}", people, limited) for place, (people, limited) in enumerate(counts)]


@given(some.lists(PAIRS, max_size=9))
def test_all_people_are_counted_and_what_is_hidden_is_hidden_among_enough(counts: list[tuple[int, int]]) -> None:
    made = breakdown("By unit", groups(counts), "Others")
    people, limited = sum(p for p, _ in counts), sum(n for _, n in counts)
    assert sum(row.people for row in made.rows) == (people if people >= LEAST_SHOWN else 0)
    hidden = [row for row in made.rows if row.limited is None]
    if hidden and len(hidden) < len(made.rows):
        left = limited - sum(row.limited for row in made.rows if row.limited is not None)
        n = sum(row.people for row in hidden)
        for row in hidden:
            # The widest and the narrowest that the other numbers leave for this one.
            assert min(row.people, left) - max(0, left - (n - row.people)) >= LEAST_SHOWN


def test_what_is_shown_fits_many_sizes_of_each_group_that_is_not() -> None:
    """Each table of three groups is tried: the rows leave every hidden group at least six sizes more than one."""
    for sizes in product(range(14), repeat=3):
        made = breakdown("By unit", groups([(size, 0) for size in sizes]), "Others")
        named = {row.name: row.people for row in made.rows if row.together == 1}
        hidden = [size for place, size in enumerate(sizes) if f"Unit {place}" not in named]
        assert all(size >= LEAST_SHOWN for size in named.values())
        if hidden and sum(sizes) >= LEAST_SHOWN:
            assert len(hidden) > 1 and sum(sizes) - sum(named.values()) >= LEAST_SHOWN


def test_a_share_is_shown_where_both_its_parts_are_large_enough() -> None:
    assert share("Up to date", 6, 12) == Share("Up to date", 6, 12)
    for part, whole in ((5, 12), (7, 12), (0, 12), (12, 12)):
        assert share("Up to date", part, whole) == Share("Up to date", None, 12)
    assert share("Up to date", 2, 5) == Share("Up to date", None, None)


def test_one_small_group_takes_the_next_along() -> None:
    made = breakdown("By unit", groups([(40, 20), (3, 1), (9, 2)]), "Others")
    assert made.rows == (Row("Unit 0", 40, None), Row("Others", 12, None, 2))


@pytest.mark.parametrize("row", [(5, None), (20, 5), (20, 15)])
def test_a_small_number_cannot_be_put_into_a_row(row: tuple[int, int | None]) -> None:
    with pytest.raises(ValueError, match="six"):
        Row("Unit", *row)

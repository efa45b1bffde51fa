"""The register's summary: each chart says in words and in a table what it shows."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from coi_app.documents.register_summary import register_summary
from coi_app.domain.register_counts import Group, RegisterSummary, breakdown, share
from tests.documents.reading import elements, text
from tests.documents.validity import failures

UNITS = [Group("Policy", 84, 22), Group("Kaupapa Māori and partnerships across the whole of the motu", 41, 12), Group("Procurement", 37, 19), Group("Property", 4, 1), Group("Legal", 8, 2), Group("Field services", 126, 31)]
CATEGORIES = [Group("A gift or hospitality", 90, 20), Group("Work outside the job", 130, 31), Group("Family or friends", 80, 36)]
SHARES = (share("Up to date", 262, 300), share("Decided in time", 231, 300), share("Managed without limiting the person", 213, 300), share("Steps overdue", 3, 300))
FULL = RegisterSummary("Te Tari", date(2026, 11, 24), SHARES, (breakdown("By unit", UNITS, "Other units together"), breakdown("By category", CATEGORIES, "Others")))
STATES = {
    "full": FULL,
    "no breakdowns": RegisterSummary("Te Tari", FULL.day, SHARES, ()),
    "nearly nobody": RegisterSummary("", FULL.day, (share("Up to date", 2, 4),), (breakdown("By unit", [Group("A", 4, 1)], "Others"),)),
    "many units, hostile names": RegisterSummary("<b>&", FULL.day, (), (breakdown("By unit", [Group(f"Unit {n} \U0001f600 <i>" * 9, 20 + n, 8) for n in range(90)], "Others"),)),
}


@pytest.mark.parametrize("state", STATES)
def test_it_is_valid(state: str) -> None:
    assert not failures(register_summary(STATES[state]))


def test_each_chart_says_in_words_what_the_table_says() -> None:
    pdf = register_summary(FULL)
    cells = {one.text for one in elements(pdf) if "TD" in one.above}
    with pikepdf.open(BytesIO(pdf)) as document:
        charts = [str(one.Alt) for one in document.Root.StructTreeRoot.K[0].K if one.S == "/Figure"]
    assert len(charts) == 3
    for made, chart in zip(FULL.breakdowns, charts[1:], strict=True):
        assert made.title in chart
        for row in made.rows:
            assert row.name in chart and str(row.people) in chart and str(row.people) in cells
    assert "262 of 300" in charts[0] and {"262", "38", "300"} <= cells


def test_what_is_small_is_nowhere_on_its_pages() -> None:
    said = text(register_summary(FULL))
    assert "Property" not in said and "Legal" not in said
    assert "Other units together (2)" in said and "not shown" in said


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert register_summary(FULL) == register_summary(FULL)

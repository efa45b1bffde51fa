"""The law as dated data: what held on a day is what a result for that day says, and dates are worked out, not typed in."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment, Confidence, SourceMark, StatutoryStep
from coi_app.domain.errors import ContentError
from coi_app.paths import resources
from coi_app.rules.bundle import Bundle, read_folder
from coi_app.rules.checks import check
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.law import with_amounts
from coi_app.rules.loader import load

ROLE = Answers({"employment": "public_service", "seniority": "staff", "ministers": "never", "powers": ()})
DONOR = ("P04", Answers({"conduct": (), "already_in_place": ()}))
CANDIDATE = ("P16", Answers({"leave": "by_law", "overlap": "none", "timing": "near_general", "conduct": (), "already_in_place": ()}))
WITH_WORK_THINGS = ("P04", Answers({"conduct": ("work_resources",), "already_in_place": ()}))


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_folder(resources())


def changed(bundle: Bundle, file: str, before: str, after: str) -> Bundle:
    text = bundle[file].decode()
    assert before in text
    return {**bundle, file: text.replace(before, after, 1).encode()}


def result(content: Content, asked: tuple[str, Answers], day: date) -> Assessment:
    found = assess(content, asked[0], ROLE, asked[1], day, with_changes=False)
    assert found.complete, found.unanswered
    return found


def first_cards(content: Content, topic: str, day: date) -> Assessment:
    """The result where the first card of each question is chosen."""
    answers = Answers({})
    while (found := assess(content, topic, ROLE, answers, day, with_changes=False)).unanswered:
        asked = content.questions[found.unanswered[0]]
        answers = answers.with_answer(asked.id, () if asked.kind == "many" else asked.options[0].id)
    return found


def law(found: Assessment, law_id: str) -> StatutoryStep:
    return next(step for step in found.statute if step.id == law_id)


# Public holidays


def _easter_sunday(year: int) -> date:
    """By the rule of the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _nearest_monday(day: date) -> date:
    return day + timedelta(days=(3 - day.weekday()) % 7 - 3)


def _kept(day: date, *, pair: bool = False) -> date:
    """A holiday on a weekend is kept on Monday; of two in a row, the one on a Sunday on Tuesday."""
    return day + timedelta(days={5: 2, 6: 2 if pair else 1}.get(day.weekday(), 0))


YEARS = range(2026, 2033)


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_follow_their_rules(content: Content, year: int) -> None:
    """The dates stand in the data as a list; the rules that can be reckoned are reckoned here once more."""
    easter = _easter_sunday(year)
    by_rule = {
        "new-year": _kept(date(year, 1, 1), pair=True), "second-of-january": _kept(date(year, 1, 2), pair=True), "waitangi": _kept(date(year, 2, 6)),
        "good-friday": easter - timedelta(days=2), "easter-monday": easter + timedelta(days=1), "anzac": _kept(date(year, 4, 25)),
        "kings-birthday": _nth(year, 6, 0, 1), "labour": _nth(year, 10, 0, 4),
        "christmas": _kept(date(year, 12, 25), pair=True), "boxing": _kept(date(year, 12, 26), pair=True),
    }  # fmt: skip
    written = {holiday.id: {day for day in holiday.days if day.year == year} for holiday in content.calendar.holidays}
    assert {name: days for name, days in written.items() if name != "matariki"} == {name: {day} for name, day in by_rule.items()}
    (matariki,) = written["matariki"]
    assert matariki.weekday() == 4 and matariki.month in (6, 7)


@pytest.mark.parametrize("year", YEARS)
def test_the_anniversary_days_follow_their_rules(content: Content, year: int) -> None:
    labour = _nth(year, 10, 0, 4)
    by_rule = {
        "wellington": _nearest_monday(date(year, 1, 22)), "auckland": _nearest_monday(date(year, 1, 29)), "nelson": _nearest_monday(date(year, 2, 1)),
        "taranaki": _nth(year, 3, 0, 2), "otago": _nearest_monday(date(year, 3, 23)), "southland": _easter_sunday(year) + timedelta(days=2),
        "south-canterbury": _nth(year, 9, 0, 4), "hawkes-bay": labour - timedelta(days=3), "marlborough": labour + timedelta(days=7),
        "canterbury": _nth(year, 11, 1, 1) + timedelta(days=10), "chatham-islands": _nearest_monday(date(year, 11, 30)), "westland": _nearest_monday(date(year, 12, 1)),
    }  # fmt: skip
    assert {name: {day for day in one.days if day.year == year} for name, one in content.calendar.provinces.items()} == {name: {day} for name, day in by_rule.items()}


def test_no_holiday_stands_on_a_weekend_nor_beyond_the_years_told(content: Content) -> None:
    calendar = content.calendar
    days = [day for one in (*calendar.holidays, *calendar.provinces.values()) for day in one.days]
    assert all(day.weekday() < 5 and calendar.known_from <= day <= calendar.known_until for day in days)


# Leave under section 52


@pytest.mark.parametrize(("polling_day", "leave_ends"), [
    ("2026-11-07", date(2026, 11, 9)),
    ("2026-10-24", date(2026, 10, 27)),  # Labour Day
    ("2027-03-27", date(2027, 3, 30)),  # Easter Saturday: Easter Monday comes next
    ("2028-12-23", date(2028, 12, 27)),  # Christmas Day and Boxing Day
    ("2029-11-03", date(2029, 11, 5)),
    ("2030-06-01", date(2030, 6, 4)),  # King's Birthday
    ("2032-04-24", date(2032, 4, 27)),  # Anzac Day on a Sunday, kept on Monday
])
def test_leave_ends_on_the_first_working_day_after_polling_day(bundle: Bundle, polling_day: str, leave_ends: date) -> None:
    content = load(changed(bundle, "law/elections.toml", "polling_day = 2026-11-07", f"polling_day = {polling_day}"))
    (election,) = (one for one in content.elections if one.id == "general-2026")
    assert election.dates["leave_ends"] == leave_ends


def test_the_dates_of_leave_are_those_of_the_election_to_come(content: Content) -> None:
    for day in (date(2026, 9, 15), date(2026, 11, 9)):
        leave = law(result(content, CANDIDATE, day), "STAT-1")
        assert (leave.begins, leave.ends) == (date(2026, 10, 8), date(2026, 11, 9))
        assert leave.dates_source == content.sources["election-dates-2026"]


def test_after_the_last_known_election_the_dates_are_said_to_be_unknown(content: Content) -> None:
    leave = law(result(content, CANDIDATE, date(2026, 11, 10)), "STAT-1")
    assert (leave.begins, leave.ends, leave.dates_source) == (None, None, None)
    assert leave.words.endswith(content.wording.phrases["dates_unknown"])


def test_a_by_election_has_leave_of_its_own(bundle: Bundle) -> None:
    added = bundle["law/elections.toml"] + b"""
[[election]]
id = "by-election-made-up"
kind = "by_election"
title = "A by-election"
source = "electoral-3ba"
[election.dates]
regulated_from = 2027-05-03
nomination_day = 2027-05-18
polling_day = 2027-06-05
"""
    content = load({**bundle, "law/elections.toml": added})
    leave = law(result(content, CANDIDATE, date(2027, 5, 10)), "STAT-1")
    assert (leave.begins, leave.ends) == (date(2027, 5, 18), date(2027, 6, 8)), "King's Birthday is on 7 June"


def test_a_polling_day_beyond_the_holidays_that_are_known_is_an_error_that_says_so(bundle: Bundle) -> None:
    with pytest.raises(ContentError, match=r"law/elections\.toml: election\[general-2026\]\.dates\.polling_day: lies beyond the public holidays"):
        load(changed(bundle, "law/elections.toml", "polling_day = 2026-11-07", "polling_day = 2035-11-03"))


def test_the_end_of_leave_cannot_be_typed_in(bundle: Bundle) -> None:
    spoiled = changed(bundle, "law/elections.toml", "polling_day = 2026-11-07", "polling_day = 2026-11-07\nleave_ends = 2026-11-10")
    assert "law/elections.toml: election[general-2026].dates.leave_ends: is not a known key" in [str(f) for f in check(spoiled, Path(resources() / "schemas")).findings]


def test_local_elections_are_on_the_second_saturday_of_october_and_nominations_71_days_before(content: Content) -> None:
    (local,) = (one for one in content.elections if one.kind == "local")
    assert local.dates["polling_day"] == _nth(2028, 10, 5, 2)
    assert local.dates["polling_day"] - local.dates["nomination_day"] == timedelta(days=71)
    assert local.source.confidence.mark, "the day was worked out by the rule, not announced"
    assert "leave_ends" not in local.dates


# Official information


@pytest.mark.parametrize(("received", "due"), [
    (date(2026, 3, 2), date(2026, 3, 30)),
    (date(2026, 11, 23), date(2026, 12, 21)),
    (date(2026, 12, 10), date(2027, 1, 29)),  # 25 December to 15 January do not count; Wellington's anniversary does
    (date(2026, 10, 9), date(2026, 11, 9)),  # Labour Day
])
def test_official_information_is_due_after_twenty_working_days(content: Content, received: date, due: date) -> None:
    assert content.calendar.official_information_due(received) == due


def test_a_province_has_a_day_more_off(content: Content) -> None:
    friday = date(2026, 1, 16)
    assert content.calendar.working_days().after(friday) == date(2026, 1, 19)
    assert content.calendar.working_days("wellington").after(friday) == date(2026, 1, 20)


# In force from a day


def test_an_amount_is_the_one_of_the_day(content: Content) -> None:
    said = {day: law(result(content, DONOR, day), "STAT-5").words for day in (date(2025, 12, 31), date(2026, 1, 1))}
    assert "$5,000" in said[date(2025, 12, 31)] and "$6,000" not in said[date(2025, 12, 31)]
    assert "$6,000" in said[date(2026, 1, 1)] and "$5,000" not in said[date(2026, 1, 1)]
    assert with_amounts("{party-donor-named}", content.thresholds, date(2022, 12, 31)) == "$15,000"


def test_a_result_cites_the_code_that_was_in_force(content: Content) -> None:
    cited = {day: result(content, WITH_WORK_THINGS, day).stops[0].source.id for day in (date(2026, 3, 29), date(2026, 3, 30))}
    assert cited == {date(2026, 3, 29): "standards-2007", date(2026, 3, 30): "code-standards"}


def test_a_law_speaks_from_its_first_day_on(content: Content) -> None:
    def laws(day: date) -> set[str]:
        return {step.id for step in first_cards(content, "I-04", day).statute}

    assert "STAT-6" not in laws(date(2026, 4, 30))
    assert "STAT-6" in laws(date(2026, 5, 1))


def test_the_same_answers_on_the_same_day_give_the_same_whatever_comes_later(bundle: Bundle, content: Content) -> None:
    """A new amount from next year leaves what was said this year as it was."""
    newer = bundle["law/thresholds.toml"].replace(b"from = 2026-01-01\n", b"from = 2026-01-01\nuntil = 2026-12-31\n") + b"""
[[threshold]]
id = "party-donor-named"
dollars = 9000
from = 2027-01-01
words = "Made up."
source = "donor-threshold"
"""
    later = load({**bundle, "law/thresholds.toml": newer})
    day = date(2026, 9, 15)
    assert result(later, DONOR, day) == result(content, DONOR, day)
    assert "$9,000" in law(result(later, DONOR, date(2027, 1, 1)), "STAT-5").words


@pytest.mark.parametrize(("before", "after", "message"), [
    ("until = 2025-12-31", "until = 2026-01-31", r"threshold\[party-donor-named\]\.from: lies in the time of another amount"),
    ("until = 2025-12-31", "until = 2025-11-30", r"statute\[STAT-5\]\.because: the amount 'party-donor-named' is not known on every day"),
    ('id = "candidate-donor-named"', 'id = "candidate-named"', r"statute\[STAT-5\]\.because: the amount 'candidate-donor-named' is not known on every day"),
], ids=["two on one day", "a gap", "no such amount"])
def test_amounts_that_do_not_fit_together_are_an_error(bundle: Bundle, before: str, after: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        load(changed(bundle, "law/thresholds.toml", before, after))


# What could not be verified


def test_what_was_only_read_about_is_marked(content: Content) -> None:
    """The reference read these second-hand, in part, or not at all: they are never shown as plain law."""
    for source_id in ("electoral-53", "policing-99", "local-elections", "donor-threshold", "privacy-3a", "crown-entities-66", "crown-entities-68", "board-code", "next-general-election"):
        assert content.sources[source_id].confidence.mark, source_id


def test_a_right_read_in_a_summary_is_not_said_to_be_doubtful(content: Content) -> None:
    """It holds; only what nobody is sure of, or what was read in an older text, is for the reader to check."""
    assert {content.sources[known].confidence.mark for known in ("privacy-act", "protected-disclosures", "electoral-53", "crown-entities-66")} == {SourceMark.SUMMARY}
    older = ("policing-99", "holidays-act", "code-contractors", "next-general-election")
    assert {content.sources[unsure].confidence.mark for unsure in older} == {SourceMark.CHECK_THIS}
    assert [right.words for right in content.rights if right.source.confidence.mark is SourceMark.CHECK_THIS] == []


def test_what_was_found_repealed_or_still_open_is_nowhere_cited_as_law(content: Content) -> None:
    titles = " | ".join(source.title for source in content.sources.values())
    assert not any(gone in titles for gone in ("Public Service Act 2020, section 21", "Public Service Act 2020, section 13", "Plain Language Act", "GDA6"))
    assert content.sources["declare-scoring"].confidence is Confidence.PROPOSAL

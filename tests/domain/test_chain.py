"""The chain of events, by itself: any change of any event shows, and the form of a link stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from coi_app.domain.chain import BEFORE_THE_FIRST, Broken, Fault, Linked, follow, link, told
from coi_app.domain.history import Event, EventKind

ONE = Event(
    UUID(int=1), UUID(int=2), EventKind.SIGNED, datetime(2026, 11, 23, 9, 30, tzinfo=UTC), UUID(int=3), UUID(int=4), {"version": 1, "on": "2026-11-23"}, "Kua oti"
)

texts = st.text(max_size=20)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=13))]))
events = st.builds(
    Event, st.uuids(), st.uuids(), st.sampled_from(EventKind), moments, st.uuids(), st.none() | st.uuids(), st.dictionaries(texts, texts | st.integers(), max_size=3), texts
)


def chain(happened: list[Event]) -> list[Linked]:
    """The events, each linked to the one before."""
    linked: list[Linked] = []
    for number, event in enumerate(happened, 1):
        previous = linked[-1].hash if linked else BEFORE_THE_FIRST
        linked.append(Linked(number, told(event), previous, link(number, event, previous)))
    return linked


def test_the_form_of_a_link_never_changes() -> None:
    """Files from years ago hold these hashes."""
    assert link(1, ONE, BEFORE_THE_FIRST).hex() == "c37b93c15ba9566f49fc15dbbf7ab20e411cfb31b8058b2bf7e999eff3e6b9dc"


def test_the_same_moment_is_the_same_link_in_any_time_zone() -> None:
    elsewhere = replace(ONE, at=ONE.at.astimezone(timezone(timedelta(hours=13))))
    assert link(1, elsewhere, BEFORE_THE_FIRST) == link(1, ONE, BEFORE_THE_FIRST)


@given(st.lists(events, max_size=6))
def test_what_was_linked_is_whole(happened: list[Event]) -> None:
    linked = chain(happened)
    followed = follow(linked)
    assert (followed.events, followed.last, followed.broken) == (len(happened), len(happened), None)
    assert followed.hash == (linked[-1].hash if linked else BEFORE_THE_FIRST)


@given(st.lists(events, min_size=1, max_size=6), st.data())
def test_any_change_of_any_event_is_named(happened: list[Event], data: st.DataObject) -> None:
    linked = chain(happened)
    place = data.draw(st.integers(0, len(linked) - 1))
    other = data.draw(events.filter(lambda one: told(one) != linked[place].told))
    part = data.draw(st.sampled_from(sorted(part for part, value in told(other).items() if value != (linked[place].told or {})[part])))
    linked[place] = replace(linked[place], told={**(linked[place].told or {}), part: told(other)[part]})
    assert follow(linked).broken == Broken(place + 1, Fault.CHANGED)


@given(st.lists(events, min_size=2, max_size=6), st.data())
def test_any_event_taken_out_put_in_or_moved_is_named(happened: list[Event], data: st.DataObject) -> None:
    linked = chain(happened)
    place = data.draw(st.integers(0, len(linked) - 2))
    assert follow(linked[:place] + linked[place + 1 :]).broken == Broken(place + 1, Fault.MISSING)
    closed_up = [replace(one, number=one.number - (one.number > place + 1)) for one in linked if one.number != place + 1]
    assert follow(closed_up).broken == Broken(place + 1, Fault.OUT_OF_PLACE)
    swapped = [*linked[:place], replace(linked[place + 1], number=place + 1), replace(linked[place], number=place + 2), *linked[place + 2 :]]
    assert follow(swapped).broken == Broken(place + 1, Fault.OUT_OF_PLACE)
    inserted = [*linked[: place + 1], replace(linked[place], number=place + 2), *(replace(one, number=one.number + 1) for one in linked[place + 1 :])]
    assert follow(inserted).broken == Broken(place + 2, Fault.OUT_OF_PLACE)
    relinked = replace(linked[place], hash=link(place + 1, replace(happened[place], reason="another reason, with the link made anew"), linked[place].previous))
    assert follow([*linked[:place], relinked, *linked[place + 1 :]]).broken == Broken(place + 1, Fault.CHANGED)


def test_an_event_that_cannot_be_read_is_named() -> None:
    linked = chain([ONE, ONE, ONE])
    assert follow([linked[0], replace(linked[1], told=None), linked[2]]).broken == Broken(2, Fault.UNREADABLE)
    assert follow([replace(linked[0], number=0), *linked]).broken == Broken(0, Fault.OUT_OF_PLACE)

"""Records in and out of a real encrypted file: whole, only what changed, once, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Declaration, Interest, Kind, Status, Version
from coi_app.domain.errors import NoSuchRecord
from coi_app.domain.people import Role
from coi_app.store.store import Store
from tests.store.examples import ME, NOW, declaration, event, interest, number

texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)
values = st.one_of(texts, st.integers(-(2**53), 2**53), st.lists(texts, max_size=3).map(tuple), st.just("not_sure"))
answers = st.dictionaries(texts, values, max_size=5).map(Answers)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda told: told.replace(tzinfo=UTC))
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
interests = st.lists(
    st.builds(Interest, st.uuids(), st.sampled_from(["P07", "I-02"]), answers, texts, texts),
    max_size=3,
    unique_by=lambda found: found.id,
)
versions = st.builds(
    Version,
    number=st.just(1),
    content_hash=st.just("0" * 64),
    content_version=texts,
    day=days,
    role=answers,
    role_stated_at=st.none() | moments,
    interests=interests.map(tuple),
    signed_name=texts,
    signed_at=st.none() | moments,
    place=texts,
)


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    """Any declaration of one to three versions."""
    drawn = draw(st.lists(versions, min_size=1, max_size=3))
    numbered = tuple(replace(version, number=n) for n, version in enumerate(drawn, 1))
    return Declaration(
        id=draw(st.uuids()),
        person=ME.id,
        kind=draw(st.sampled_from(Kind)),
        status=draw(st.sampled_from(Status)),
        created_at=draw(moments),
        changed_at=draw(moments),
        versions=numbered,
        handed_over_on=draw(st.none() | days),
    )


def kept(store: Store, told: Declaration) -> Declaration:
    """What the file holds after this was saved and committed."""
    with store.work() as work:
        work.declarations.remove(told.id)
        work.declarations.save(told)
        work.commit()
    with store.reading() as reading:
        return reading.declarations.get(told.id)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=declarations())
def test_any_declaration_comes_back_as_it_was(store: Store, told: Declaration) -> None:
    assert kept(store, told) == told


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=declarations(), after=versions)
def test_any_change_of_the_latest_version_is_kept(store: Store, before: Declaration, after: Version) -> None:
    kept(store, before)
    changed = replace(before, versions=(*before.versions[:-1], replace(after, number=before.latest.number)))
    with store.work() as work:
        work.declarations.get(before.id)
        work.declarations.save(changed)
        work.commit()
    with store.reading() as reading:
        assert reading.declarations.get(before.id) == changed


def test_interests_may_be_taken_out_added_and_put_in_another_order(store: Store) -> None:
    told = declaration(interests=(interest(1), interest(2), interest(3)))
    kept(store, told)
    for order in ((3, 1), (1, 4, 3), (), (2,)):
        version = replace(told.latest, interests=tuple(interest(seed) for seed in order))
        changed = replace(told, versions=(version,))
        with store.work() as work:
            work.declarations.get(told.id)
            work.declarations.save(changed)
            work.commit()
        with store.reading() as reading:
            assert reading.declarations.get(told.id) == changed


def test_leaving_without_commit_puts_everything_back(store: Store) -> None:
    with store.work() as work:
        work.declarations.save(declaration())
        work.events.add(event(number(90), declaration()))
    with store.reading() as reading:
        assert reading.events.of() == ()
        with pytest.raises(NoSuchRecord):
            reading.declarations.get(declaration().id)


def test_a_fault_in_the_middle_puts_everything_back(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        with store.work() as work:
            work.declarations.save(declaration())
            raise ZeroDivisionError
    assert store.glance() == ()
    assert kept(store, declaration()) == declaration()


def test_one_operation_has_one_event(store: Store) -> None:
    with store.work() as work:
        assert work.events.done(number(90)) is None
        work.events.add(event(number(90)))
        work.commit()
    with pytest.raises(IntegrityError) as fault:
        with store.work() as work:
            assert work.events.done(number(90)) == event(number(90))
            work.events.add(replace(event(number(90)), id=number(91)))
            work.commit()
    assert "question" not in str(fault.value), "a fault must not carry what was being stored"
    with store.reading() as reading:
        assert reading.events.of() == (event(number(90)),)


def test_reading_goes_on_beside_a_writer_and_sees_only_what_was_committed(store: Store) -> None:
    kept(store, declaration())
    with store.work() as work:
        work.declarations.remove(declaration().id)
        with store.reading() as reading:
            assert reading.declarations.get(declaration().id) == declaration()
        work.commit()
    assert store.glance() == ()


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match="could not be written"):
        with store.reading() as reading:
            reading.declarations.save(declaration())


def statements(store: Store, told: Declaration) -> Iterator[str]:
    """What saving this change sends to the file, told by the driver itself."""
    sent: list[str] = []
    with store.work() as work:
        work.declarations.get(told.id)
        connection = work.declarations._connection.connection.driver_connection  # noqa: SLF001
        assert connection is not None
        connection.set_trace_callback(sent.append)
        work.declarations.save(told)
        connection.set_trace_callback(None)
        work.commit()
    return (statement for statement in sent if statement.split()[0] in ("UPDATE", "INSERT", "DELETE"))


def test_saving_one_answer_writes_that_answer_and_its_time_alone(store: Store) -> None:
    before = kept(store, declaration(interests=(interest(1), interest(2))))
    answered = replace(interest(2), answers=interest(2).answers.with_answer("when", "evenings"))
    after = before.with_latest(before.latest.with_interest(answered), NOW + timedelta(seconds=1))
    sent = list(statements(store, after))
    assert [statement.split()[1] for statement in sent] == ["declaration", "interest"]
    assert "role" not in sent[0] and "words" not in sent[1]
    assert list(statements(store, after)) == []


def test_the_glance_tells_what_home_shows(store: Store) -> None:
    later = replace(declaration(5, interests=(interest(6, "I-02"), interest(7))), changed_at=NOW + timedelta(hours=1))
    kept(store, declaration())
    kept(store, later)
    first, second = store.glance()
    assert (first.id, second.id) == (later.id, declaration().id)
    assert first.topics == ("I-02", "P07") and first.answers == 8 and first.place == "when"
    assert (first.kind, first.status, first.changed_at) == (Kind.INTERESTS, Status.DRAFT, later.changed_at)
    assert not first.role_outdated


def test_a_role_stated_anew_dates_what_came_before_it(store: Store) -> None:
    kept(store, declaration())
    for answers_now, later, outdated in (
        ({"seniority": "senior", "team": "policy"}, 1, False),
        ({"seniority": "manager"}, 1, True),
        ({"seniority": "manager"}, -1, False),
    ):
        role = Role(Answers(answers_now), NOW + timedelta(days=later))
        with store.work() as work:
            work.people.remember(role)
            work.commit()
        assert store.glance()[0].role_outdated is outdated
        with store.reading() as reading:
            assert reading.people.role() == role
    with store.work() as work:
        work.people.remember(None)
        work.commit()
    with store.reading() as reading:
        assert reading.people.role() is None


def test_a_person_is_kept(store: Store) -> None:
    told = replace(ME, name="Another Name", support_person="Someone")
    with store.work() as work:
        assert work.people.owner() == ME
        work.people.save(told)
        work.commit()
    with store.reading() as reading:
        assert reading.people.owner() == told


def test_content_is_kept_once_by_its_hash(store: Store) -> None:
    with store.work() as work:
        work.contents.keep("a" * 64, "2026.11", b"packed")
        work.contents.keep("a" * 64, "2026.11", b"packed")
        work.commit()
    with store.reading() as reading:
        assert reading.contents.get("a" * 64) == b"packed"
        with pytest.raises(NoSuchRecord):
            reading.contents.get("b" * 64)

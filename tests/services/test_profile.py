"""Who I am and my remembered role, and what a change of it means for older results."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from coi_app.domain.answers import Answers
from coi_app.services import declare, hand_over, mine, profile
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services
from tests.services.test_declare import ANSWERS, ROLE


def test_who_i_am_is_kept(services: Services) -> None:
    me = profile.me(services)
    assert me.id == services.person and me.name == ""
    told = replace(me, name="Example Person", agency="Example Agency", manager="Example Manager")
    assert profile.save_me(services, told) == (told, Change(person=True))
    assert profile.me(services) == told
    assert profile.save_me(services, told) == (told, NOTHING)


def test_a_role_is_remembered_with_its_date_and_forgotten_when_asked(services: Services) -> None:
    assert profile.role(services) is None
    role, change = profile.remember_role(services, ROLE)
    assert role and profile.role(services) == role and role.answers == ROLE and change.role
    assert profile.remember_role(services, ROLE) == (role, NOTHING)
    assert profile.forget_role(services).role
    assert profile.role(services) is None


def test_a_role_remembered_twice_by_one_operation_is_remembered_once(services: Services) -> None:
    operation = uuid4()
    role, _ = profile.remember_role(services, ROLE, operation=operation)
    assert profile.remember_role(services, Answers({}), operation=operation) == (role, NOTHING)


def test_changing_the_role_dates_older_results_and_no_newer_ones(services: Services) -> None:
    """N8 of the domain reference."""
    profile.remember_role(services, ROLE)
    older, _ = declare.start(services, topic="P07", answers=ANSWERS)
    hand_over.sign(services, older.id, "Me")
    assert not mine.whole(services, older.id).role_outdated
    profile.remember_role(services, ROLE.with_answer("seniority", "leader"))
    newer, _ = declare.start(services, topic="P07", answers=ANSWERS)
    assert mine.whole(services, older.id).role_outdated
    assert not mine.whole(services, newer.id).role_outdated
    assert {row.id: row.role_outdated for row in mine.listed(services.store)} == {older.id: True, newer.id: False}
    hand_over.reopen(services, older.id)
    declare.save_answer(services, older.id, None, "seniority", "leader")
    assert not mine.whole(services, older.id).role_outdated

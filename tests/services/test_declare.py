"""Declaring, step by step, on a real encrypted file and the shipped content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Kind, Status
from coi_app.domain.errors import IllegalMove, InputError, NoSuchRecord, NotDeclarable
from coi_app.domain.history import EventKind
from coi_app.services import declare, hand_over, mine, profile, safekeeping
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services
from tests.services.drafts import ANSWERS, ROLE, draft, kept, kinds
from tests.store.examples import PASSPHRASE


def test_a_private_check_becomes_a_draft_with_all_it_said(services: Services) -> None:
    told, change = declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, words="Pamphlets.", place="overlap")
    assert change == Change(told.id, listing=True)
    assert kept(services, told) == told
    assert told.status is Status.DRAFT and told.latest.role == ROLE and told.latest.place == "overlap"
    assert told.latest.interests[0].answers == ANSWERS and told.latest.interests[0].words == "Pamphlets."
    assert told.latest.content_hash == services.content.hash
    assert kinds(services, told) == [EventKind.CREATED]


@pytest.mark.parametrize("topic", ["P01", "P02", "P31", "P32"])
def test_what_is_nobodys_business_cannot_be_declared_and_leaves_no_trace(services: Services, folder: Path, topic: str) -> None:
    told = draft(services)
    before = (services.store.glance(), mine.history(services, told.id))
    with pytest.raises(NotDeclarable):
        declare.start(services, topic=topic)
    with pytest.raises(NotDeclarable):
        declare.keep_private_note(services, topic=topic)
    with pytest.raises(NotDeclarable):
        declare.add_interest(services, told.id, topic)
    assert (services.store.glance(), mine.history(services, told.id)) == before


def test_a_draft_from_scratch_takes_over_the_remembered_role(services: Services) -> None:
    role, _ = profile.remember_role(services, ROLE)
    told, _ = declare.start(services)
    assert role and told.latest.role == ROLE and told.latest.role_stated_at == role.stated_at
    assert told.latest.interests == ()


def test_every_answer_is_durable_when_given(services: Services, folder: Path) -> None:
    told = draft(services)
    interest = told.latest.interests[0].id
    declare.save_answer(services, told.id, interest, "overlap", "not_sure", place="conduct")
    declare.save_answer(services, told.id, None, "seniority", "leader")
    declare.save_answer(services, told.id, interest, "conduct", ("work_resources",))
    after, _ = declare.save_answer(services, told.id, interest, "already_in_place", None)
    services.store.close()
    again = replace(services, store=safekeeping.open_records(folder, passphrase=PASSPHRASE))
    assert kept(again, told) == after
    assert after.latest.place == "conduct" and after.latest.role["seniority"] == "leader"
    assert after.latest.interests[0].answers == Answers({"overlap": "not_sure", "conduct": ("work_resources",)})
    assert mine.listed(again.store)[0].place == "conduct"
    again.store.close()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("overlap", "no such card"),
        ("overlap", ("partly",)),
        ("overlap", 3),
        ("conduct", "work_resources"),
        ("conduct", ("work_resources", "no such card")),
        ("no_such_question", "x"),
        ("seniority", "leader"),
    ],
)
def test_what_is_no_answer_is_refused_and_never_repeated(services: Services, question: str, value: object) -> None:
    told = draft(services)
    with pytest.raises(InputError) as refused:
        declare.save_answer(services, told.id, told.latest.interests[0].id, question, value)  # type: ignore[arg-type]
    assert str(value) not in str(refused.value)
    assert kept(services, told) == told


def test_an_operation_done_twice_is_done_once(services: Services) -> None:
    made, again = uuid4(), uuid4()
    told, _ = declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, operation=made)
    assert declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, operation=made) == (told, NOTHING)
    interest = told.latest.interests[0].id
    first, _ = declare.save_answer(services, told.id, interest, "overlap", "none", operation=again)
    second, change = declare.save_answer(services, told.id, interest, "overlap", "partly", operation=again)
    assert second == first and not change
    assert len(services.store.glance()) == 1
    signing, signed = uuid4(), hand_over.sign(services, told.id, "Me")[0]
    gone, _ = declare.start(services, operation=signing)
    forgetting = uuid4()
    assert declare.forget(services, gone.id, operation=forgetting)
    assert not declare.forget(services, gone.id, operation=forgetting)
    assert kept(services, told) == signed


def test_words_and_another_view_are_kept(services: Services) -> None:
    told = draft(services)
    interest = told.latest.interests[0].id
    declare.save_words(services, told.id, interest, "Ngā pānui, on weekends.")
    after, _ = declare.save_seen_differently(services, told.id, interest, "I see less overlap than this says.")
    assert kept(services, told) == after
    assert after.latest.interests[0].words == "Ngā pānui, on weekends."
    assert after.latest.interests[0].seen_differently == "I see less overlap than this says."


def test_interests_come_and_go(services: Services) -> None:
    told = draft(services)
    two, _ = declare.add_interest(services, told.id, "I-02", words="A second job.", place="I-02")
    assert [i.topic for i in two.latest.interests] == ["P07", "I-02"] and two.latest.place == "I-02"
    one, _ = declare.remove_interest(services, told.id, told.latest.interests[0].id)
    assert [i.topic for i in kept(services, one).latest.interests] == ["I-02"]
    with pytest.raises(NoSuchRecord):
        declare.remove_interest(services, told.id, told.latest.interests[0].id)
    assert kinds(services, told) == [EventKind.CREATED, EventKind.INTEREST_ADDED, EventKind.INTEREST_REMOVED]


def test_a_private_note_is_mine_until_i_declare_it(services: Services) -> None:
    note, _ = declare.keep_private_note(services, topic="P07", answers=ANSWERS, role=ROLE, words="For me.")
    with pytest.raises(IllegalMove):
        hand_over.sign(services, note.id, "Me")
    told, _ = declare.declare_note(services, note.id)
    assert told.kind is Kind.INTERESTS and told.latest == note.latest
    assert hand_over.sign(services, note.id, "Me")[0].status is Status.READY
    with pytest.raises(IllegalMove):
        declare.declare_note(services, note.id)


def test_forgetting_takes_it_out_and_says_only_that_it_was(services: Services, folder: Path) -> None:
    told = draft(services)
    assert declare.forget(services, told.id) == Change(told.id, listing=True)
    assert services.store.glance() == ()
    with pytest.raises(NoSuchRecord):
        mine.whole(services, told.id)
    with pytest.raises(NoSuchRecord):
        declare.save_answer(services, told.id, None, "seniority", "staff")
    assert kinds(services, told) == [EventKind.CREATED, EventKind.DISPOSED]
    signed, _ = hand_over.sign(services, draft(services).id, "Me")
    with pytest.raises(IllegalMove):
        declare.forget(services, signed.id)


def test_events_hold_ids_and_never_an_answer(services: Services) -> None:
    told = draft(services)
    interest = told.latest.interests[0].id
    declare.save_answer(services, told.id, interest, "overlap", "very_matter")
    declare.save_words(services, told.id, interest, "a marker of words")
    signed, _ = hand_over.sign(services, told.id, "A Marker of a Name")
    told_by_events = str([event.facts for event in mine.history(services, signed.id)])
    for secret in ("very_matter", "marker", "Marker", "partly"):
        assert secret not in told_by_events

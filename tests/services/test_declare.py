"""Declaring, step by step, on a real encrypted file and the shipped content."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Declaration, Kind, Status
from coi_app.domain.errors import IllegalMove, InputError, NoSuchRecord, NotDeclarable
from coi_app.domain.history import EventKind
from coi_app.rules.bundle import unpack
from coi_app.rules.explain import assess
from coi_app.services import declare, mine, profile, safekeeping
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services
from tests.store.examples import PASSPHRASE

ROLE = Answers({"employment": "public_service", "seniority": "senior", "ministers": "regularly", "powers": ()})
ANSWERS = Answers({"overlap": "partly", "conduct": (), "already_in_place": ("told_manager",)})


def draft(services: Services) -> Declaration:
    """A draft made from a complete private check of P07."""
    return declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, words="Pamphlets.", place="overlap")[0]


def kept(services: Services, told: Declaration) -> Declaration:
    """The declaration as the file has it."""
    return mine.whole(services, told.id).declaration


def kinds(services: Services, told: Declaration) -> list[EventKind]:
    """What happened to the declaration, in order."""
    return [event.kind for event in mine.history(services, told.id)]


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
    signing, signed = uuid4(), declare.sign(services, told.id, "Me")[0]
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


def test_signing_keeps_the_result_its_reasons_and_the_exact_content(services: Services) -> None:
    told = draft(services)
    signed, change = declare.sign(services, told.id, "  Example Person ")
    assert change.listing and signed.status is Status.READY and signed.latest.signed_name == "Example Person"
    whole = mine.whole(services, told.id)
    interest = signed.latest.interests[0]
    day = signed.latest.day
    assert whole.declaration == signed
    assert whole.results == {interest.id: assess(services.content, "P07", ROLE, ANSWERS, day)}
    assert whole.results[interest.id].reasons
    with services.store.reading() as reading:
        assert unpack(reading.contents.get(services.content.hash)) == services.bundle
    with pytest.raises(IllegalMove):
        declare.save_answer(services, told.id, interest.id, "overlap", "none")


def test_a_record_shows_its_own_words_when_the_content_has_moved_on(services: Services) -> None:
    signed, _ = declare.sign(services, draft(services).id, "Me")
    later = replace(services, content=replace(services.content, hash="f" * 64, version="later"))
    own = mine.content_of(later, signed.latest)
    assert own == services.content and own.hash == signed.latest.content_hash
    reopened, _ = declare.reopen(later, signed.id)
    assert reopened.latest.content_version == "later"
    assert mine.content_of(later, reopened.latest) is later.content


def test_what_is_not_finished_cannot_be_signed(services: Services) -> None:
    empty, _ = declare.start(services, role=ROLE)
    with pytest.raises(InputError) as no_interest:
        declare.sign(services, empty.id, "Me")
    assert no_interest.value.key == "interests"
    declare.add_interest(services, empty.id, "P07", answers=ANSWERS.without("conduct"))
    with pytest.raises(InputError) as unanswered:
        declare.sign(services, empty.id, "Me")
    assert unanswered.value.key == "conduct"
    with pytest.raises(InputError) as nameless:
        declare.sign(services, draft(services).id, "  ")
    assert nameless.value.key == "name"
    assert kept(services, empty).status is Status.DRAFT


def test_not_sure_is_an_answer_and_can_be_signed(services: Services) -> None:
    told, _ = declare.start(services, topic="P07", answers=ANSWERS.with_answer("overlap", "not_sure"), role=ROLE)
    assert declare.sign(services, told.id, "Me")[0].status is Status.READY


def test_nothing_to_declare_is_signed_and_handed_over_too(services: Services) -> None:
    told, _ = declare.nothing_to_declare(services, role=ROLE)
    assert told.kind is Kind.NOTHING_TO_DECLARE
    declare.sign(services, told.id, "Me")
    given, _ = declare.mark_handed_over(services, told.id, services.today())
    assert kept(services, told) == given and given.status is Status.HANDED_OVER


def test_handing_over_is_the_persons_own_word_and_never_in_the_future(services: Services) -> None:
    told = draft(services)
    with pytest.raises(IllegalMove):
        declare.mark_handed_over(services, told.id, services.today())
    declare.sign(services, told.id, "Me")
    with pytest.raises(InputError) as refused:
        declare.mark_handed_over(services, told.id, services.today() + timedelta(days=1))
    assert refused.value.key == "on"
    given, _ = declare.mark_handed_over(services, told.id, services.today() - timedelta(days=1))
    assert kept(services, told).handed_over_on == given.handed_over_on == services.today() - timedelta(days=1)


def test_reopening_before_the_hand_over_takes_the_signature_off(services: Services) -> None:
    signed, _ = declare.sign(services, draft(services).id, "Me")
    reopened, _ = declare.reopen(services, signed.id)
    whole = mine.whole(services, signed.id)
    assert whole.declaration == reopened and whole.results == {}
    assert len(reopened.versions) == 1 and reopened.latest.signed_at is None
    assert declare.remove_interest(services, signed.id, signed.latest.interests[0].id)[0].latest.interests == ()


def test_reopening_after_the_hand_over_begins_a_new_version(services: Services) -> None:
    signed, _ = declare.sign(services, draft(services).id, "Me")
    declare.mark_handed_over(services, signed.id, services.today())
    reopened, _ = declare.reopen(services, signed.id)
    after, _ = declare.save_answer(services, signed.id, signed.latest.interests[0].id, "overlap", "none")
    assert kept(services, signed) == after
    assert after.versions[0] == signed.latest and after.latest.number == 2 and reopened.handed_over_on is None
    with services.store.reading() as reading:
        assert reading.assessments.of(signed.id, 1) and not reading.assessments.of(signed.id, 2)
    with pytest.raises(IllegalMove):
        declare.forget(services, signed.id)


def test_a_private_note_is_mine_until_i_declare_it(services: Services) -> None:
    note, _ = declare.keep_private_note(services, topic="P07", answers=ANSWERS, role=ROLE, words="For me.")
    with pytest.raises(IllegalMove):
        declare.sign(services, note.id, "Me")
    told, _ = declare.declare_note(services, note.id)
    assert told.kind is Kind.INTERESTS and told.latest == note.latest
    assert declare.sign(services, note.id, "Me")[0].status is Status.READY
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
    signed, _ = declare.sign(services, draft(services).id, "Me")
    with pytest.raises(IllegalMove):
        declare.forget(services, signed.id)


def test_an_export_and_a_place_are_on_record(services: Services) -> None:
    told = draft(services)
    assert declare.keep_place(services, told.id, "conduct")[0].latest.place == "conduct"
    signed, _ = declare.sign(services, told.id, "Me")
    assert declare.mark_exported(services, told.id, "pdf")[0] == signed
    assert kinds(services, told) == [EventKind.CREATED, EventKind.PLACE_KEPT, EventKind.SIGNED, EventKind.EXPORTED]


def test_events_hold_ids_and_never_an_answer(services: Services) -> None:
    told = draft(services)
    interest = told.latest.interests[0].id
    declare.save_answer(services, told.id, interest, "overlap", "very_matter")
    declare.save_words(services, told.id, interest, "a marker of words")
    signed, _ = declare.sign(services, told.id, "A Marker of a Name")
    told_by_events = str([event.facts for event in mine.history(services, signed.id)])
    for secret in ("very_matter", "marker", "Marker", "partly"):
        assert secret not in told_by_events

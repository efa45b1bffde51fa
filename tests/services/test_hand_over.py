"""Signing and handing over, on a real encrypted file and the shipped content."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coi_app.domain.declaration import Kind, Status
from coi_app.domain.errors import IllegalMove, InputError
from coi_app.domain.history import EventKind
from coi_app.rules.bundle import unpack
from coi_app.rules.explain import assess
from coi_app.services import declare, hand_over, mine
from coi_app.services.context import Services
from tests.services.drafts import ANSWERS, ROLE, draft, kept, kinds


def test_signing_keeps_the_result_its_reasons_and_the_exact_content(services: Services) -> None:
    told = draft(services)
    signed, change = hand_over.sign(services, told.id, "  Example Person ")
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
    signed, _ = hand_over.sign(services, draft(services).id, "Me")
    later = replace(services, content=replace(services.content, hash="f" * 64, version="later"))
    own = mine.content_of(later, signed.latest)
    assert own == services.content and own.hash == signed.latest.content_hash
    reopened, _ = hand_over.reopen(later, signed.id)
    assert reopened.latest.content_version == "later"
    assert mine.content_of(later, reopened.latest) is later.content


def test_what_is_not_finished_cannot_be_signed(services: Services) -> None:
    empty, _ = declare.start(services, role=ROLE)
    with pytest.raises(InputError) as no_interest:
        hand_over.sign(services, empty.id, "Me")
    assert no_interest.value.key == "interests"
    declare.add_interest(services, empty.id, "P07", answers=ANSWERS.without("conduct"))
    with pytest.raises(InputError) as unanswered:
        hand_over.sign(services, empty.id, "Me")
    assert unanswered.value.key == "conduct"
    with pytest.raises(InputError) as nameless:
        hand_over.sign(services, draft(services).id, "  ")
    assert nameless.value.key == "name"
    assert kept(services, empty).status is Status.DRAFT


def test_not_sure_is_an_answer_and_can_be_signed(services: Services) -> None:
    told, _ = declare.start(services, topic="P07", answers=ANSWERS.with_answer("overlap", "not_sure"), role=ROLE)
    assert hand_over.sign(services, told.id, "Me")[0].status is Status.READY


def test_nothing_to_declare_is_signed_and_handed_over_too(services: Services) -> None:
    told, _ = declare.nothing_to_declare(services, role=ROLE)
    assert told.kind is Kind.NOTHING_TO_DECLARE
    hand_over.sign(services, told.id, "Me")
    given, _ = hand_over.mark_handed_over(services, told.id, services.today())
    assert kept(services, told) == given and given.status is Status.HANDED_OVER


def test_handing_over_is_the_persons_own_word_and_never_in_the_future(services: Services) -> None:
    told = draft(services)
    with pytest.raises(IllegalMove):
        hand_over.mark_handed_over(services, told.id, services.today())
    hand_over.sign(services, told.id, "Me")
    with pytest.raises(InputError) as refused:
        hand_over.mark_handed_over(services, told.id, services.today() + timedelta(days=1))
    assert refused.value.key == "on"
    given, _ = hand_over.mark_handed_over(services, told.id, services.today() - timedelta(days=1))
    assert kept(services, told).handed_over_on == given.handed_over_on == services.today() - timedelta(days=1)


def test_reopening_before_the_hand_over_takes_the_signature_off(services: Services) -> None:
    signed, _ = hand_over.sign(services, draft(services).id, "Me")
    reopened, _ = hand_over.reopen(services, signed.id)
    whole = mine.whole(services, signed.id)
    assert whole.declaration == reopened and whole.results == {}
    assert len(reopened.versions) == 1 and reopened.latest.signed_at is None
    assert declare.remove_interest(services, signed.id, signed.latest.interests[0].id)[0].latest.interests == ()


def test_reopening_after_the_hand_over_begins_a_new_version(services: Services) -> None:
    signed, _ = hand_over.sign(services, draft(services).id, "Me")
    hand_over.mark_handed_over(services, signed.id, services.today())
    reopened, _ = hand_over.reopen(services, signed.id)
    after, _ = declare.save_answer(services, signed.id, signed.latest.interests[0].id, "overlap", "none")
    assert kept(services, signed) == after
    assert after.versions[0] == signed.latest and after.latest.number == 2 and reopened.handed_over_on is None
    with services.store.reading() as reading:
        assert reading.assessments.of(signed.id, 1) and not reading.assessments.of(signed.id, 2)
    with pytest.raises(IllegalMove):
        declare.forget(services, signed.id)


def test_an_export_and_a_place_are_on_record(services: Services) -> None:
    told = draft(services)
    assert declare.keep_place(services, told.id, "conduct")[0].latest.place == "conduct"
    signed, _ = hand_over.sign(services, told.id, "Me")
    assert hand_over.mark_exported(services, told.id, "pdf")[0] == signed
    assert kinds(services, told) == [EventKind.CREATED, EventKind.PLACE_KEPT, EventKind.SIGNED, EventKind.EXPORTED]

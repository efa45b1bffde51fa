"""The history as the window asks for it: who, when, what and why; whether it is whole; and what changed after sharing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coi_app.domain.answers import NOT_SURE
from coi_app.domain.chain import Broken, Fault
from coi_app.domain.declaration import Declaration
from coi_app.domain.heads import Head, HeadKind, Mismatch, Rollback, Verified
from coi_app.domain.history import EventKind
from coi_app.services import backup, declare, difference, hand_over, history, safekeeping
from coi_app.services.context import Services
from coi_app.services.difference import Changed, Part
from coi_app.store.heads import heads_of
from coi_app.store.vault import RECORDS
from tests.services.drafts import draft, kept
from tests.store.examples import NOW, PASSPHRASE

WORDS = "Only on Sundays, with the choir."


def shared(services: Services) -> Declaration:
    """A declaration that was handed over."""
    told = draft(services)
    hand_over.sign(services, told.id, "Example Person")
    return hand_over.mark_handed_over(services, told.id, date(2026, 11, 23))[0]


def reopened(services: Services, folder: Path) -> Services:
    """The same services over the vault opened again."""
    safekeeping.close(services.store)
    store = safekeeping.open_records(folder, passphrase=PASSPHRASE)
    return Services(store, services.content, services.bundle, services.clock, services.new_id, services.person)


def test_a_history_tells_who_when_what_and_why_and_never_an_answer(services: Services) -> None:
    told = draft(services)
    interest = told.latest.interests[0].id
    declare.save_answer(services, told.id, interest, "overlap", NOT_SURE)
    declare.save_words(services, told.id, interest, WORDS)
    declare.forget(services, told.id, reason="  It came to nothing. ")
    happened = history.of(services, told.id)
    assert [one.event.kind for one in happened] == [EventKind.CREATED, EventKind.ANSWERED, EventKind.WORDS_CHANGED, EventKind.DISPOSED]
    assert [one.event.at for one in happened] == sorted(one.event.at for one in happened)
    assert all(one.mine and one.event.person == services.person for one in happened)
    assert happened[-1].event.reason == "It came to nothing."
    assert WORDS not in repr(happened) and NOT_SURE not in repr(happened)
    assert history.verify(services.store) == Verified(len(history.of(services)))


def test_a_history_knows_the_topics_of_records_that_are_there(services: Services) -> None:
    told = draft(services)
    assert history.of(services, told.id)[0].topics == ("P07",)
    assert {one.topics for one in history.of(services)} == {(), ("P07",)}


def test_each_weighty_moment_is_remembered_outside_the_file(services: Services, folder: Path) -> None:
    told = shared(services)
    hand_over.mark_exported(services, told.id, "pdf")
    backup.make(services)
    weighty = [HeadKind.CREATED, HeadKind.SIGNED, HeadKind.HANDED_OVER, HeadKind.EXPORTED, HeadKind.BACKED_UP]
    assert [head.kind for head in heads_of(services.store.path, services.store.key).kept] == weighty
    draft(services)
    again = reopened(services, folder)
    assert [head.kind for head in heads_of(again.store.path, again.store.key).kept] == [*weighty, HeadKind.CLOSED]
    assert history.older_copy(again.store) is None and history.verify(again.store).whole
    again.store.close()


def test_an_older_copy_is_said_and_going_on_is_put_on_record(services: Services, folder: Path) -> None:
    shared(services)
    again = reopened(services, folder)
    again.store.close()
    before = (folder / RECORDS).read_bytes()
    again = reopened(again, folder)
    draft(again)
    again.store.close()
    (folder / RECORDS).write_bytes(before)
    again = reopened(again, folder)
    seen = history.older_copy(again.store)
    assert seen is not None and seen.head is not None
    assert (seen.mismatch, seen.last, seen.head.number) == (Mismatch.OLDER, 4, 5)
    said = history.said(seen)
    assert "event 4" in said and "event 5" in said and "older" in said
    assert not history.verify(again.store).whole
    operation = again.new_id()
    for _ in range(2):
        history.go_on(again, seen, reason="My computer was mended.", operation=operation)
    assert history.older_copy(again.store) is None and history.verify(again.store).whole
    last = history.of(again)[-1].event
    assert (last.kind, last.reason) == (EventKind.OLDER_COPY_SEEN, "My computer was mended.")
    assert dict(last.facts) == {"mismatch": "older", "last": 4, "head": 5}
    again = reopened(again, folder)
    assert history.older_copy(again.store) is None
    again.store.close()


def test_a_backup_put_back_by_the_person_is_no_surprise(services: Services, folder: Path) -> None:
    shared(services)
    made = backup.make(services).kept
    draft(services)
    backup.put_back(services, made)
    assert history.older_copy(services.store) is None
    assert history.of(services)[-1].event.kind is EventKind.RESTORED
    again = reopened(services, folder)
    assert history.older_copy(again.store) is None and history.verify(again.store).whole
    again.store.close()


@pytest.mark.parametrize(
    ("verified", "says"),
    [
        (Verified(3), ()),
        (Verified(3, Broken(2, Fault.MISSING)), ("Event 2 is missing",)),
        (Verified(3, Broken(2, Fault.OUT_OF_PLACE)), ("Event 2 does not follow",)),
        (Verified(3, Broken(2, Fault.CHANGED)), ("Event 2 was changed",)),
        (Verified(3, Broken(2, Fault.UNREADABLE)), ("cannot be read",)),
        (Verified(3, None, ("event_never_goes",)), ("guard",)),
        (Verified(3, None, (), Rollback(Mismatch.OLDER, 3, Head(5, b"", NOW, HeadKind.CLOSED))), ("end at event 3; event 5",)),
        (Verified(3, None, (), Rollback(Mismatch.ANOTHER, 3, Head(2, b"", NOW, HeadKind.CLOSED))), ("Event 2 is not the one",)),
        (Verified(3, None, (), Rollback(Mismatch.UNSOUND, 3)), ("was changed or belongs",)),
        (Verified(3, Broken(1, Fault.CHANGED), ("event_never_goes",), Rollback(Mismatch.GONE, 3)), ("Event 1", "guard", "is gone")),
    ],
)
def test_each_finding_is_a_sentence(verified: Verified, says: tuple[str, ...]) -> None:
    found = history.findings(verified)
    assert verified.whole == (found == ())
    assert len(found) == len(says)
    for sentence, part in zip(found, says, strict=True):
        assert part in sentence and sentence.endswith(".")


def test_what_changed_after_sharing_is_told_in_the_words_of_the_cards(services: Services) -> None:
    told = shared(services)
    first = told.latest.interests[0].id
    assert difference.since_shared(services, told.id) == ()
    hand_over.reopen(services, told.id)
    assert difference.since_shared(services, told.id) == ()
    declare.save_answer(services, told.id, first, "overlap", "none")
    declare.save_answer(services, told.id, None, "seniority", "manager" if "manager" in services.content.question("seniority").by_option else NOT_SURE)
    declare.save_words(services, told.id, first, WORDS)
    declare.add_interest(services, told.id, "I-02", words="A second one.")
    found = difference.since_shared(services, told.id)
    topics = services.content.topics
    overlap = services.content.question("overlap")
    assert [one.part for one in found] == [Part.ROLE, Part.ANSWER, Part.WORDS, Part.ADDED]
    assert found[1] == Changed(Part.ANSWER, topics["P07"].title, overlap.short, overlap.by_option["partly"].words, overlap.by_option["none"].words)
    assert found[2] == Changed(Part.WORDS, topics["P07"].title, "", "Pamphlets.", WORDS)
    assert found[3] == Changed(Part.ADDED, topics["I-02"].title, after="A second one.")
    declare.save_answer(services, told.id, first, "overlap", "partly")
    declare.remove_interest(services, told.id, first)
    removed = difference.since_shared(services, told.id)
    assert Changed(Part.REMOVED, topics["P07"].title, before="Pamphlets.") in removed
    assert kept(services, told).versions[0] == told.latest, "what was shared stands as it was"


def test_an_answer_taken_back_or_given_for_the_first_time_is_told(services: Services) -> None:
    told = shared(services)
    first = told.latest.interests[0].id
    hand_over.reopen(services, told.id)
    declare.save_answer(services, told.id, first, "conduct", None)
    (change,) = difference.since_shared(services, told.id)
    assert (change.part, change.after) == (Part.ANSWER, "") and change.before

"""What was signed carries a seal in its event: whoever rewrites it with the key at hand is found out, and the first such version is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coi_app.domain.declaration import Declaration
from coi_app.domain.history import EventKind
from coi_app.domain.signed import SEAL, Compared, Rewritten
from coi_app.services import archive, declare, hand_over, history, own_record, safekeeping
from coi_app.services.context import Services
from coi_app.services.own_record import Retention
from coi_app.store.connection import connect
from tests.services.conftest import Clock, Ids
from tests.services.drafts import draft, kept
from tests.store.examples import CHEAP, NOW, PASSPHRASE

SCHEMA = Path(__file__).resolve().parents[2] / "resources" / "archive" / "records.schema.json"


def handed_over(services: Services) -> Declaration:
    """A declaration that was signed and handed over."""
    told = draft(services)
    hand_over.sign(services, told.id, "Example Person")
    return hand_over.mark_handed_over(services, told.id, date(2026, 11, 23))[0]


def by_hand(services: Services, *statements: str) -> None:
    """What someone with the key can do to the file."""
    connection = connect(services.store.path, services.store.key)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def compared(services: Services) -> Compared:
    return history.verify(services.store).signed


def test_what_was_signed_is_as_it_was_whatever_is_added_later(services: Services) -> None:
    told = handed_over(services)
    own_record.add_statement(services, told.id, "I was on leave that week.")
    own_record.label(services, told.id, Retention.SEVEN_YEARS)
    hand_over.mark_exported(services, told.id, "pdf")
    assert compared(services) == Compared(as_signed=1)
    hand_over.reopen(services, told.id)
    declare.save_words(services, told.id, told.latest.interests[0].id, "Otherwise.")
    declare.keep_place(services, told.id, "overlap")
    assert compared(services) == Compared(as_signed=1)
    hand_over.sign(services, told.id, "Example Person")
    assert compared(services) == Compared(as_signed=2)
    assert history.verify(services.store).whole


def test_a_signature_taken_back_before_it_was_handed_over_is_no_rewriting(services: Services) -> None:
    told = draft(services)
    for _ in range(2):
        hand_over.sign(services, told.id, "Example Person")
        assert compared(services) == Compared(as_signed=1)
        hand_over.reopen(services, told.id)
        assert compared(services) == Compared()
    declare.forget(services, told.id)
    assert compared(services) == Compared() and history.verify(services.store).whole


def test_nothing_to_declare_is_sealed_too(services: Services) -> None:
    told = declare.nothing_to_declare(services)[0]
    hand_over.sign(services, told.id, "Example Person")
    assert compared(services) == Compared(as_signed=1)


@pytest.mark.parametrize(
    ("statement", "gone"),
    [
        ("UPDATE interest SET words = 'Never said.' WHERE version = 1", False),
        ("UPDATE interest SET seen_differently = 'Never said.' WHERE version = 1", False),
        ("UPDATE interest SET answers = json_set(answers, '$.overlap', 'none') WHERE version = 1", False),
        ("UPDATE interest SET answers = 'no json' WHERE version = 1", False),
        ("UPDATE interest SET topic = 'P08' WHERE version = 1", False),
        ("UPDATE assessment SET result = json_set(result, '$.headline', 'All is well.') WHERE version = 1", False),
        ("DELETE FROM assessment WHERE version = 1", False),
        ("UPDATE version SET role = json_set(role, '$.seniority', 'staff') WHERE number = 1", False),
        ("UPDATE version SET signed_name = 'Somebody Else' WHERE number = 1", False),
        ("UPDATE version SET signed_at = '2026-11-01 00:00:00.000000' WHERE number = 1", False),
        ("UPDATE version SET signed_at = NULL WHERE number = 1", False),
        ("UPDATE version SET day = '2026-11-01' WHERE number = 1", False),
        ("UPDATE version SET content_version = 'another' WHERE number = 1", False),
        ("UPDATE declaration SET kind = 'private_note'", False),
        ("PRAGMA foreign_keys = OFF; DELETE FROM version WHERE number = 1", True),
    ],
)
def test_each_part_of_a_signed_version_that_is_rewritten_is_named(services: Services, statement: str, gone: bool) -> None:
    told = handed_over(services)
    hand_over.reopen(services, told.id)
    hand_over.sign(services, told.id, "Example Person")
    signing = [event.kind for event in (one.event for one in history.of(services))].index(EventKind.SIGNED) + 1
    by_hand(services, *statement.split("; "))
    found = history.verify(services.store)
    assert found.broken is None and found.rollback is None and not found.whole
    assert found.signed.rewritten == Rewritten(signing, told.id, 1, gone)
    (sentence,) = history.findings(found)
    assert f"Version 1 of declaration {told.id}" in sentence and f"event {signing}" in sentence
    assert "Never said" not in sentence


def test_the_first_of_several_is_named(services: Services) -> None:
    first, second = handed_over(services), handed_over(services)
    by_hand(services, f"UPDATE version SET signed_name = 'X' WHERE declaration = '{second.id.hex}'")
    found = compared(services).rewritten
    assert found is not None and found.declaration == second.id
    by_hand(services, f"UPDATE version SET signed_name = 'X' WHERE declaration = '{first.id.hex}'")
    found = compared(services).rewritten
    assert found is not None and found.declaration == first.id


def test_a_signed_version_without_a_seal_is_said_to_be_not_covered(services: Services) -> None:
    told = handed_over(services)
    by_hand(services, f"INSERT INTO version SELECT declaration, 2, content_hash, content_version, day, role, role_stated_at, signed_name, signed_at, place FROM version WHERE declaration = '{told.id.hex}'")
    found = history.verify(services.store)
    assert found.signed == Compared(as_signed=1, not_covered=1)
    assert "not covered: 1" in history.covered(found)


def test_the_seal_is_another_in_other_records_so_that_nobody_guesses_answers_by_it(services: Services, tmp_path: Path) -> None:
    told = handed_over(services)
    seal = next(one.event.facts[SEAL] for one in history.of(services) if one.event.kind is EventKind.SIGNED)
    saved = tmp_path / "archive.zip"
    saved.write_bytes(archive.export(services, SCHEMA.read_bytes(), lambda done, of: None))
    new_id = Ids("another")
    store, _ = safekeeping.create(tmp_path / "another", new_id, NOW, passphrase=PASSPHRASE, cost=CHEAP)
    other = Services(store, services.content, services.bundle, Clock(), new_id, safekeeping.owner(store, new_id, NOW))
    archive.import_(other, *archive.read(saved, SCHEMA.read_bytes()))
    assert kept(other, told) == kept(services, told)
    assert history.verify(store).signed == Compared(not_covered=1) and history.verify(store).whole
    again = draft(other)
    hand_over.sign(other, again.id, "Example Person")
    assert history.verify(store).signed == Compared(as_signed=1, not_covered=1)
    assert seal not in {one.event.facts.get(SEAL) for one in history.of(other, again.id)}
    store.close()


def test_what_differs_at_an_import_keeps_its_own_history(services: Services, tmp_path: Path) -> None:
    told = draft(services)
    hand_over.sign(services, told.id, "Example Person")
    saved = tmp_path / "archive.zip"
    saved.write_bytes(archive.export(services, SCHEMA.read_bytes(), lambda done, of: None))
    hand_over.reopen(services, told.id)
    before = [one.event for one in history.of(services, told.id)]
    found = archive.import_(services, *archive.read(saved, SCHEMA.read_bytes()))[0]
    assert found.differing == (told.id,)
    assert [one.event for one in history.of(services, told.id)] == before
    assert history.verify(services.store).whole

"""A statement and a label stand beside a record without touching what it says."""

from __future__ import annotations

import pytest

from coi_app.domain.errors import InputError, NoSuchRecord
from coi_app.domain.history import EventKind
from coi_app.services import declare, hand_over, own_record
from coi_app.services.context import Services
from coi_app.services.own_record import LONGEST_STATEMENT, Retention
from tests.services.drafts import draft, kept, kinds


def test_statements_are_added_in_any_state_and_go_with_the_record(services: Services) -> None:
    told = draft(services)
    own_record.add_statement(services, told.id, " I asked for a second look.\n")
    hand_over.sign(services, told.id, "Aroha Example")
    own_record.add_statement(services, told.id, "Kua kōrero māua.")
    assert [one.text for one in own_record.statements(services, told.id)] == ["I asked for a second look.", "Kua kōrero māua."]
    assert kinds(services, told).count(EventKind.STATEMENT_ADDED) == 2
    hand_over.reopen(services, told.id)
    declare.forget(services, told.id)
    assert own_record.statements(services, told.id) == ()


@pytest.mark.parametrize("text", ("", "  \n", "x" * (LONGEST_STATEMENT + 1)))
def test_an_empty_or_endless_statement_changes_nothing(services: Services, text: str) -> None:
    told = draft(services)
    before = kinds(services, told)
    with pytest.raises(InputError, match="Nothing was changed"):
        own_record.add_statement(services, told.id, text)
    assert kinds(services, told) == before


def test_nothing_is_added_to_a_record_that_is_gone(services: Services) -> None:
    told = draft(services)
    declare.forget(services, told.id)
    with pytest.raises(NoSuchRecord):
        own_record.add_statement(services, told.id, "Too late.")


def test_an_operation_is_done_once(services: Services) -> None:
    told, operation = draft(services), services.new_id()
    for _ in range(2):
        own_record.add_statement(services, told.id, "Once.", operation=operation)
    assert len(own_record.statements(services, told.id)) == 1


@pytest.mark.parametrize("retention", list(Retention))
def test_a_label_changes_nothing_else(services: Services, retention: Retention) -> None:
    told = draft(services)
    hand_over.sign(services, told.id, "Aroha Example")
    before = kept(services, told)
    own_record.label(services, told.id, retention)
    after = kept(services, told)
    assert after.retention == retention.value and (after.versions, after.status, after.changed_at) == (before.versions, before.status, before.changed_at)

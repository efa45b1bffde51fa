"""The recovery key on paper: read as people write, and no single slip of the pen goes unnoticed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coi_app.domain.errors import InputError
from coi_app.domain.recovery_key import ALPHABET, CHARACTERS, RecoveryKey

secrets = st.binary(min_size=32, max_size=32)


def refused(typed: str) -> str:
    """What the person is told."""
    with pytest.raises(InputError) as told:
        RecoveryKey.read(typed)
    return str(told.value)


@given(secrets)
def test_what_is_written_down_is_read_back(secret: bytes) -> None:
    key = RecoveryKey(secret)
    groups = key.grouped.split("-")
    assert [len(group) for group in groups] == [4] * 14
    assert RecoveryKey.read(key.grouped) == key


@given(secrets)
def test_small_letters_spaces_and_characters_that_look_alike_are_taken(secret: bytes) -> None:
    key = RecoveryKey(secret)
    for typed in (
        key.grouped.lower(),
        key.grouped.replace("-", " "),
        key.grouped.replace("-", ""),
        key.grouped.replace("-", "\u2013"),
        key.grouped.replace("0", "O").replace("1", "I"),
        key.grouped.replace("0", "o").replace("1", "l"),
        f"  {key.grouped[:34]}\n{key.grouped[34:]}\n",
    ):
        assert RecoveryKey.read(typed) == key


@given(secrets)
def test_any_one_wrong_character_is_noticed(secret: bytes) -> None:
    text = RecoveryKey(secret).grouped.replace("-", "")
    for place in range(CHARACTERS):
        for other in ALPHABET.replace(text[place], ""):
            refused(text[:place] + other + text[place + 1 :])


@given(secrets)
def test_any_two_characters_that_changed_places_are_noticed(secret: bytes) -> None:
    text = RecoveryKey(secret).grouped.replace("-", "")
    for first, second in combinations(range(CHARACTERS), 2):
        if text[first] != text[second]:
            swapped = list(text)
            swapped[first], swapped[second] = text[second], text[first]
            refused("".join(swapped))


@given(st.text())
def test_noise_is_refused_in_a_sentence(noise: str) -> None:
    refused(noise)


def test_what_is_wrong_is_said_and_what_was_typed_is_not() -> None:
    text = RecoveryKey(bytes(range(32))).grouped
    assert "55" in refused(text[:-1])
    assert "cannot be in a recovery key" in refused(text[:-1] + "U")
    assert text[:9] not in refused(text[:-1])


def test_the_key_is_not_in_its_own_description() -> None:
    secret = bytes(range(1, 33))
    key = RecoveryKey(secret)
    assert key.grouped not in repr(key) and repr(secret) not in repr(key) and secret.hex() not in repr(key)
    with pytest.raises(ValueError):
        RecoveryKey(b"short")

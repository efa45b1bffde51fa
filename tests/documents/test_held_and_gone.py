"""What is held about a person, and what is on record of what is gone."""

from datetime import date

import pytest

from coi_app.documents.disposal import OWN, disposal_certificate
from coi_app.documents.personal_information import NOTHING, personal_information
from coi_app.domain.disposal import DisposalCertificate, Disposed
from coi_app.domain.held_copy import HeldCopy, HeldPart
from tests.documents.reading import elements, text
from tests.documents.validity import failures

DAY = date(2026, 11, 24)
GONE = Disposed("D-7", "Private note", date(2026, 3, 1), date(2026, 8, 9))
CERTIFICATES = {
    "own note": DisposalCertificate("C-1", (GONE,), DAY, "Hana Rāwiri", ("That a record was forgotten, and when.",)),
    "by authority": DisposalCertificate("C-2", (GONE,) * 60, DAY, "Mereana Pōtiki", ("The numbers of the records.",), "DA-000, class 0", "Seven years are over. " * 30),
}
COPIES = {
    "empty": HeldCopy("Hana Rāwiri", DAY, ()),
    "whole": HeldCopy(
        "Hana Rāwiri", DAY,
        (HeldPart("About me", "It stands at the top of the page.", "Until you change it.", (("My name", "Hana Rāwiri"), ("My job title", "Adviser"))),
         HeldPart("Drafts", "You have begun them.", "Until you forget them."),
         HeldPart("History", "So that nobody can change it unseen.", "As long as the records.", tuple((f"{n} May 2026", "<b>Signed</b> & kept \U0001f600 " * n) for n in range(1, 31)))),
        ("A PDF that you saved stays where you put it.",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", CERTIFICATES)
def test_a_certificate_is_valid_and_the_same_each_time(state: str) -> None:
    pdf = disposal_certificate(CERTIFICATES[state])
    assert not failures(pdf) and disposal_certificate(CERTIFICATES[state]) == pdf


@pytest.mark.parametrize("state", COPIES)
def test_a_copy_is_valid_and_the_same_each_time(state: str) -> None:
    pdf = personal_information(COPIES[state])
    assert not failures(pdf) and personal_information(COPIES[state]) == pdf


def test_a_certificate_says_which_when_by_whom_and_under_which_authority() -> None:
    own, other = (text(disposal_certificate(one)) for one in CERTIFICATES.values())
    assert all(words in own for words in ("D-7", "Private note", "1 March 2026", "9 August 2026", "24 November 2026", "Hana Rāwiri", OWN))
    assert "DA-000, class 0" in other and "Seven years are over." in other and OWN not in other


def test_a_copy_holds_each_thing_in_its_order_and_says_where_nothing_is_held() -> None:
    copy = COPIES["whole"]
    found = elements(personal_information(copy))
    assert [one.text for one in found if one.role == "H2"] == [*(part.title for part in copy.parts), "Where else it may be"]
    heads = [one.text for one in found if "TH" in one.above]
    assert heads == [name for part in copy.parts for name, _ in part.rows]
    assert NOTHING in [one.text for one in found]

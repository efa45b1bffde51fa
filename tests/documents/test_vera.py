"""The reference validator on the documents: one of each in every run, every state of them in `make prove`."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from coi_app import paths
from coi_app.documents.conversation import conversation_guide
from coi_app.documents.disposal import disposal_certificate
from coi_app.documents.nothing import nothing_to_declare
from coi_app.documents.personal_information import personal_information
from coi_app.documents.recovery_sheet import recovery_sheet
from coi_app.documents.register_summary import register_summary
from coi_app.documents.rulebook import rulebook_pdf
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.rules.loader import load_folder
from coi_app.rules.proof import Proof
from coi_app.rules.rulebook import rulebook
from tests.documents.guides import BLANK, COMPLEX
from tests.documents.test_conversation import STATES
from tests.documents.test_held_and_gone import CERTIFICATES, COPIES
from tests.documents.test_hostile import TEXTS, with_text
from tests.documents.test_register_summary import FULL
from tests.documents.validity import vera_says


def one_of_each() -> dict[str, bytes]:
    return {
        "conversation guide": conversation_guide(COMPLEX),
        "nothing to declare": nothing_to_declare(BLANK),
        "register summary": register_summary(FULL),
        "disposal certificate": disposal_certificate(CERTIFICATES["own note"]),
        "personal information copy": personal_information(COPIES["whole"]),
        "recovery key": recovery_sheet(RecoveryKey(bytes(range(32))), date(2026, 11, 24)),
    }


def test_one_of_each_document_is_valid(tmp_path: Path) -> None:
    found = vera_says(one_of_each(), tmp_path)
    assert not any(found.values()), found


@pytest.mark.prove
def test_every_document_in_every_state_is_valid(tmp_path: Path) -> None:
    documents = {name: conversation_guide(guide) for name, guide in STATES.items()}
    documents |= {f"hostile: {name}": with_text(words) for name, words in TEXTS.items()}
    documents["rulebook"] = rulebook_pdf(rulebook(load_folder(paths.resources()), (Proof("Nothing is lost", 1234),)))
    found = vera_says(documents, tmp_path)
    assert not any(found.values()), {name: said for name, said in found.items() if said}


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    """The check is proved: a file that says less of itself fails, and the rule is told."""
    out = BytesIO()
    with pikepdf.open(BytesIO(conversation_guide(BLANK))) as document:
        del document.Root.MarkInfo
        del document.Root.OutputIntents
        document.save(out)
    found = vera_says({"spoilt": out.getvalue(), "whole": conversation_guide(BLANK)}, tmp_path)
    assert {"not ua1", "not 3a"} <= set(found["spoilt"]) and any(line.startswith("rule ") for line in found["spoilt"])
    assert not found["whole"]

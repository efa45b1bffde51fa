"""The one door to every proof about the content."""

from __future__ import annotations

from datetime import date

from coi_app.rules.content import Content
from coi_app.rules.proof import Proof
from coi_app.rules.proofs import all_proofs


def prove(content: Content, day: date | None = None) -> tuple[Proof, ...]:
    """Every proof about the content as it is on a day, in the order a reader would want them.

    Without a day, it is judged for the day from which the content holds, so that it is always judged alike. The content may
    come from anywhere, also from two sets of files put together. A proof that does not hold tells its key and the case; the
    file is told where `Proof.filed` is given the files of the content.
    """
    return all_proofs(content, day or content.effective)

"""Everything that can be said of content before anyone relies on it: what is wrong, what is proved, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coi_app.domain.errors import ContentError
from coi_app.rules.bundle import Bundle
from coi_app.rules.content import Content
from coi_app.rules.crosscheck import RULES, cross_check
from coi_app.rules.examples import guidance_findings
from coi_app.rules.loader import load
from coi_app.rules.proof import Proof
from coi_app.rules.proving.prove import prove
from coi_app.rules.reach import Happening, never, rule_lists
from coi_app.rules.written import Finding, Placed, Written, parts, read


@dataclass(frozen=True)
class Figures:
    """How much content there is, and exactly which."""

    version: str
    hash: str
    topics: int
    questions: int
    rules: int
    sources: int


@dataclass(frozen=True)
class Checked:
    """What a check came to. There are figures and proofs where the content could be loaded."""

    findings: tuple[Finding, ...]
    proofs: tuple[Proof, ...] = ()
    figures: Figures | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong and everything that was to be proved is proved."""
        return not self.findings and bool(self.proofs) and all(proof.holds for proof in self.proofs)


def check(bundle: Bundle, schemas: Path, day: date | None = None) -> Checked:
    """The content judged for a day; without one, for the day from which it holds, so that it is always judged alike.

    Each stage needs the one before: the schemas, then the ids, then whether everything can happen, then the proofs.
    All that is wrong at one stage is told at once.
    """
    written, findings = read(bundle, schemas)
    findings = findings or cross_check(written)
    if findings:
        return Checked(findings)
    try:
        content = load(bundle)
        _ = content.guidance, content.glossary  # a start does not read them
    except ContentError as wrong:
        return Checked((Finding(wrong.file, wrong.key, wrong.problem),))
    return _checked(content, written, day or content.effective)


def _checked(content: Content, written: Written, day: date) -> Checked:
    findings = tuple(_told(written, happening) for happening in never(content, day)) or tuple(guidance_findings(written, content))
    if findings:
        return Checked(findings, (), _figures(content))
    try:
        return Checked((), prove(content, day), _figures(content))
    except KeyError as missing:
        return Checked((Finding("content", str(missing.args[0]), "is not there, and the proofs go by it"),), (), _figures(content))


def _figures(content: Content) -> Figures:
    rules = sum(len(rules) for rules in rule_lists(content).values())
    return Figures(content.version, content.hash, len(content.topics), len(content.questions), rules, len(content.sources))


def _told(written: Written, happening: Happening) -> Finding:
    """What never happens, where it is written."""
    if happening.what == "asked":
        return _placed(written, "topics", "topic", happening.where).finding("questions", f"{happening.which!r} is never asked here, whatever is answered before it")
    if happening.what == "offered":
        question = _placed(written, "questions", "question", happening.where)
        return next(option for option in parts(question, "option") if option.table["id"] == happening.which).finding("offered_when", "never holds, so this card is never shown")
    rules = (rule for kind, name in RULES if (kind == "mitigations") == (happening.where == "steps") for rule in written.every(kind, name))
    return next(rule for rule in rules if rule.table["id"] == happening.which).finding("when", "no journey was found in which this changes anything")


def _placed(written: Written, kind: str, name: str, wanted: str) -> Placed:
    return next(placed for placed in written.every(kind, name) if placed.table["id"] == wanted)

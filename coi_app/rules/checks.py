"""Everything that can be said of content before anyone relies on it: what is wrong, what is proved, and how much there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coi_app.domain.errors import ContentError
from coi_app.rules.addressing import places
from coi_app.rules.bundle import Bundle
from coi_app.rules.content import Content
from coi_app.rules.crosscheck import cross_check
from coi_app.rules.examples import guidance_findings
from coi_app.rules.loader import load
from coi_app.rules.plain_language import Reading, prove_plain_language, readings
from coi_app.rules.proof import Proof
from coi_app.rules.proving.prove import FULL, Depth, prove
from coi_app.rules.proving.situations import read_scenarios
from coi_app.rules.reach import rule_lists
from coi_app.rules.written import Finding, Written, every_table, file_of_each, read

ANSWER_IT = "Let each worked example answer exactly what its topic asks, and explain each word once."
READ_AGAIN = "Look at what stands at this key; the schema of its file says what may stand there, and what it is for."


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
    """What a check came to. There are figures, proofs and how each file reads where the content could be loaded."""

    findings: tuple[Finding, ...]
    proofs: tuple[Proof, ...] = ()
    figures: Figures | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong and everything that was to be proved is proved."""
        return not self.findings and bool(self.proofs) and all(proof.holds for proof in self.proofs)


def check(bundle: Bundle, schemas: Path, day: date | None = None, *, scenarios: Path | None = None, depth: Depth = FULL, alone: bool = False) -> Checked:
    """The content judged for a day; without one, for the day from which it holds, so that it is always judged alike.

    Each stage needs the one before: the schemas, then the ids, then the worked examples, then the proofs. All that is wrong at
    one stage is told at once. `scenarios` is the folder of those that belong to the content; `alone` keeps to this process.
    """
    written, findings = read(bundle, schemas)
    findings = findings or cross_check(written)
    if findings:
        return Checked(findings)
    try:
        content = load(bundle)
        _ = content.guidance, content.glossary  # a start does not read them
        read_in = read_scenarios(scenarios) if scenarios else None
    except ContentError as wrong:
        return Checked((Finding(wrong.file, wrong.key, wrong.problem, READ_AGAIN),))
    findings = tuple(replace(finding, mend=finding.mend or ANSWER_IT) for finding in guidance_findings(written, content))
    if findings:
        return Checked(findings, (), _figures(content))
    proved = prove(content, day, scenarios=read_in, depth=depth, shared=None if alone else bundle)
    files = file_of_each(written)
    return Checked((), tuple(proof.filed(files) for proof in (*_read_before(written), *proved, prove_plain_language(written))), _figures(content), readings(written))


def _read_before(written: Written) -> Iterator[Proof]:
    """What held before anything was loaded."""
    tables = sum(1 for _ in every_table(written))
    yield Proof("Every file fits its schema", len(written.files))
    yield Proof("Every text that speaks of whoever decides says it in the words for the reader's role", places(written))
    yield Proof("Every id, place on a scale and condition names something that is there, and is known by then", tables)


def _figures(content: Content) -> Figures:
    rules = sum(len(rules) for rules in rule_lists(content).values())
    return Figures(content.version, content.hash, len(content.topics), len(content.questions), rules, len(content.sources))

"""The tone in which a level, a severity, a step or a state is shown: the same on every page."""

from __future__ import annotations

from collections.abc import Mapping

from coi_app.domain.assessment import Answer, Level, Severity, StepStatus
from coi_app.domain.declaration import Status

ANSWER_TONES: Mapping[Answer, str] = {Answer.GO_AHEAD: "ok", Answer.GO_AHEAD_WITH_STEPS: "brand", Answer.NOT_AS_DESCRIBED: "warn"}
LEVEL_TONES: Mapping[Level, str] = {Level.L0: "ok", Level.L1: "ok", Level.L2: "brand", Level.L3: "warn", Level.L4: "warn"}
SEVERITY_TONES: Mapping[Severity, str] = {Severity.NONE: "ok", Severity.MINOR: "brand", Severity.MODERATE: "warn", Severity.SIGNIFICANT: "warn"}
STEP_TONES: Mapping[StepStatus, str] = {StepStatus.REQUIRED: "warn", StepStatus.SUGGESTED: "ok", StepStatus.CONSIDER: "neutral"}
STATUS_TONES: Mapping[Status, str] = {
    Status.DRAFT: "neutral",
    Status.READY: "warn",
    Status.HANDED_OVER: "ok",
    Status.UNDER_REVIEW: "neutral",
    Status.DECIDED: "neutral",
    Status.ANSWERED: "neutral",
    Status.CLOSED: "neutral",
}

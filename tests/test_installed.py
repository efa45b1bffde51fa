"""The wheel as others install it: whole, with its resources beside the package, and run from another folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_wheel_holds_the_resources_and_runs_from_another_folder(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    shipped = {path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()}
    shipped |= {Path("scenarios", path.name) for path in (ROOT / "tests" / "scenarios").iterdir() if path.is_file()}
    assert {path.relative_to(installed / "coi_app" / "resources") for path in (installed / "coi_app" / "resources").rglob("*") if path.is_file()} == shipped
    code = "import sys; from coi_app import __main__, paths; print(paths.resources()); sys.exit(__main__.main(['topics']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=elsewhere, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    where, *topics = done.stdout.splitlines()
    assert Path(where) == installed / "coi_app" / "resources"
    assert topics[0].startswith("P01")

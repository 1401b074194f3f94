# `make site` builds the directory, `make serve` shows it, `make test` checks everything.
# Needs only git, make and Python 3.11 or newer; everything else goes into .venv.
.DEFAULT_GOAL := site
.PHONY: setup site stage serve test sound code lint check fmt audit search-eval words lock clean
.DELETE_ON_ERROR:

ifeq ($(OS),Windows_NT)
PYTHON ?= py -3
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGS ?=
PORT ?= 8000

site: .venv/.site-ready
	@$(BIN)/alongside build $(ARGS)

setup: .venv/.site-ready

# Prints what site.yaml says of the stage: draft or public.
stage: .venv/.site-ready
	@$(BIN)/python -c "import sys; from pathlib import Path; from generator.load import load; read = load(Path())[0]; print(read.config.stage) if read and read.knows_settings else sys.exit('content/site.yaml cannot be read. “make check” shows why.')"

serve: .venv/.site-ready
	@$(BIN)/alongside serve --port $(PORT) $(ARGS)

check: .venv/.site-ready
	@$(BIN)/alongside check $(ARGS)

fmt: .venv/.site-ready
	@$(BIN)/alongside fmt $(ARGS)

lint: .venv/.test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: sound code

sound: .venv/.test-ready
	$(BIN)/alongside check
	$(BIN)/alongside fmt --check

# All of `test` but what the content alone can fail; the workflow has steps of its own for that.
code: lint
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m pytest $(ARGS)

# The lock files pin every package with its hashes, for Linux, macOS and Windows.
.venv/.made:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Alongside needs Python 3.11 or newer; this is ' + sys.version.split()[0] + '. Say which to use: make PYTHON=python3.12')"
	@echo "Setting up a local Python environment in .venv (once) …"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.site-ready: .venv/.made requirements/site.lock pyproject.toml
	@echo "Installing what the site needs …"
	@$(PIP) install --only-binary :all: --require-hashes -r requirements/site.lock
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

.venv/.test-ready: .venv/.site-ready requirements/test.lock
	@echo "Installing what the tests need …"
	@$(PIP) install --only-binary :all: --require-hashes -r requirements/test.lock
	@touch $@

# Lighthouse on a public test build; not part of the tests. Needs Node.js and a Chromium.
audit: .venv/.site-ready
	@cd audit && npm ci --no-audit --no-fund --loglevel=error
	@$(BIN)/python audit/run.py

# How well the search finds what people mean, with the queries that miss.
search-eval: site .venv/.test-ready
	@$(BIN)/python tests/search/evaluate.py --site site --misses tuned_on

# For those who change the interface's words: brings the catalogues up to date with the templates.
words: .venv/.site-ready
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --no-location --sort-output --project Alongside --version "" --output themes/calm/locale/messages.pot themes/calm/templates
	@for po in themes/calm/locale/*.po; do \
	  $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap --locale "$$(basename "$$po" .po)" --input-file themes/calm/locale/messages.pot --output-file "$$po"; \
	done; rm themes/calm/locale/messages.pot

# For those who change dependencies: writes the lock files anew.
lock: .venv/.made
	$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" --quiet -o requirements/site.lock
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --extra test -c requirements/site.lock --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" --quiet -o requirements/test.lock

clean:
	rm -rf .venv site .site.alongside

# Two commands: `make run` opens the dashboard, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# uv where it is there (seconds), else pip (a minute).
UV := $(shell command -v uv)
INSTALL := $(if $(UV),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)
TOOLS := build/tools
PORT ?= 8501

.PHONY: run test lint format browser postgres bench lock audit clean

run: $(VENV)/.run
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: lint browser postgres
	$(BIN)/python -m igfdata check
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder tests/browser igfdata tests

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# A browser for the tests: the system's own, else Debian's package, else Playwright's.
browser: $(VENV)/.test
	@$(BIN)/python tests/browser/find_chromium.py >/dev/null \
	|| { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -q -y chromium; } \
	|| $(BIN)/python -m playwright install --with-deps chromium

# A database server for the tests of the workspace: Debian's package where it can be had; without one, they run on SQLite alone.
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null \
	|| { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -q -y postgresql; } \
	|| echo "No PostgreSQL here: the workspace is tested on SQLite alone."

# How fast is it, beside its floors in the same run? Nothing here passes or fails. One question: make bench ASK=measures
bench: $(VENV)/.test browser
	$(INSTALL) --group bench
	$(BIN)/python -m tests.bench $(ASK)

# The newest versions that pyproject.toml allows, with their hashes: what a server installs.
lock: $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv
	$(TOOLS)/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --no-annotate --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

# Known weaknesses of the pinned versions, from the public advisory database.
audit: $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check pip-audit
	@if $(TOOLS)/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock; \
	then echo "No known weakness in requirements.lock."; \
	else echo "Not clean. Advisories above: update with \`make lock\`. No connection, or “could not be audited”: the advisory" \
	"database is out of reach from here, and nothing was checked."; exit 1; fi

$(TOOLS):
	$(PYTHON) -m venv $@

$(VENV)/.run: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(if $(UV),,$(INSTALL) --upgrade "pip>=25.1")
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(INSTALL) --group test
	@touch $@

clean:
	rm -rf $(VENV) build .pytest_cache .hypothesis .mypy_cache .ruff_cache

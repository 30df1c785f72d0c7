# Two commands: `make run` opens the dashboard, `make test` checks everything. `make help` lists all.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# uv where it is there (seconds), else pip (a minute).
UV := $(shell command -v uv)
install_in = $(if $(UV),uv pip install --quiet --python $(1)/bin/python,$(1)/bin/python -m pip install --quiet --disable-pip-version-check)
INSTALL := $(call install_in,$(VENV))
TOOLS := build/tools
NEWEST := build/newest
SERVER := build/server
PORT ?= 8501
# Commands and servers start again and again: Python keeps what it compiled, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE
# Of the repository alone: a workspace of the user's, perhaps of another version, is not meant.
CHECK := IGF_WORKSPACE=build/workspace $(BIN)/python -m igfdata check

# What needs no browser and no server; without what starts a database or the command line again and again, or tries very many inputs.
QUICK_TESTS := igfdata tests/igfdata tests/data tests/code
NOT_QUICK := tests/igfdata/workspace tests/igfdata/cli tests/code/test_readme_commands.py tests/code/test_package.py \
	tests/igfdata/briefing/test_export.py tests/igfdata/coding/test_corpus.py tests/igfdata/findings/test_random_selections.py \
	tests/igfdata/importers/test_bad_input.py tests/igfdata/importers/test_properties.py
# What holds pages/shared/server/private_parts.py and the names that the browser's scripts and styles take from Streamlit.
PRIVATE_TESTS := tests/pages/server/test_private_parts.py tests/faults/test_uploads.py tests/browser/test_headers.py \
	tests/browser/test_soft_failure.py tests/browser/test_charts.py tests/browser/test_dashboard.py tests/browser/test_every_page.py

.PHONY: help run quick test lint format browser postgres bench lock audit upgrade-check server-check links pictures clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-16s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## open the dashboard on the shipped data; PORT=8502 for another port
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

quick: lint ## lint, types, unit and data tests: before every commit
	$(CHECK)
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(QUICK_TESTS) $(addprefix --ignore=,$(NOT_QUICK))

test: lint browser postgres ## everything, with pages and a real browser: before every merge
	$(CHECK)
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder igfdata tests

lint: $(VENV)/.test ## style, types, and which room may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.test ## put the code into the one style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# A browser for the tests: the system's own, else Debian's package, else Playwright's.
browser: $(VENV)/.test ## get a browser for the tests
	@$(BIN)/python tests/browser/find_chromium.py >/dev/null \
	|| { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -q -y chromium; } \
	|| $(BIN)/python -m playwright install --with-deps chromium

# A database server for the tests of the workspace: Debian's package where it can be had; without one, they run on SQLite alone.
postgres: ## get a PostgreSQL for the tests
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null \
	|| { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -q -y postgresql; } \
	|| echo "No PostgreSQL here: the workspace is tested on SQLite alone."

# Measured together with the least that is possible, in the same run. Nothing here passes or fails.
bench: $(VENV)/.test browser ## how fast is it? One question: ASK=measures
	$(INSTALL) --group bench
	$(BIN)/python -m tests.bench $(ASK)

# The newest versions that pyproject.toml allows, with their hashes: what a server installs.
lock: $(TOOLS) ## pin the newest allowed versions in requirements.lock
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv
	$(TOOLS)/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --no-annotate --no-emit-index-url --python-version 3.11 \
	--extra postgresql --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

# Known weaknesses of the pinned versions, from the public advisory database.
audit: $(TOOLS) ## look the pinned versions up in the public advisory database
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check pip-audit
	@if $(TOOLS)/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock; \
	then echo "No known weakness in requirements.lock."; \
	else echo "Not clean. Advisories above: update with \`make lock\`. No connection, or “could not be audited”: the advisory" \
	"database is out of reach from here, and nothing was checked."; exit 1; fi

# An environment of its own, thrown away before and after. To try a version that pyproject.toml does not allow yet, raise the range there first.
upgrade-check: browser ## try the newest allowed versions of Streamlit, Plotly and all others
	rm -rf $(NEWEST)
	$(PYTHON) -m venv $(NEWEST)
	$(if $(UV),,$(call install_in,$(NEWEST)) --upgrade "pip>=25.1")
	$(call install_in,$(NEWEST)) --upgrade --editable . --group test
	$(NEWEST)/bin/python -c 'import plotly, streamlit, uvicorn; print(*(f"{one.__name__} {one.__version__}" for one in (streamlit, plotly, uvicorn)), sep=", ")'
	$(NEWEST)/bin/python -m pytest -n 2 --dist loadfile $(PRIVATE_TESTS)
	rm -rf $(NEWEST)

# As the README and the Dockerfile do it.
server-check: ## install the pinned versions as a server does, and see the dashboard answer
	rm -rf $(SERVER)
	$(PYTHON) -m venv $(SERVER)
	$(SERVER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(SERVER)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	IGF_WORKSPACE=$(SERVER)/workspace $(SERVER)/bin/python -m igfdata check
	$(SERVER)/bin/python -m tests.servers
	rm -rf $(SERVER)

pictures: browser ## take the pictures of the user guide from the running dashboard
	$(BIN)/python -m tests.pictures

links: $(VENV)/.test ## ask every address in the documents whether it answers
	$(BIN)/python -m tests.links

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

clean: ## remove the environments and all caches
	rm -rf $(VENV) build .pytest_cache .hypothesis .mypy_cache .ruff_cache

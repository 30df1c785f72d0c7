# Two commands: `make run` opens the dashboard, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test lint format browser postgres clean

run: $(VENV)/.run
	$(BIN)/streamlit run pages/shared/server/start.py --server.port $(PORT)

test: lint browser postgres
	$(BIN)/python -m igfdata check
	$(BIN)/python -m pytest -n 2 --dist loadfile igfdata tests

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

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

$(VENV)/.run: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

clean:
	rm -rf $(VENV) build .pytest_cache .hypothesis .mypy_cache .ruff_cache

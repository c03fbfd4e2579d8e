# Everything runs in .venv, which is made from requirements.lock when it is missing or older than the lock.
PYTHON ?= python3.11
BIN := .venv/bin
INSTALLED := .venv/.installed
PEERS := .venv/.installed-bench
.DEFAULT_GOAL := help
.PHONY: help demo up check test lint-openapi faults audit fix migrate revision openapi messages styles screenshots bench load clean

help:  ## Print these targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(INSTALLED)  ## Play the scheme's whole main job on six real services; needs no database server
	@$(BIN)/ressurspool-ops demo

up: $(INSTALLED)  ## Leave the services running on http://localhost:8000, with the demo's data and logins
	@$(BIN)/ressurspool-ops up

check: $(INSTALLED)  ## Form, lint, types, import contracts, drift of OpenAPI and messages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/ressurspool-ops openapi --check
	$(BIN)/ressurspool-ops messages --check

test: $(INSTALLED)  ## Run the tests, on SQLite and (where one answers at TEST_POSTGRES) PostgreSQL
	$(BIN)/pytest -n 2 --dist loadgroup

lint-openapi: $(INSTALLED)  ## Ask Redocly, Spectral and generators of clients what they think of openapi/*.yaml; needs Node
	FAULTS=full REQUIRE_NODE=1 $(BIN)/pytest -vv tests/contracts/test_foreign_tools.py

faults: $(INSTALLED)  ## Run the fault tests with their full counts (long), and print what they counted
	FAULTS=full $(BIN)/pytest -m counted -n 2 --dist loadgroup

audit: $(INSTALLED)  ## Ask a public database of advisories (OSV) about the locks; needs the internet
	$(BIN)/python -m tests.ops.audit

fix: $(INSTALLED)  ## Mend what tools can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

migrate: $(INSTALLED)  ## Bring the databases of the environment to their newest migration
	$(BIN)/ressurspool-ops migrate

revision: $(INSTALLED)  ## Begin a migration: make revision SERVICE=pool MESSAGE="add something"
	$(BIN)/ressurspool-ops revision "$(SERVICE)" "$(MESSAGE)"

openapi: $(INSTALLED)  ## Write openapi/*.yaml anew
	$(BIN)/ressurspool-ops openapi

styles: $(INSTALLED)  ## Copy Designsystemet's and axe-core's files again, as vendored.lock pins them; needs npm
	$(BIN)/python -m tests.ops.vendored --write

messages: $(INSTALLED)  ## Write docs/messages.md anew: every mail in three languages
	$(BIN)/ressurspool-ops messages

screenshots: $(INSTALLED)  ## Take the README's pictures of the web application again; needs a browser
	$(BIN)/python -m tests.web.pictures docs/pictures

bench: $(PEERS)  ## Print the table of measurements (PAGE=docs/benchmarks.md writes the page too)
	$(BIN)/python -m benchmarks $(PAGE)

load: $(INSTALLED)  ## Print what a day's mix of requests gets at rising rates, on both databases; takes four minutes
	$(BIN)/python -m benchmarks.load_day var/load.txt

clean:  ## Remove what was made, except .venv
	rm -rf var build .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(PEERS): $(INSTALLED) requirements-bench.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock
	@touch $@

$(INSTALLED): requirements.lock pyproject.toml
	@echo "Installing into .venv, from requirements.lock (about a minute) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e '.[server]'
	@touch $@

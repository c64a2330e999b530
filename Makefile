# Everything a person needs: `make` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM_ARGS := --no-audit --no-fund --loglevel=error --ignore-scripts

.PHONY: help run test bench check format lock catalogues clean

help: ## List what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: $(VENV)/.run static/vendor/.built $(VENV)/.catalogues ## Set everything up (once) and serve http://127.0.0.1:8000
	@$(BIN)/hub start

test: $(VENV)/.test static/vendor/.built $(VENV)/.catalogues ## Run all tests: style, types, unit, SQLite, PostgreSQL, Redis, browser
	@scripts/test

check: $(VENV)/.test $(VENV)/.catalogues ## Style, types and import floors only
	@scripts/check

bench: $(VENV)/.test static/vendor/.built $(VENV)/.catalogues ## Measure speed on the large set, as a table of ratios
	@scripts/bench

format: $(VENV)/.test ## Format and fix what ruff can fix
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

lock: $(VENV)/.test ## Pin the dependencies again, with hashes and without any index address
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade --output-file requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --extra build --extra test --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade --output-file requirements/test.txt

catalogues: $(VENV)/.test ## Bring the translation catalogues up to date with the code
	$(BIN)/hub i18n extract
	$(BIN)/hub i18n compile

clean: ## Remove what was built (the data folder stays)
	rm -rf $(VENV) node_modules static/vendor translations/*/LC_MESSAGES/messages.mo

$(VENV)/bin/python:
	@scripts/venv $(PYTHON) $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked packages…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@echo "Installing the locked test packages…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.catalogues: $(wildcard translations/*/LC_MESSAGES/*.po) $(VENV)/.run
	@$(BIN)/hub i18n compile
	@touch $@

static/vendor/.built: package.json package-lock.json scripts/vendor | $(VENV)/.run
	@scripts/vendor
	@touch $@

# What a person types. `make serve` from a fresh clone is enough.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
ASSETS := node_modules/.ready
CLIENTS := node_modules/.clients
CODEGEN := $(VENV)/clients/.ready

# Where it is set, every process that a test starts would compile every module again.
export PYTHONDONTWRITEBYTECODE :=

HOST    ?= 127.0.0.1
PORT    ?= 8000
WORKERS ?= 1

.PHONY: help install assets clients serve test suite lint format bench soak dump released clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The stamp is newer than what it was made from, or everything is installed again.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Qamtu needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Say: make PYTHON=python3.12 …"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint constraints.txt
	@touch $@

# GraphiQL and the SPARQL editor are conveniences: without npm the server still answers and its pages say what is missing.
$(ASSETS): package.json .npmrc
	@if ! command -v npm >/dev/null 2>&1; then \
	  echo "npm is not installed: /graphql and /sparql will show plain forms instead of their editors."; \
	  echo "Install Node.js with npm, then run: make assets"; \
	elif npm install --omit=dev --ignore-scripts --loglevel=error; then touch $@; \
	else echo "npm could not install the editors: /graphql and /sparql will show plain forms. Try again: make assets"; \
	fi

# What only the tests load: Comunica, axe, the HTTP audit, TypeScript and its generator. Tests say what they miss.
$(CLIENTS): package.json .npmrc
	@if ! command -v npm >/dev/null 2>&1; then echo "npm is not installed: tests with clients in JavaScript are skipped."; \
	elif npm install --ignore-scripts --loglevel=error; then touch $(ASSETS) $@; \
	else echo "npm could not install the clients: their tests are skipped. Try again: make clients"; \
	fi

# The generator of the Python client, in an environment of its own.
$(CODEGEN): tests/clients/requirements.txt $(READY)
	@$(BIN)/python -m venv $(VENV)/clients
	@if $(VENV)/clients/bin/python -m pip install --quiet --disable-pip-version-check -r $<; then touch $@; \
	else echo "pip could not install ariadne-codegen: the test of its client is skipped. Try again: make clients"; \
	fi

install: $(READY) ## the virtual environment, with everything for development
assets: $(ASSETS) ## what the pages at /graphql and /sparql need in the browser
clients: $(CLIENTS) $(CODEGEN) ## the same, and the clients and generators that tests run

serve: $(READY) $(ASSETS) ## the server, on HOST (127.0.0.1) and PORT (8000)
	$(BIN)/qamtu serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

test: $(READY) clients ## lint, types, every test, side by side
	$(MAKE) --no-print-directory --jobs=2 lint suite

suite: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(READY) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## rewrite the code as lint wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## times, memory and requests per second, as a table
	$(BIN)/python tests/bench.py

soak: $(READY) ## damaged texts for SOAK_MINUTES (10): what became of them, failing ones saved
	$(BIN)/python tests/soak.py

dump: $(READY) ## every file of a dump, into dumps/
	$(BIN)/qamtu dump --all dumps

released: $(READY) ## the schema as it is now becomes the released one, which later ones may not break
	$(BIN)/qamtu schema > schema/released.graphql.new && mv schema/released.graphql.new schema/released.graphql

clean: ## forget what was installed and made
	rm -rf $(VENV) node_modules dumps .mypy_cache .ruff_cache .pytest_cache .hypothesis ./*.egg-info

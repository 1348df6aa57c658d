# Every target does its own set-up: `make demo` and `make test` are all a new machine needs.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test setup system lint format test-sqlite test-postgres round-trip train bench reference lock clean

PYTHON ?=
# Browsers, processes and databases make tests wait: twice as many at once as there are cores.
JOBS ?= $(shell expr 2 \* `getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1`)
PYTEST_ARGS ?=
SEEDS ?= 50
COMMENTS ?= 10000
SYSTEM_STAMP := .venv/system.stamp
SYSTEM_PACKAGES := chromium hunspell-fr-comprehensive python3-grammalecte fonts-open-sans fonts-roboto
LOCK := --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
# PyTorch publishes one build a kind of processor, each with its own hash: its version alone is pinned (pyproject.toml).
LOCK_TRAIN := $(filter-out --allow-unsafe,$(LOCK)) --unsafe-package torch --unsafe-package triton
BIN := .venv/bin
STAGE := scripts/stage
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(PYTEST_ARGS)
export PYTHON

# Checks never touch the records of the desk that `make demo` runs, nor the database a shell points to.
ASIDE := env -u DATABASE_URL
lint test-sqlite test-postgres round-trip: export PARVIS_HOME := $(CURDIR)/build/home

help: ## list the targets
	@awk -F ': .*## ' '/^[a-z-]+: .*## /{printf "make %-14s %s\n", $$1, $$2}' Makefile

demo: setup ## set up what is missing, then run Parvis with sandbox platforms and a living town
	@$(BIN)/parvis demo

test: setup lint test-sqlite test-postgres ## set up what is missing, then check everything on both databases
	@scripts/say_unchecked
	@echo "Everything that was checked passed."

setup: ## the virtual environment, the pinned dependencies and, where allowed, the system packages
	@scripts/prepare_venv
	@scripts/install_system_packages $(SYSTEM_STAMP) $(SYSTEM_PACKAGES)
	@scripts/say_unchecked

system: ## try again to install the system packages
	@rm -f $(SYSTEM_STAMP)
	@scripts/install_system_packages $(SYSTEM_STAMP) $(SYSTEM_PACKAGES)
	@scripts/say_unchecked

lint: setup ## pins, style, types, the import contracts, and no model without its migration
	@$(STAGE) "dependencies" $(BIN)/python -m pip check --disable-pip-version-check
	@$(STAGE) "ruff check" $(BIN)/ruff check . scripts/with_postgres scripts/write_command_reference
	@$(STAGE) "ruff format" $(BIN)/ruff format --check . scripts/with_postgres scripts/write_command_reference
	@$(STAGE) "mypy" $(BIN)/mypy --scripts-are-modules src tests corpus scripts/with_postgres scripts/write_command_reference
	@$(STAGE) "import contracts" $(BIN)/lint-imports
	@$(STAGE) "migrations" $(ASIDE) $(BIN)/python -m django makemigrations --check --dry-run --settings parvis.config.settings

format: setup ## rewrite the code in the house's format
	@$(BIN)/ruff check --fix . scripts/with_postgres scripts/write_command_reference
	@$(BIN)/ruff format . scripts/with_postgres scripts/write_command_reference

test-sqlite: setup ## the suite on SQLite
	@$(STAGE) "suite on SQLite" $(ASIDE) $(PYTEST)

test-postgres: setup ## the same suite on a PostgreSQL made for it, when one is installed
	@if scripts/find_postgres >/dev/null 2>&1; then \
		$(STAGE) "suite on PostgreSQL" $(BIN)/python scripts/with_postgres $(PYTEST); \
	fi

round-trip: setup ## fifty days of 10,000 comments through the sandbox, compared with its truth (SEEDS=7-9, COMMENTS=1000)
	@$(STAGE) "round trip" $(ASIDE) env ROUND_TRIP_SEEDS=$(SEEDS) ROUND_TRIP_COMMENTS=$(COMMENTS) \
		$(PYTEST) -p no:logging --show-capture=no tests/journeys/test_round_trip.py

train: setup ## rebuild the judge's weights from corpus/ and the sets that may be trained on (about 40 minutes on two cores)
	@$(STAGE) "what only training needs" scripts/prepare_training
	@$(STAGE) "training" $(BIN)/python -m corpus.training
	@$(STAGE) "the gate's weights" $(BIN)/python -m corpus.training.gate
	@$(STAGE) "likeness of questions" $(BIN)/python -m corpus.training.similarity

bench: setup ## measure speed, and write docs/benchmarks.md again
	@$(BIN)/python bench/write_benchmarks.py

reference: setup ## write docs/commands.md again from the commands themselves
	@$(BIN)/python scripts/write_command_reference

lock: setup ## pin the dependencies of pyproject.toml again, with their hashes
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
		echo "The pins are made on Python 3.11, the oldest we support: make clean, then make lock PYTHON=python3.11" >&2; \
		exit 1; }
	@$(STAGE) "requirements/run.txt" $(BIN)/pip-compile $(LOCK) -o requirements/run.txt pyproject.toml
	@$(STAGE) "requirements/dev.txt" $(BIN)/pip-compile $(LOCK) --extra dev -c requirements/run.txt -o requirements/dev.txt pyproject.toml
	@$(STAGE) "requirements/train.txt" $(BIN)/pip-compile $(LOCK_TRAIN) --extra train -c requirements/run.txt -o requirements/train.txt pyproject.toml
	@if grep -nE '^[[:space:]]*(--?[a-z-]*(index|find-links|trusted-host)|https?:|.*@ )' requirements/*.txt; then \
		echo "The lines above name where packages come from; they must not be committed." >&2; exit 1; \
	fi

clean: ## remove what these targets made, but not Parvis's own records in var/
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/*.egg-info
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# Undun · 止扰. Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ROOMS := handlers console cases classify directory escalation evidence templates db model sandbox bench
RUN_STAMP := $(VENV)/.run-installed
DEV_STAMP := $(VENV)/.dev-installed

.DEFAULT_GOAL := help
.PHONY: help run install test check fuzz bench eval model lock format clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(RUN_STAMP)  ## start the bot; without BOT_TOKEN it prints the address of a chat page
	@$(BIN)/python bot.py run

install: $(RUN_STAMP)  ## only set up what running needs

test: $(DEV_STAMP)  ## run the whole suite
	@$(BIN)/python -m pytest -n 2

check: $(DEV_STAMP)  ## lint, types, import direction, data
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m directory.check

fuzz: $(DEV_STAMP)  ## hold deadlines against a naive calculator on 10,000 random cases; see what faults the tests notice
	@FUZZ_CASES=10000 $(BIN)/python -m pytest -p no:cacheprovider tests/escalation/test_deadlines.py
	@$(BIN)/python -m tests.escalation.mutate

bench: $(DEV_STAMP)  ## print the benchmarks, each beside its yardstick
	@$(BIN)/python -m bench

model: $(DEV_STAMP)  ## make classify/model.npz and alarm.npz anew; DATA=folder with licensed sets, if there are any
	@$(BIN)/python -m classify.train $(if $(DATA),--data $(DATA))
	@$(BIN)/python -m classify.train_alarm $(if $(DATA),--data $(DATA))
	@$(BIN)/python -m classify.train_outgoing

eval: $(DEV_STAMP)  ## measure the classifier on the open texts, into docs/evaluation.md
	@$(BIN)/python -m tests.classify.evaluate --out docs/evaluation.md

lock: $(DEV_STAMP)  ## pin requirements*.in with hashes
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url requirements-dev.in -o requirements-dev.txt

format: $(DEV_STAMP)  ## bring the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:  ## remove what was made here, except the data
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.txt | $(BIN)/python
	@echo "installing what the bot needs (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	@echo "installing what the tests need (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

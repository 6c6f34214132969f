# Everything a newcomer must know: make demo, make test, make check, make bench.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check format bench docs clean system

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "error: Python 3.11 or newer is needed; set PYTHON=…"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[model,dev]'
	@touch $@

demo: $(STAMP)  ## follow a bundled sample call, live, with the overlay
	@$(BIN)/coach demo

system:
	@sh tests/install-system.sh

# What is compiled once is not compiled by each worker, and each program a test starts.
test: export PYTHONDONTWRITEBYTECODE =
test: $(STAMP) system  ## every test
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal -m 'not alone'
	$(BIN)/python -m pytest -m alone

check: $(STAMP)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)  ## write anew what is made from the code
	$(BIN)/python -m coach.policy.documentation > docs/policy.md

bench: $(STAMP)  ## measure; see docs/performance.md
	$(BIN)/python -m bench.recogniser
	$(BIN)/python -m bench.live
	$(BIN)/python -m bench.headset
	$(BIN)/python -m bench.word_times
	$(BIN)/python -m bench.detectors
	$(BIN)/python -m bench.hints
	$(BIN)/python -m bench.redaction
	$(BIN)/python -m bench.review
	$(BIN)/python -m bench.store
	$(BIN)/python -m bench.transcripts
	$(BIN)/python -m bench.around
	$(BIN)/python -m bench.batch
	$(BIN)/python -m bench.batch_outputs
	$(BIN)/python -m bench.long_run
	$(BIN)/python -m bench.scaling
	$(BIN)/python -m bench.speakers tests/data/calls/*.flac

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

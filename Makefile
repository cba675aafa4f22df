# The commands a newcomer needs: make demo · make test · make bench
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint score bench clean

demo: $(VENV)/.ready
	$(BIN)/kg demo

test: $(VENV)/.ready
	$(BIN)/ruff check kg tests ontology
	$(BIN)/mypy
	$(BIN)/pytest

score: $(VENV)/.ready
	$(BIN)/python tests/score.py

bench: $(VENV)/.ready
	$(BIN)/python tests/bench.py

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) graph build dist

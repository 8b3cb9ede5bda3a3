# The two commands of the README, and the checks they are made of.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
# Processes that share the tests, each with its own stores; a server given by NEO4J_URI is for one.
WORKERS ?= $(if $(NEO4J_URI),1,2)
# Both names: pip before 25.3 reads the first for isolated builds too, later ones the second.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_BUILD_CONSTRAINT := $(CURDIR)/constraints.txt
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet

.PHONY: demo test lint unit clean

demo: $(VENV)/.app  ## sample data in, rings out, view and bundle written
	$(BIN)/ringleader demo --directory $(DEMO)

test: $(VENV)/.test lint unit  ## everything that must pass before a change lands

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.test
	$(BIN)/pytest $(if $(filter-out 1,$(WORKERS)),-n $(WORKERS) --dist loadfile --no-loadscope-reorder) $(PYTEST_ARGS)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Ringleader needs Python 3.11 or newer; set PYTHON=... to one."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Ringleader into $(VENV) (about a minute the first time) ..."
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Ringleader and its test tools into $(VENV) ..."
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.app

clean:  ## remove what was made here; data directories named by you are left alone
	rm -rf $(VENV) $(DEMO) build *.egg-info

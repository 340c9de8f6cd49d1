# duban: `make demo` opens the demo, `make test` checks everything. Both set up .venv here by themselves; nothing leaves this folder.

PYTHON ?= python3
BIN := .venv/bin
# A virtual environment is bound to its folder and its Python: moved, copied or orphaned, it is made anew.
PLACE := $(shell $(BIN)/python -c pass 2>/dev/null && cat .venv/.place 2>/dev/null)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install -c requirements.lock

.PHONY: demo test bench torture mutations pictures lock clean
.SUFFIXES:

demo: .venv/.runtime ## the dashboard on sample data, in a store that is thrown away
	@$(BIN)/duban demo

test: .venv/.dev ## style, types, directions of imports, the suite
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Run: $(BIN)/ruff format"; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest

bench: .venv/.dev ## speed beside a bare Textual app and a bare python
	@PYTHONPATH=tests $(BIN)/python -m benchmarks

torture: .venv/.dev ## ten thousand killed writers, power cuts, eight writers at once: what was lost (a quarter of an hour)
	@PYTHONPATH=.:tests $(BIN)/python tests/torture.py $(if $(SEED),--seed $(SEED))

mutations: .venv/.dev ## ten thousand damaged stores: what every command says of them (half an hour)
	@PYTHONPATH=.:tests $(BIN)/python tests/mutations.py $(if $(SEED),--seed $(SEED))

pictures: .venv/.dev ## accept what the screens and the golden files look like now
	@$(BIN)/pytest -n 0 --snapshot-update -m pictures

lock: ## the newest allowed version of everything into requirements.lock (run it on the oldest Python)
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check -qq install -e '.[dev]'
	@{ sed '/^$$/q' requirements.lock; build/lock/bin/python -m pip freeze --exclude-editable; } > build/requirements.lock
	@mv build/requirements.lock requirements.lock && rm -rf build/lock

clean: ## everything that was made here
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache snapshot_report.html
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

ifneq ($(PLACE),$(CURDIR))
.PHONY: .venv/.place
endif

.venv/.place:
	@command -v $(PYTHON) >/dev/null || { echo "duban needs Python 3.11 or newer: $(PYTHON) was not found." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "duban needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1). With a newer one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once, about a minute)"
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@printf '%s\n' '$(CURDIR)' > $@

.venv/.runtime: .venv/.place pyproject.toml requirements.lock
	@$(PIP) -e . || { echo "The packages could not be installed: a package index must be reachable this once." >&2; exit 1; }
	@touch $@

.venv/.dev: .venv/.place pyproject.toml requirements.lock
	@$(PIP) -e '.[dev]' || { echo "The packages could not be installed: a package index must be reachable this once." >&2; exit 1; }
	@touch $@ .venv/.runtime

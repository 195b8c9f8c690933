# Two commands need nothing but Python 3.11 or newer and make:  make report  and  make test.
PYTHON ?= python3
VENV := .venv
LAB := .venv-lab
BENCH := .venv-bench
BIN := $(VENV)/bin
PIP_FLAGS := --quiet --no-compile --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup report test test-slow lab lint lock bench clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/ready ## create .venv from the lock; the command is then .venv/bin/bpfanalysis

report: $(VENV)/ready ## run everything on the real data; write figures and site/index.html
	$(BIN)/bpfanalysis run

test: $(VENV)/ready ## run the tests (minutes)
	$(BIN)/python -m pytest -q

test-slow: $(VENV)/ready ## run the slow tests and those that need a browser
	$(BIN)/python -m pytest -q -m "slow or browser"

lab: $(LAB)/ready ## open the notebooks in JupyterLab
	$(LAB)/bin/jupyter lab notebooks

lint: $(VENV)/ready ## check style and types
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy

bench: $(BENCH)/ready ## measure speed beside other packages (minutes); prints ratios
	$(BENCH)/bin/python -m benchmarks --full

lock: ## renew the lock files (needs uv)
	uv pip compile pyproject.toml $(LOCK_FLAGS) --extra dev -o requirements.lock
	uv pip compile pyproject.toml $(LOCK_FLAGS) --extra dev --extra lab -c requirements.lock -o requirements-lab.lock
	uv pip compile pyproject.toml $(LOCK_FLAGS) --extra dev --extra scale -c requirements.lock -o requirements-scale.lock
	uv pip compile pyproject.toml $(LOCK_FLAGS) --extra dev --extra scale --extra bench -c requirements-scale.lock -o requirements-bench.lock
LOCK_FLAGS := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

clean: ## remove what can be made again (environments, state, site); results stay
	rm -rf $(VENV) $(LAB) $(BENCH) .bpfanalysis site .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist

# Compiling at set-up: where an installer or the environment leaves bytecode out, every process
# would compile every import again.
define make-environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one:  make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(1)
	$(1)/bin/python -m pip install $(PIP_FLAGS) --require-hashes -r $(2)
	$(1)/bin/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --editable .
	$(1)/bin/python -m compileall -q -j 0 $(1)/lib src || true
	touch $(1)/ready
endef

$(VENV)/ready: requirements.lock pyproject.toml
	$(call make-environment,$(VENV),requirements.lock)

$(LAB)/ready: requirements-lab.lock pyproject.toml
	$(call make-environment,$(LAB),requirements-lab.lock)

$(BENCH)/ready: requirements-bench.lock pyproject.toml
	$(call make-environment,$(BENCH),requirements-bench.lock)

# All set-up happens here; Python 3.11 or later is all that has to be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := examples/regions/flevoland.yaml

.PHONY: demo test check soak bench clean

demo: $(VENV)/ready
	@$(BIN)/regiorules advise $(DEMO)

test: $(VENV)/ready check
	$(BIN)/python -m pytest -q -n auto

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: $(VENV)/ready
	REGIORULES_EXAMPLES=5000 $(BIN)/python -m pytest -q -n auto tests/test_differential.py tests/test_properties.py

bench: $(VENV)/ready
	$(BIN)/python benchmarks/yardstick.py

# durable-rules is compiled at install: where that fails the project works without it, and says so.
$(VENV)/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo 'Python 3.11 or later is needed: make PYTHON=python3.11'; exit 1)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@VIRTUAL_ENV= $(BIN)/uv sync --quiet --no-progress --python $(BIN)/python --extra durable --inexact \
	  || (echo 'durable-rules could not be built; going on with the compiled executor only' >&2 \
	      && VIRTUAL_ENV= $(BIN)/uv sync --quiet --no-progress --python $(BIN)/python --inexact)
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# All set-up happens here; Python 3.11 or later is all that has to be there, with the versions in constraints.txt.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOAK_SECONDS := 1200
PARTS :=
BENCH := --write
# What is compiled is kept, also where an environment says not to: the tests start many processes, each in half of the time.
export PYTHONDONTWRITEBYTECODE :=
DEMO := examples/regions/flevoland.yaml

INSTALL := VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-progress --group dev \
  --constraint constraints.txt --build-constraint constraints.txt

.PHONY: demo shell test check docs picture sbom soak coverage bench constraints clean

demo: $(VENV)/ready
	@$(BIN)/regiorules advise $(DEMO)
	@printf '\n%s\n%s\n' 'Verder: $(BIN)/regiorules explain $(DEMO) via_subregional' \
	  'Of open een schil waarin regiorules een opdracht is: make shell' >&2

shell: $(VENV)/ready
	@echo 'regiorules is hier een opdracht; exit brengt u terug' >&2
	@PATH="$(abspath $(BIN)):$$PATH" VIRTUAL_ENV="$(abspath $(VENV))" $${SHELL:-sh}

# A part of the examples of the property tests, the same every time (Hypothesis does so where CI is set); `make soak` tries all,
# and new ones. One process more than there are processors, as many tests wait for a process of their own.
test: $(VENV)/ready check
	CI=1 REGIORULES_ONE_IN=6 PYTEST_XDIST_AUTO_NUM_WORKERS=$$(($$(getconf _NPROCESSORS_ONLN) + 1)) $(BIN)/python -m pytest -q -n auto --dist worksteal

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/regiorules check core werkcentra $(wildcard plugins/*/src/*/ruleset)

# The site, in the folder site/: the pages of docs/, and the rule sets as books; a link that leads nowhere stops it.
docs: $(VENV)/ready
	@$(INSTALL) --group docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo 'site/index.html'

# docs/report.png, for the README: the report of an example as a browser shows it.
picture: $(VENV)/ready
	$(BIN)/python docs/report.py

# What is installed to run it, with versions and licences, in the form of CycloneDX.
sbom: $(VENV)/ready
	@$(INSTALL) --group sbom
	@mkdir -p build
	$(BIN)/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml --output-file build/sbom.json $(VENV)

# What takes longer than `make test`, and new cases each time; what fails or is skipped is said at the end, and the figures
# stand in docs/trust.md.
soak: $(VENV)/ready
	@$(INSTALL) --group soak --group sbom || echo 'not all of the soak could be installed; going on with what is there' >&2
	$(BIN)/python -m soak $(PARTS) --seconds $(SOAK_SECONDS)

# What the tests run of the package, line by line and branch by branch.
coverage: $(VENV)/ready
	@$(INSTALL) --group soak
	@mkdir -p build/coverage
	CI=1 REGIORULES_ONE_IN=5 $(BIN)/python -m pytest -q -n auto --cov \
	  --cov-report=json:build/coverage/coverage.json --cov-report=term:skip-covered; code=$$?; $(BIN)/python -m soak.page; exit $$code

# All figures of docs/performance.md, in about five minutes; `make bench BENCH=` only prints them, and `BENCH='--write --full'`
# measures for hours. A peer that can't be installed is said to be absent.
bench: $(VENV)/ready
	@$(INSTALL) --group bench || echo 'not all peers could be installed; going on with those that are' >&2
	$(BIN)/python -m benchmarks.performance $(BENCH)
	PYTHONPATH=plugins/regiorules-friesland/src $(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.partly
	$(BIN)/python -m benchmarks.sessions
	PYTHONPATH=plugins/regiorules-web/src $(BIN)/python -m benchmarks.service

# durable-rules is compiled at install: where that fails the project works without it, and says so.  The flag maps a call that
# Python 3.13 removed.
$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo 'Python 3.11 or later is needed: make PYTHON=python3.11'; exit 1)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt uv
	@CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject $(INSTALL) --editable '.[spreadsheet]' durable-rules==2.0.28 \
	  || (echo 'durable-rules could not be built; going on with the compiled executor only' >&2 \
	      && $(INSTALL) --editable '.[spreadsheet]')
	@touch $@

# The newest versions that go together, for every Python and system; run the tests, then keep the file.
constraints: $(VENV)/ready
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-annotate \
	  --all-extras $(foreach group,dev bench build docs sbom soak,--group pyproject.toml:$(group)) --no-emit-package regiorules --no-emit-package regiorules-docx \
	  --custom-compile-command 'make constraints' --output-file constraints.txt pyproject.toml $(wildcard plugins/*/pyproject.toml)

clean:
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

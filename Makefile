# Two commands do all: `make warehouse` and `make test`. Nothing needs the net once installed.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: warehouse test mutants lint format lock dev samples dictionary schemas examples docs-screens clean

warehouse: $(STAMP)
	$(BIN)/gongkai run --strict

# byte code is kept also where the environment says otherwise: dozens of processes import the same
test: export PYTHONDONTWRITEBYTECODE =
test: $(STAMP)
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

# changes lines of the core one at a time and looks whether a test notices; an hour, so not in CI
mutants: $(STAMP)
	nice $(BIN)/python -m benchmarks.code_mutants

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# dagster dev: the asset graph in a browser; its state stays in .dagster/
dev: $(STAMP)
	mkdir -p .dagster
	DAGSTER_HOME="$(CURDIR)" $(BIN)/dagster dev

samples: $(STAMP)
	$(BIN)/python -m tests.typesetter

dictionary: $(STAMP)
	$(BIN)/python -m pipelines.load.dictionary

# JSON schemas of the YAML files, for editors
schemas: $(STAMP)
	$(BIN)/python -m tests.yaml_schemas

examples: $(STAMP)
	$(BIN)/python -m tests.examples_page

# the pictures of a terminal in docs/screens, from the warehouse that `make warehouse` built
docs-screens: $(STAMP)
	$(BIN)/python -m tests.screens warehouse/build

lock:
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --no-strip-extras --extra dev pyproject.toml -o requirements.lock

# what was taken in may have no other copy: documents stay
clean:
	rm -rf .dagster
	[ ! -d warehouse/build ] || find warehouse/build -mindepth 1 -maxdepth 1 ! -name documents -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "gongkai needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

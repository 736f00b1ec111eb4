# The words that everyone needs: demo, test, lint, bench, docs, clean.
# Nothing here touches your own Python: everything happens in .venv, made from PYTHON on first use.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_INDEX := .cache/demo.index

.PHONY: demo test lint bench docs tables clean lock fuzz audit released
.DEFAULT_GOAL := test

# One stamp a set of packages: made again only when the lock file or the project's own description changes.
# A lock names every package there is, so pip looks for no others: it would find those newer than the lock.
$(VENV)/core.stamp: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/core.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/core.stamp  ## Index the sample pages and answer a lay person's question.
	@mkdir -p .cache
	@$(BIN)/law4u-index --index $(DEMO_INDEX) update corpus
	@$(BIN)/law4u-index --index $(DEMO_INDEX) search --limit 3 "can my landlord keep my deposit?"

lint: $(VENV)/dev.stamp  ## Style, types, spelling.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/codespell

test: lint  ## Style, types, and every test, with branch coverage.
	@$(BIN)/python -m pytest -n 2 --cov --cov-fail-under=95

bench: $(VENV)/dev.stamp  ## Time the engine against its peers; tables and plots into docs/.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock
	@$(BIN)/python -m benchmarks

docs: $(VENV)/dev.stamp  ## Make again all that the docs quote from real runs.
	@$(BIN)/python -m docs.build

tables: $(VENV)/core.stamp  ## Lay out the law's CSV files anew for look-ups, after a change of any of them.
	@$(BIN)/python -m law4u_index.law.compile
	@$(BIN)/python -m law4u_index.search.compile

FUZZ_SECONDS ?= 600
fuzz: $(VENV)/dev.stamp  ## Fuzz each target for FUZZ_SECONDS with atheris (Linux, Python 3.11 or newer).
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-fuzz.lock
	@for target in $$($(BIN)/python -m tests.fuzz.targets); do \
		$(BIN)/python -m tests.fuzz $$target --seconds $(FUZZ_SECONDS) || exit 1; done

audit: $(VENV)/dev.stamp  ## Ask the Python advisory database about every pinned package (needs the network).
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-audit.lock
	@for lock in requirements*.lock; do \
		echo "$$lock:" && $(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r $$lock || exit 1; done

released: $(VENV)/core.stamp  ## Keep a small index of this release in tests/data, for those after it to read.
	@$(BIN)/python -m tests.released

lock:  ## Pin every package again (needs uv).
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.10 \
		pyproject.toml requirements-build.in -o requirements.lock
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.10 \
		--extra dev -c requirements.lock pyproject.toml requirements-build.in -o requirements-dev.lock
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.10 \
		--extra bench -c requirements-dev.lock pyproject.toml -o requirements-bench.lock
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.10 \
		--extra fuzz -c requirements-dev.lock pyproject.toml -o requirements-fuzz.lock
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.10 \
		--extra audit -c requirements-dev.lock pyproject.toml -o requirements-audit.lock

clean:  ## Remove all that was made.
	@rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Everything runs in .venv, which each goal sets up when it is missing or pyproject.toml has changed.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bench fuzz readme clean

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	$(BIN)/python -m compileall -q checker rules
	touch $@

demo: .venv/installed ## check the mini reviews in fixtures/ against their works, without a network
	@$(BIN)/citeproof check fixtures/mini-review/review.md --works fixtures/mini-review/works.jsonl --offline --exit-zero
	@$(BIN)/citeproof check fixtures/claims/review.md --exit-zero

test: .venv/installed ## run the tests
	$(BIN)/python -m pytest

lint: .venv/installed ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	MYPYPATH=benchmarks $(BIN)/mypy --strict benchmarks
	$(BIN)/lint-imports

fuzz: .venv/installed ## fuzz the reader of one format: make fuzz READER=latex MINUTES=20
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz
	$(BIN)/python -m tests.fuzz $(READER) --minutes $(or $(MINUTES),20)

readme: .venv/installed ## write the generated parts of README.md
	$(BIN)/python -m tests.readme_sections

bench: .venv/installed ## measure speed (see benchmarks/)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv build dist

# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
SERVE ?= yes
BIN := .venv/bin
DOCS := README.md docs/commands.md nlp/training/DATASHEET.md
INSTALLED := .venv/.installed

.PHONY: demo test lint types contracts docs tests benchmark soak accuracy fix lock clean

demo: $(INSTALLED)
ifeq ($(SERVE),no)
	$(BIN)/cms-tracker demo --no-serve
else
	$(BIN)/cms-tracker demo --serve
endif

test: lint types contracts docs tests

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/basedpyright

contracts: $(INSTALLED)
	$(BIN)/lint-imports

docs: $(INSTALLED)
	$(BIN)/cog --check -r $(DOCS)

tests: $(INSTALLED)
	$(BIN)/python -m pytest -q

# The analysis against spaCy's own pipeline in one run, and how time and memory grow: a quarter of an hour.
benchmark: $(INSTALLED)
	$(BIN)/python tests/benchmark/words_per_second.py --real ../shared/real/parlparse --growth 1000,10000,100000

# Long: kills at random moments, every address failing once, faults at random, what runs ask for, many questions.
soak: $(INSTALLED)
	$(BIN)/python tests/soak/random_kills.py --runs 200 --seed 1
	$(BIN)/python tests/soak/single_faults.py
	$(BIN)/python tests/soak/random_faults.py
	$(BIN)/python tests/soak/requests_made.py
	$(BIN)/python tests/soak/rows_per_second.py --questions 100000

# After training sentences, rules or labels have changed: train, measure and record anew, some ten minutes.
accuracy: $(INSTALLED)
	$(if $(GOLD),,$(error name the labelled documents: make accuracy GOLD=gold.jsonl))
	$(BIN)/python -m nlp.train
	$(BIN)/cms-tracker evaluate $(GOLD) --curve --record docs/evaluation.json
	$(BIN)/cog -r $(DOCS)

fix: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/cog -r $(DOCS)

# Versions and hashes for every supported Python; says nothing of where the packages come from.
lock:
	$(PYTHON) -m pip install --quiet uv
	$(PYTHON) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--upgrade --group dev pyproject.toml --output-file requirements.lock

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("cms-tracker needs Python 3.11 to 3.13; run: make PYTHON=python3.12 ..." if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $(INSTALLED)

clean:
	rm -rf .venv build dist data .pytest_cache .ruff_cache

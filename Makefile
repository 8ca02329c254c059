# The project's words. CI uses the same ones. Paths stay relative, so a folder with a space in its name works.
PYTHON ?= python3
PY := .venv/bin/python
STAMP := .venv/.installed

PAGE := src/visviva/web/static/index.html

.PHONY: demo web test check lint types contracts unit validate bench calibrate peers docs release format kernels clean
demo: $(STAMP)
	$(PY) -m visviva assess soyuz-tiangong --report soyuz-tiangong.html
	$(PY) -m visviva doctor --compile
	@echo
	@echo "The page is soyuz-tiangong.html. The program is .venv/bin/visviva; next, for example:"
	@echo "  .venv/bin/visviva studies"

# The page of `visviva web`, as it travels in the wheel; nothing else needs Node.js.
web: $(PAGE)

$(PAGE): $(shell find web -path web/node_modules -prune -o -type f -print) src/visviva/report/templates/style.css.j2
	cd web && npm ci --silent --no-audit --no-fund && npm run --silent types && npm run --silent build

# Types and contracts beside the tests: they need one core for a while, the tests wait for longer.
test: lint
	@$(MAKE) --no-print-directory -j2 -Otarget types contracts & beside=$$!; \
	$(MAKE) --no-print-directory unit; code=$$?; wait $$beside && exit $$code

$(STAMP): pyproject.toml constraints.txt
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

check: lint types contracts

lint: $(STAMP)
	$(PY) -m ruff check src tests benchmarks scripts examples
	$(PY) -m ruff format --check src tests benchmarks scripts examples

types: $(STAMP)
	$(PY) -m mypy

contracts: $(STAMP)
	.venv/bin/python -c "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

# Modules may be kept compiled: the tests start hundreds of processes.
unit: export PYTHONDONTWRITEBYTECODE :=
unit: $(STAMP)
	$(PY) -m pytest -n 2 -m "not slow"

validate: .venv/.oracles
	$(PY) -m pytest -n 2 -m "slow or oracle or not slow" --hypothesis-profile=long

# The manual and the reference as a site in site/; nothing in it asks another address.
docs: $(STAMP)
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	$(PY) scripts/build_docs.py

# Wheel and sdist; the wheel is tried away from the tree.
release: $(STAMP)
	$(PY) scripts/try_release.py

bench: .venv/.oracles
	$(PY) -m benchmarks

# The catalogue against the launches of history: docs/calibration.md.
calibrate: $(STAMP)
	$(PY) -m benchmarks.calibrate

# Other ascent optimisers, asked by benchmarks/launch_peers.py; they need another CasADi than ours.
peers: .venv-peers/.installed

.venv-peers/.installed: pyproject.toml
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -e '.[peers]'
	touch $@

.venv/.oracles: $(STAMP)
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,oracles]'
	touch $@

format: $(STAMP)
	$(PY) -m ruff check --fix src tests benchmarks scripts examples
	$(PY) -m ruff format src tests benchmarks scripts examples

# Frees the room that compiled kernels take; never needed for a right answer: the cache is keyed by the sources.
kernels: $(STAMP)
	$(PY) -m visviva.core.kernels.cache
	find src -name '*.nbi' -delete -o -name '*.nbc' -delete

clean:
	rm -rf .venv .venv-peers site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

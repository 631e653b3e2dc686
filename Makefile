# Every command of the project. `make run` and `make test` need nothing but Python 3.11, git and make:
# packaging/prepare.py fetches the rest, and does nothing when it is all there.

VENV ?= .venv
PYTHON ?= $(shell for p in python3.11 python3; do "$$p" -c "" 2>/dev/null && echo "$$p" && break; done)
ARGS ?=

PREPARE = @$(or $(PYTHON),python3.11) packaging/prepare.py --venv "$(VENV)"
PY := $(VENV)/bin/python
# A screen nobody sees, the size of a common office monitor, so that windows can be tested on any machine.
SCREEN := xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24"
# The tests read the same on a machine with any locale, and never meet the desktop's input method.
SAME := LC_ALL=C.UTF-8 TZ=Asia/Shanghai QT_IM_MODULE=
TESTING := $(SAME) $(SCREEN)
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--only-binary :all: --custom-compile-command "make lock" pyproject.toml requirements/pins.in $(ARGS)

.DEFAULT_GOAL := help
.PHONY: help run test check lint types format shots bench bundle lock lock-check clean ready

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: ## set up what is missing and open the window (ARGS="--data FILE")
	$(PREPARE) run
	@$(PY) -m branchdesk $(ARGS)

test: ready ## set up what is missing and run the tests (ARGS="-k name")
	$(if $(ARGS),$(TESTING) $(PY) -m pytest $(ARGS),$(SAME) $(PY) tests/side_by_side.py)

check: lint types test ## format, lint, types and tests: what a change must pass

lint: ready ## formatting and lint
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .

types: ready ## types, strictly
	$(PY) -m mypy
	$(PY) -m mypy packaging/*.py

format: ready ## put the code in its format
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

shots: ready ## a picture of every screen, in shots/
	$(TESTING) $(PY) tests/shots.py $(ARGS)

bench: ready ## how long things take with a full branch of records
	$(TESTING) $(PY) -m pytest -s tests/benchmarks -o python_files='bench_*.py' $(ARGS)

bundle: ## the release for this system, in dist/, tried where it will never lie (ARGS=--light, --only-test, --windows)
	$(PREPARE) bundle
	$(SCREEN) $(PY) packaging/build.py $(ARGS)

lock: ## resolve the lock anew from pyproject.toml and requirements/pins.in (needs uv; ARGS=--upgrade for newer ones)
	$(LOCK) -o requirements/run.txt
	$(LOCK) -c requirements/run.txt --extra dev -o requirements/dev.txt
	$(LOCK) -c requirements/run.txt --extra bundle -o requirements/bundle.txt
	@$(MAKE) --no-print-directory lock-check

# pynacl's wheel for glibc 2.34 stands in the lock beside the one for 2.28: pip takes the one that the machine can load.
lock-check: ## see that the lock has a wheel of everything for Windows, and Linux of glibc 2.28 and (arm64) 2.31 (needs uv)
	@for machine in x86_64-pc-windows-msvc x86_64-manylinux_2_28 aarch64-manylinux_2_31; do for set in dev bundle; do \
		uv pip compile --quiet --only-binary :all: --python-version 3.11 --python-platform $$machine \
			requirements/$$set.txt -o /dev/null && echo "$$machine: $$set resolves" || exit 1; done; done

clean: ## remove everything that was made here
	rm -rf build dist shots .mypy_cache .ruff_cache .pytest_cache .hypothesis
	$(if $(wildcard $(VENV)/.prepared),rm -rf "$(VENV)")
	find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	$(PREPARE) test

# One command for everything; `make help` lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000
# SERVE=0 builds the site and stops
SERVE ?= 1
# JOBS=N papers at once; default: one a core
JOBS ?=
# MkDocs prints a notice about its version 2, which this project does not use, at every build
export NO_MKDOCS_2_WARNING := 1

.PHONY: help setup site test check lint-code coverage workflows stress bench clean lock

help: ## List the commands
	@grep -hE '^[a-z%-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(BIN)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; name another with: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing locked requirements into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/.dev: requirements/dev.txt $(BIN)/.run
	@echo "Installing the tools for tests and checks …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

setup: $(BIN)/.dev ## Set up .venv with everything, for work on the project itself

site: $(BIN)/.run ## Bring every paper up to date, build the site and serve it (SERVE=0: only build)
	@$(BIN)/paper-notes build $(if $(JOBS),--jobs $(JOBS))
	@$(BIN)/mkdocs build --strict
ifneq ($(SERVE),0)
	@echo "The site is served at http://$(ADDRESS)/ (Ctrl-C ends it)"
	@$(BIN)/mkdocs serve --dev-addr $(ADDRESS)
endif

test: $(BIN)/.dev ## Run all tests, those in a real browser too
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m pytest

lint-code: $(BIN)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: lint-code test ## Everything that CI demands: ruff, mypy --strict, import-linter, tests

coverage: $(BIN)/.dev ## Measure which branches of library, pipeline and plugins the tests take: 95 % at least
	@$(BIN)/python -m benchmarks branches

workflows: $(BIN)/.dev ## Check the workflows, and run them on this machine against a stand-in for GitHub
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/actionlint -shellcheck $(BIN)/shellcheck
	@$(BIN)/zizmor --offline --persona=pedantic .
	@$(BIN)/python -m pytest tests/workflows -v

stress: $(BIN)/.dev ## Try to break it: damaged PDFs, kills, full disks, hostile text, a faulty API (SIZE=0.1: a tenth)
	@$(BIN)/python -m benchmarks.stress $(if $(SIZE),--size $(SIZE))

bench: $(BIN)/.dev ## Measure speed; tables on the screen, numbers in benchmarks/results/
	@$(BIN)/python -m benchmarks

bench-%: $(BIN)/.dev ## One of them: bench-figures, bench-model, bench-lint, bench-site, …
	@$(BIN)/python -m benchmarks $*

lock: ## Resolve the locked requirements anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --overrides requirements/overrides.txt --all-extras pyproject.toml requirements/build.in -o requirements/dev.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --overrides requirements/overrides.txt --overrides requirements/overrides-run.txt --extra generate --extra site -c requirements/dev.txt pyproject.toml requirements/build.in -o requirements/run.txt

clean: ## Remove what was built (not .venv)
	rm -rf site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache benchmarks/results

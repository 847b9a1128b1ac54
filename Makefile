# The two commands are `make demo` and `make check`; each does all the set-up it needs.
# What they do is in bin/, one script a command.

SHELL := /bin/bash
export PORT HOST DETACH TERRITORY_DATA UPGRADE N ONLY
.DEFAULT_GOAL := help
.PHONY: help demo stop check fix journeys bench official messages screens vendor lock

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-11s %s\n' "$$name" "$$text"; done

demo: ## set everything up and serve the map (PORT=8000, HOST=127.0.0.1, DETACH=1 for the background)
	@bin/demo

stop: ## stop what `make demo` started
	@bin/stop

check: ## set everything up and run every check, or some of them (ONLY="types contracts")
	@bin/check $(ONLY)

fix: ## format the code and mend what the linters can mend
	@bin/setup check
	@.venv/bin/ruff check --fix --exit-zero .
	@.venv/bin/ruff format .
	@PATH="$$PWD/.venv/bin:$$PATH" npm run --silent lint -- --fix

journeys: ## only the browser journeys
	@bin/check journeys

bench: ## the measurements of docs/performance.md, on a made-up country (N=1000000; takes minutes)
	@bin/bench $(ONLY)

official: ## download the official releases and import them over the demo data
	@bin/official

messages: ## collect new texts into the translation files and compile them
	@bin/setup check
	@.venv/bin/python bin/messages.py update

screens: ## take the pictures of docs/screens/ and the help from the demo that runs (ONLY=map,help)
	@bin/setup check
	@.venv/bin/python bin/screens.py

vendor: ## copy the front end's libraries from npm into the static files
	@bin/setup check
	@PATH="$$PWD/.venv/bin:$$PATH" npm run --silent vendor

lock: ## pin the newest allowed versions of all dependencies (UPGRADE=1), or just add new ones
	@bin/setup check
	@bin/lock

# Each target is one command of CONTRIBUTING.md.
.PHONY: install check test floors sample

install:
	pip install -e '.[dev]'

check:
	ruff format --check . && ruff check . && mypy && pytest -q

test:
	pytest -q

floors:
	python tests/quality/gate.py

sample:
	python tests/renew.py

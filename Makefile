# Comanda. Two commands matter: `make run` and `make test`.
.PHONY: help run test soak setup site watch bench screenshots fmt lint clean

help: ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Install what is missing, build, seed the demo restaurant, serve on 127.0.0.1:3000 (lan=1: to phones in this network)
	@scripts/run $(if $(lan),--listen 0.0.0.0:3000)

test: ## Everything CI checks: format, lints, licences, Rust tests on SQLite and PostgreSQL, browsers
	@scripts/test

soak: ## The long runs of the promises CI keeps short
	@scripts/soak

setup: ## Only install what is missing
	@scripts/setup

site: ## Only build what browsers download
	@scripts/build-site

watch: ## Build and serve again at every change
	@scripts/watch

bench: ## Measure (not part of the tests); figures are kept in docs/PERFORMANCE.md
	@scripts/bench $(if $(history),history=$(history))

screenshots: ## Take docs/screenshots anew
	@scripts/screenshots

fmt: ## Format
	@. scripts/lib.sh && cargo fmt --all

lint: ## Clippy, as strict as CI
	@. scripts/lib.sh && cargo clippy --workspace --all-targets -- -D warnings

clean: ## Remove what was built here (not the demo's data)
	@rm -rf target

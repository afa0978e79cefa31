# Two commands matter: `make run` (see it work) and `make test` (see that it is right).

BIN := .build/release/gateproof
BUNDLE := .build/debug/gateproofPackageTests.xctest
SOURCES := Package.swift $(shell find Sources -type f)

.PHONY: run test bench coverage format lint clean deps

run: $(BIN)
	@$(BIN) run --bench quick

# The bundle is run by itself where it is a program: `swift test` sometimes goes on waiting after the last test.
# One test at a time: many of them hold a thread while a socket or a process makes them wait.
test: deps
	@echo "==> swift build --build-tests (about two minutes on a new machine)"
	@swift build --build-tests
	@if [ -f $(BUNDLE) ]; then \
	    $(BUNDLE) --testing-library swift-testing --no-parallel --skip EndToEndTests && \
	    $(BUNDLE) --testing-library swift-testing --no-parallel --filter EndToEndTests; \
	else swift test --skip-build; fi

bench: $(BIN)
	@.ci/bench $(BIN)

# The page of what is tested; a test fails when it is stale.
coverage: $(BIN)
	@$(BIN) list --format markdown > suites/COVERAGE.md

format:
	@swift format format --in-place --recursive Sources Tests Package.swift

lint:
	@swift format lint --strict --recursive Sources Tests Package.swift

clean:
	@swift package clean

deps:
	@.ci/install-headers

$(BIN): $(SOURCES) | deps
	@echo "==> swift build -c release (a few minutes the first time)"
	@swift build -c release --product gateproof
	@touch $(BIN)

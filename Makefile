# Two commands matter: `make run` (see it work) and `make test` (see that it is right).

BIN := .build/release/gateproof
BUNDLE := .build/debug/gateproofPackageTests.xctest
SOURCES := Package.swift $(shell find Sources -type f)

.PHONY: run test bench format lint clean deps

run: $(BIN)
	@$(BIN) run --bench quick

# The bundle is run by itself where it is a program: `swift test` sometimes goes on waiting after the last test.
# The tests that start processes come last and alone, so that they take no time limit's seconds from the others.
test: deps
	@echo "==> swift build --build-tests (about two minutes on a new machine)"
	@swift build --build-tests
	@if [ -f $(BUNDLE) ]; then \
	    $(BUNDLE) --testing-library swift-testing --skip EndToEndTests && \
	    $(BUNDLE) --testing-library swift-testing --filter EndToEndTests; \
	else swift test --skip-build; fi

bench: $(BIN)
	@.ci/bench $(BIN)

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

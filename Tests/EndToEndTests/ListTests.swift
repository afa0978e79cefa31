import Foundation
import Testing

/// `gateproof list`, and the page that it writes.
@Suite struct ListTests {
    @Test func thePageOfCoverageIsFresh() throws {
        let page = try Binary.run(["list", "--format", "markdown"])
        let file = Binary.repository.appending(path: "suites/COVERAGE.md")
        #expect(page.status == 0)
        #expect(
            try String(contentsOf: file, encoding: .utf8) == page.output,
            "suites/COVERAGE.md is stale; `make coverage` writes it anew")
    }

    @Test func everyRequirementWithoutACaseSaysWhy() throws {
        let outcome = try Binary.run(["list", "--uncovered"])
        #expect(outcome.status == 0)
        #expect(!outcome.output.contains("no case yet"), "\(outcome.output)")
    }
}

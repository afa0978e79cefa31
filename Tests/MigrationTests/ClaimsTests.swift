import Foundation
import Suites
import Testing

@testable import Migration

struct ClaimsTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The measured column changes with every result; the rest of the page must be what the files say.
    @Test func thePageIsNotStale() throws {
        let library = try Library.load(suites: Self.root + "/suites", mockProviders: Self.root + "/mock-providers")
        let tables = try MigrationFiles(suites: Self.root + "/suites").claims()
        let page = ClaimsPage(tables: tables, results: [], cases: library.cases.map(\.id))
        let text = try String(contentsOfFile: Self.root + "/results/CLAIMS.md", encoding: .utf8)
        for claim in tables.flatMap(\.claims) {
            // Counts of cases grow with the suites and say nothing about the claim.
            let row = Self.withoutCounts(String(ClaimsPage.line(page.fixed(claim)).dropLast(2)))
            #expect(
                Self.withoutCounts(text).contains(row),
                "\(claim.id): run `gateproof list claims --format markdown > results/CLAIMS.md`")
        }
        #expect(tables.flatMap(\.claims).count >= 40)
    }

    private static func withoutCounts(_ text: String) -> String {
        text.replacingOccurrences(of: " \\([0-9]+ cases?\\)", with: "", options: .regularExpression)
    }

    @Test func everySourceIsNamed() throws {
        let tables = try MigrationFiles(suites: Self.root + "/suites").claims()
        let known = Set(tables.flatMap(\.sources).map(\.id))
        for claim in tables.flatMap(\.claims) { #expect(known.isSuperset(of: claim.by), "\(claim.id)") }
        #expect(Set(tables.flatMap(\.claims).map(\.id)).count == tables.flatMap(\.claims).count)
    }
}

import Foundation
import Suites
import Testing

/// Files with mistakes in `Goldens/invalid`, and beside each the errors that a person is shown.
///
/// After a wanted change, `GATEPROOF_RECORD=1 swift test --filter GoldenTests` writes them anew; read the difference.
struct GoldenTests {
    private static let folder = Shipped.root + "/Tests/SuitesTests/Goldens/invalid"

    private static let checks: [String: KnownCheck] = [
        "stream.fold-equal": KnownCheck(requirement: "SSE-001"),
        "stream.comments": KnownCheck(requirement: "SSE-002"),
        "attempts.count": KnownCheck(parameters: ["primary", "backup"], requirement: "SSE-001"),
    ]

    private static let found = Dictionary(
        grouping: Library.lint(
            suites: folder + "/suites", mockProviders: folder + "/mock-providers", knownChecks: checks),
        by: \.location.file)

    private static let files: [String] = {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    @Test(arguments: files) func mistakesAreShown(file: String) throws {
        let path = Self.folder + "/" + file
        let golden = path.replacing(".yaml", with: ".txt")
        let text = (Self.found[path] ?? []).map { $0.description + "\n" }.joined()
            .replacing(Self.folder + "/", with: "")
        if ProcessInfo.processInfo.environment["GATEPROOF_RECORD"] != nil {
            if text.isEmpty {
                try? FileManager.default.removeItem(atPath: golden)
            } else {
                try text.write(toFile: golden, atomically: true, encoding: .utf8)
            }
        }
        let expected = FileManager.default.contents(atPath: golden).map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(text == expected)
    }

    @Test func thereAreManyKinds() {
        #expect(Self.found.count >= 30)
    }
}

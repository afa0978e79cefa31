import Checks
import Foundation
import Testing

/// A file with a check or a probe that the catalogue forgets would never run.
@Suite struct CatalogFolderTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Checks")

    private static func sources() throws -> [String] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try paths.filter { $0.hasSuffix(".swift") && $0.contains("/") }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }

    private static func declared(as type: String) throws -> [String] {
        let declaration = try Regex(
            "package static let \\w+ = \(type)\\(\\s*id: \"([^\"]+)\"", as: (Substring, Substring).self)
        return try sources().flatMap { $0.matches(of: declaration).map { String($0.1) } }.sorted()
    }

    @Test func everyCheckIsListed() throws {
        let declared = try Self.declared(as: "Check")
        #expect(declared == Catalog.all.map(\.id))
        #expect(declared.count > 100)
    }

    @Test func everyProbeIsListed() throws {
        #expect(try Self.declared(as: "PropertyProbe") == Catalog.properties.map(\.id))
    }
}

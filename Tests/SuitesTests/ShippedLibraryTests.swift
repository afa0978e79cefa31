import Foundation
import Suites
import Testing

/// The folders that the package ships.
enum Shipped {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let suites = root + "/suites"
    static let mockProviders = root + "/mock-providers"
}

@Test func shippedFilesHoldNoMistake() {
    let found = Library.lint(suites: Shipped.suites, mockProviders: Shipped.mockProviders)
    let text = found.map(\.description).joined(separator: "\n").replacing(Shipped.root + "/", with: "")
    #expect(found.isEmpty, "\n\(text)")
}

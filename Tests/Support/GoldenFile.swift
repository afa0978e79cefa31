internal import Foundation
package import Testing

/// A text that is compared with a file in the folder `Goldens` beside the test.
///
/// With `GATEPROOF_RECORD=1` in the environment the file is written instead, and the test fails so that nobody
/// takes a recording for a pass.
package struct GoldenFile {
    private let path: String

    /// Names the golden of a test; `beside` is the test's own file.
    package init(_ name: String, beside test: String = #filePath) {
        let folder = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Goldens")
        path = folder.appendingPathComponent(name).path
    }

    /// The recorded text.
    package func read() throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    /// Records an issue unless the text equals the file.
    package func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["GATEPROOF_RECORD"] == "1" {
            try record(text, sourceLocation)
        } else if let golden = try? read() {
            let difference = Self.difference(golden, text)
            if let difference { Issue.record("\(path): \(difference)", sourceLocation: sourceLocation) }
        } else {
            Issue.record("\(path) is missing; record it with GATEPROOF_RECORD=1", sourceLocation: sourceLocation)
        }
    }

    private func record(_ text: String, _ sourceLocation: SourceLocation) throws {
        guard (try? read()) != text else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        Issue.record(
            "recorded \(path); read it, then run again without GATEPROOF_RECORD", sourceLocation: sourceLocation)
    }

    /// The first line that differs; bytes count, so composed and decomposed letters are not the same.
    package static func difference(_ golden: String, _ text: String) -> String? {
        guard Array(golden.utf8) != Array(text.utf8) else { return nil }
        let old = golden.utf8.split(separator: 10, omittingEmptySubsequences: false).map { String(Substring($0)) }
        let new = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { String(Substring($0)) }
        let line = zip(old, new).enumerated().first { !$1.0.utf8.elementsEqual($1.1.utf8) }?.offset
        let index = line ?? min(old.count, new.count)
        let shown = { (lines: [String]) in index < lines.count ? "\"\(lines[index].prefix(300))\"" : "nothing" }
        return "line \(index + 1): expected \(shown(old)), got \(shown(new))"
    }
}

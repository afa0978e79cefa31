#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The text of a file that a person wrote, with the name by which errors call it.
package struct SourceFile: Sendable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Reads a file; throws a diagnostic when that fails or when it is no UTF-8 of at most 4 MiB.
    package static func read(_ path: String, name: String? = nil) throws(Diagnostic) -> SourceFile {
        let name = name ?? path
        let start = SourceLocation(file: name, line: 1, column: 1)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Diagnostic(location: start, message: "the file cannot be read")
        }
        guard data.count <= 4 << 20 else {
            throw Diagnostic(location: start, message: "the file is larger than 4 MiB")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Diagnostic(location: start, message: "the file is not UTF-8 text")
        }
        return SourceFile(name: name, text: text)
    }

    /// The line with that number, counted from 1; nil outside the file.
    package func line(_ number: Int) -> String? {
        var rest = text.utf8[...]
        for _ in 1..<max(number, 1) {
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
        return Substring(line).description
    }

    func location(_ place: Place) -> SourceLocation {
        SourceLocation(file: name, line: place.line, column: place.column)
    }
}

/// A line and a column of one file, counted from 1; columns count Unicode scalars.
struct Place: Sendable, Equatable {
    var line: Int
    var column: Int
}

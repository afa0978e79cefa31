/// A pattern on the command line that no case matches.
package struct NothingSelected: Error, Sendable, Equatable, CustomStringConvertible {
    package var pattern: String
    /// The suite or case most like it.
    package var nearest: String?

    package var description: String {
        "no case matches `\(pattern)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
    }
}

extension Library {
    /// The cases that match any of the patterns, in stable order; all cases when there is no pattern.
    ///
    /// A pattern is an id, the beginning of ids up to a dot (`stream`, `stream.framing`), or a glob with `*` and `?`.
    package func select(_ patterns: [String]) throws(NothingSelected) -> [Case] {
        let all = cases
        guard !patterns.isEmpty else { return all }
        for pattern in patterns where !all.contains(where: { Glob.matches($0.id, pattern) }) {
            throw NothingSelected(pattern: pattern, nearest: suggestion(for: pattern))
        }
        return all.filter { subject in patterns.contains { Glob.matches(subject.id, $0) } }
    }

    private func suggestion(for pattern: String) -> String? {
        let areas = Set(suites.compactMap { $0.id.split(separator: ".").first.map(String.init) })
        let names = areas.union(suites.map(\.id)).union(cases.map(\.id))
        return Suites.nearest(to: String(pattern.filter { $0 != "*" && $0 != "?" }), in: names)
    }
}

/// Patterns over ids.
package enum Glob {
    /// Whether the id is the pattern, begins with it up to a dot, or matches its `*` and `?`.
    package static func matches(_ id: String, _ pattern: String) -> Bool {
        if id == pattern || id.hasPrefix(pattern + ".") { return true }
        guard pattern.contains("*") || pattern.contains("?") else { return false }
        return matches(Array(id.utf8)[...], Array(pattern.utf8)[...])
    }

    private static func matches(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var (text, pattern) = (text, pattern)
        var retry: (text: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
        while let byte = text.first {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (text, pattern)
            } else if let want = pattern.first, want == byte || want == UInt8(ascii: "?") {
                (text, pattern) = (text.dropFirst(), pattern.dropFirst())
            } else if let again = retry {
                text = again.text.dropFirst()
                pattern = again.pattern
                retry = (text, pattern)
            } else {
                return false
            }
        }
        return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

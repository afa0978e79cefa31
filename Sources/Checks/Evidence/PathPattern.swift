/// A JSON path with wildcards, such as `$.choices[*].message.*`; it matches a place and everything below it.
package struct PathPattern: Sendable, Equatable {
    private let steps: [String]

    package init(_ text: String) {
        steps = Self.steps(of: text)
    }

    /// Whether the pattern names the place or something above it.
    package func covers(_ path: String) -> Bool {
        let place = Self.steps(of: path)
        guard place.count >= steps.count else { return false }
        return zip(steps, place).allSatisfy { pattern, step in pattern == "*" || pattern == step }
    }

    /// Whether the place is above the pattern's own, such as `$.choices` for `$.choices[0].index`.
    package func isBelow(_ path: String) -> Bool {
        let place = Self.steps(of: path)
        guard place.count < steps.count else { return false }
        return zip(steps, place).allSatisfy { pattern, step in pattern == "*" || pattern == step }
    }

    /// The keys and indexes of a path, without its leading `$`; `["a.b"]` is the key `a.b`.
    package static func steps(of path: String) -> [String] {
        var steps: [String] = []
        var rest = path.hasPrefix("$") ? path.dropFirst() : path[...]
        while let first = rest.first {
            if rest.hasPrefix("[\"") {
                let body = rest.dropFirst(2)
                let end = body.firstRange(of: "\"]")
                steps.append(String(body[..<(end?.lowerBound ?? body.endIndex)]))
                rest = end.map { body[$0.upperBound...] } ?? ""
            } else if first == "[" {
                let body = rest.dropFirst()
                let end = body.firstIndex(of: "]")
                steps.append(String(body[..<(end ?? body.endIndex)]))
                rest = end.map { body[body.index(after: $0)...] } ?? ""
            } else {
                let body = first == "." ? rest.dropFirst() : rest
                let end = body.firstIndex { $0 == "." || $0 == "[" } ?? body.endIndex
                steps.append(String(body[..<end]))
                rest = body[end...]
            }
        }
        return steps
    }
}

package import Recordings
package import Suites
internal import Wire

/// Fields, headers and model names of recorded requests that only the present gateway knows.
package struct LockInScan: Sendable, Equatable {
    /// One thing that ties the client to its gateway.
    package struct Hit: Sendable, Equatable {
        /// `field`, `header` or `model`.
        package var kind: String
        package var name: String
        package var means: String
        package var instead: String
        /// Requests that use it.
        package var count: Int
        /// The first such requests, counted from 1.
        package var examples: [Int]
    }

    package var requests: Int
    package var hits: [Hit]

    /// Looks for the entries of one table that the other gateway's table does not have.
    package init(_ recording: Recording, table: LockInTable, target: LockInTable?) {
        requests = recording.requests.count
        hits = []
        scan(recording, "field", table.fields, target?.fields) { request, entry in
            guard let body = request.body.json else { return false }
            return Self.has(body, entry.pattern.split(separator: ".").map(String.init)[...])
        }
        scan(recording, "header", table.headers, target?.headers) { request, entry in
            request.fields.lines.contains { Glob.matches($0.name.lowercased(), entry.pattern.lowercased()) }
        }
        scan(recording, "model", table.models, target?.models) { request, entry in
            request.model.map { Glob.matches($0, entry.pattern) } ?? false
        }
    }

    private mutating func scan(
        _ recording: Recording, _ kind: String, _ entries: [LockInTable.Entry], _ known: [LockInTable.Entry]?,
        _ uses: (RecordedRequest, LockInTable.Entry) -> Bool
    ) {
        for entry in entries where !(known ?? []).contains(where: { $0.pattern == entry.pattern }) {
            let numbers = recording.requests.indices.filter { uses(recording.requests[$0], entry) }.map { $0 + 1 }
            guard !numbers.isEmpty else { continue }
            hits.append(
                Hit(
                    kind: kind, name: entry.pattern, means: entry.means, instead: entry.instead, count: numbers.count,
                    examples: Array(numbers.prefix(3))))
        }
    }

    /// Whether the path leads to a value; a list is looked through element by element.
    private static func has(_ json: JSON, _ path: ArraySlice<String>) -> Bool {
        guard let first = path.first else { return true }
        if let elements = json.elements { return elements.contains { has($0, path) } }
        return (json.members ?? []).contains { Glob.matches($0.key.string, first) && has($0.value, path.dropFirst()) }
    }
}

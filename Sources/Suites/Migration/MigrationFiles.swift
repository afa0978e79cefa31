#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The files about changing the gateway: `migration/` and `claims/` below the suites folder.
package struct MigrationFiles: Sendable {
    package var suites: String

    package init(suites: String) {
        self.suites = suites
    }

    /// The checklist; throws every mistake in it.
    package func checklist() throws(Mistakes) -> Checklist {
        try Self.value(of: readChecklist(), or: Checklist(groups: [], pairs: []))
    }

    /// The lock-in tables by gateway; throws every mistake in them.
    package func lockIn() throws(Mistakes) -> [String: LockInTable] {
        let read = readLockIn()
        let tables = try Self.value(of: (read.compactMap(\.value), read.flatMap(\.diagnostics)), or: [])
        return Dictionary(tables.map { ($0.gateway, $0) }) { first, _ in first }
    }

    /// The tables of claims, sorted by name; throws every mistake in them.
    package func claims() throws(Mistakes) -> [ClaimTable] {
        let read = readClaims()
        return try Self.value(of: (read.compactMap(\.value), read.flatMap(\.diagnostics)), or: [])
    }

    /// Every mistake, and patterns that match none of the cases.
    package func lint(cases: [String]) -> [Diagnostic] {
        let (checklist, claims) = (readChecklist(), readClaims())
        var found = checklist.diagnostics + readLockIn().flatMap(\.diagnostics) + claims.flatMap(\.diagnostics)
        for row in checklist.value?.groups.flatMap(\.rows) ?? [] {
            if case .cases(let patterns) = row.probe { found += Self.unmatched(patterns, cases, row.location) }
        }
        for claim in claims.compactMap(\.value).flatMap(\.claims) {
            found += Self.unmatched(claim.cases, cases, claim.location)
        }
        return found.inOrder
    }

    private static func unmatched(
        _ patterns: [String], _ cases: [String], _ location: SourceLocation
    ) -> [Diagnostic] {
        guard !cases.isEmpty else { return [] }
        return patterns.filter { pattern in !cases.contains { Glob.matches($0, pattern) } }.map {
            Diagnostic(
                location: location, message: "no case matches `\($0)`",
                hint: nearest(to: $0, in: cases).map { "did you mean `\($0)`?" })
        }
    }

    private static func value<Value>(
        of read: (value: Value?, diagnostics: [Diagnostic]), or fallback: Value
    ) throws(Mistakes) -> Value {
        let errors = read.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Mistakes(errors) }
        return read.value ?? fallback
    }

    private func readChecklist() -> (value: Checklist?, diagnostics: [Diagnostic]) {
        let path = suites + "/migration/checklist.yaml"
        guard FileManager.default.fileExists(atPath: path) else { return (nil, []) }
        return DocumentFile.read(path) { root, reader in ChecklistReader(reader: reader).read(root) }
    }

    private func readLockIn() -> [(value: LockInTable?, diagnostics: [Diagnostic])] {
        readAll(suites + "/migration/lock-in") { LockInReader(reader: $1).read($0, expected: $2) }
    }

    private func readClaims() -> [(value: ClaimTable?, diagnostics: [Diagnostic])] {
        readAll(suites + "/claims") { ClaimReader(reader: $1).read($0, expected: $2) }
    }

    private func readAll<Value>(
        _ folder: String, _ body: (YAMLNode, Reader, String) -> Value?
    ) -> [(value: Value?, diagnostics: [Diagnostic])] {
        let tree = FileTree(folder: folder)
        return (tree.yamlFiles() ?? []).map { path in
            DocumentFile.read(tree.path(path)) { root, reader in body(root, reader, path.withoutYAMLExtension) }
        }
    }
}

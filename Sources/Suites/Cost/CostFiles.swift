#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The price cards and workloads of a folder (`suites/prices`).
package struct CostFiles: Sendable {
    package var folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// Every card, by name; throws every mistake in them.
    package func cards() throws(Mistakes) -> [String: PriceCard] {
        let read = paths().filter { !$0.hasPrefix("workloads/") }.map { card($0) }
        let errors = read.flatMap(\.diagnostics).filter { $0.severity == .error }
        guard errors.isEmpty else { throw Mistakes(errors) }
        return Dictionary(read.compactMap(\.card).map { ($0.name, $0) }) { first, _ in first }
    }

    /// A workload from a file, or by the name of one in the folder.
    package func workload(_ name: String) throws(Mistakes) -> Workload {
        let isPath = name.contains("/") || name.withoutYAMLExtension != name
        let path = isPath ? name : FileTree(folder: folder).path("workloads/\(name).yaml")
        guard FileManager.default.fileExists(atPath: path) else { throw Mistakes([missing(name, path)]) }
        let (workload, diagnostics) = Self.workload(at: path)
        let errors = diagnostics.filter { $0.severity == .error }
        guard let workload, errors.isEmpty else { throw Mistakes(errors) }
        return workload
    }

    /// The names of the workloads of the folder, sorted.
    package func workloadNames() -> [String] {
        paths().filter { $0.hasPrefix("workloads/") }.map { String($0.dropFirst(10)).withoutYAMLExtension }
    }

    /// Every mistake of every file of the folder, and cards that a workload names but nobody wrote.
    package func lint() -> [Diagnostic] {
        let cards = paths().filter { !$0.hasPrefix("workloads/") }.map { card($0) }
        let names = Set(cards.compactMap(\.card?.name))
        let workloads = paths().filter { $0.hasPrefix("workloads/") }
            .map { Self.workload(at: FileTree(folder: folder).path($0)) }
        let unknown = workloads.compactMap(\.workload).flatMap { unknownCards($0, names) }
        return (cards.flatMap(\.diagnostics) + workloads.flatMap(\.diagnostics) + unknown).inOrder
    }

    private func unknownCards(_ workload: Workload, _ names: Set<String>) -> [Diagnostic] {
        var used = workload.cards + workload.published.map(\.card)
        used += workload.breakEvens.flatMap { [$0.cheaper, $0.than] }
        if case .model(_, let card) = workload.inference { used.append(card) }
        return used.filter { !names.contains($0) }.map { name in
            Diagnostic(
                location: workload.location, message: "the workload names the price card `\(name)`, which is not there",
                hint: nearest(to: name, in: names.sorted()).map { "did you mean `\($0)`?" })
        }
    }

    private func paths() -> [String] {
        FileTree(folder: folder).yamlFiles() ?? []
    }

    private func card(_ path: String) -> (card: PriceCard?, diagnostics: [Diagnostic]) {
        let read = DocumentFile.read(FileTree(folder: folder).path(path)) { root, reader in
            PriceCardReader(reader: reader).read(root, expected: path.withoutYAMLExtension)
        }
        return (read.value, read.diagnostics)
    }

    private static func workload(at path: String) -> (workload: Workload?, diagnostics: [Diagnostic]) {
        let name = (path.split(separator: "/").last.map(String.init) ?? path).withoutYAMLExtension
        let read = DocumentFile.read(path) { root, reader in WorkloadReader(reader: reader).read(root, name: name) }
        return (read.value, read.diagnostics)
    }

    private func missing(_ name: String, _ path: String) -> Diagnostic {
        let names = workloadNames()
        return Diagnostic(
            location: SourceLocation(file: path, line: 1, column: 1), message: "there is no workload `\(name)`",
            hint: nearest(to: name, in: names).map { "did you mean `\($0)`?" }
                ?? "name a file, or one of " + names.map { "`\($0)`" }.joined(separator: ", "))
    }
}

/// One YAML file read by one reader, with every mistake found on the way.
enum DocumentFile {
    static func read<Value>(
        _ path: String, _ body: (YAMLNode, Reader) -> Value?
    ) -> (value: Value?, diagnostics: [Diagnostic]) {
        do throws(Diagnostic) {
            let file = try SourceFile.read(path)
            let reader = Reader(file)
            guard let root = try YAMLParser.parse(file) else {
                reader.error(Place(line: 1, column: 1), "the file is empty")
                return (nil, reader.diagnostics)
            }
            let value = body(root, reader)
            return (value, reader.diagnostics)
        } catch {
            return (nil, [error])
        }
    }
}

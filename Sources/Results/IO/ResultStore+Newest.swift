internal import Foundation

extension ResultStore {
    /// The newest complete result of a target that has cases, with the newest figures of the same version put in.
    ///
    /// `bench` leaves files without cases beside those of `run`; a reader of both wants them as one. Figures alone are
    /// given where no case was played. Files that cannot be read are passed over.
    package func newest(of target: String, except left: Set<String> = []) -> RunResult? {
        let folder = folder(of: target)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let results = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") && !left.contains($0) }.sorted()
            .compactMap { try? ResultReader.read("\(folder)/\($0)") }
            .filter {
                $0.complete && Self.fileName($0.target.name, empty: "target") == Self.fileName(target, empty: "target")
            }
        return Self.joined(results)
    }

    /// One result out of several of one target.
    static func joined(_ results: [RunResult]) -> RunResult? {
        let measured = { (result: RunResult) in result.bench.contains(where: \.generator.valid) }
        let newest = { (some: [RunResult]) in some.max { $0.started < $1.started } }
        guard var best = newest(results.filter { !$0.cases.isEmpty }) else { return newest(results) }
        guard !measured(best) else { return best }
        let figures = results.filter { !$0.bench.isEmpty && $0.target.version == best.target.version }
        // Figures that are not to be quoted are kept where there are no others, for a reader to say so.
        if let found = newest(figures.filter(measured)) ?? newest(figures) { best.bench = found.bench }
        return best
    }
}

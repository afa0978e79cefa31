/// What is wrong with a result file, beyond what decoding it would tell.
package struct ResultAudit: Sendable {
    private let schema: JSONSchema

    /// - Parameter schema: the text of `suites/schema/result.json`.
    package init(schema: [UInt8], path: String, isStrict: Bool = false) throws(ResultError) {
        var parsed = JSONSchema(try JSONNode.parse(schema, path: path))
        parsed.isStrict = isStrict
        self.schema = parsed
    }

    /// Problems, each with its place; empty for a good file.
    ///
    /// What is no JSON at all is thrown.
    package func problems(in bytes: [UInt8], path: String) throws(ResultError) -> [String] {
        let problems = schema.problems(in: try JSONNode.parse(bytes, path: path))
        guard problems.isEmpty else { return problems }
        return Self.contradictions(try ResultReader.decode(bytes, path: path))
    }

    /// Members that say different things, or nothing.
    private static func contradictions(_ result: RunResult) -> [String] {
        twice(result.cases) + counts(result) + verdict(result) + histograms(result)
    }

    private static func twice(_ cases: [CaseRecord]) -> [String] {
        var seen: Set<String> = []
        return cases.enumerated().compactMap { index, item in
            seen.insert(item.id).inserted ? nil : "$.cases[\(index)].id: \(item.id) is there twice"
        }
    }

    private static func counts(_ result: RunResult) -> [String] {
        var problems: [String] = []
        let counted = Summary(cases: result.cases, strict: false, complete: result.complete).levels
        for level in Set(counted.keys).union(result.summary.levels.keys).sorted() {
            let (said, found) = (result.summary.levels[level] ?? [:], counted[level] ?? [:])
            for verdict in Set(said.keys).union(found.keys).sorted() where said[verdict] != found[verdict] {
                problems.append(
                    "$.summary.levels.\(level).\(verdict): says \(said[verdict] ?? 0), "
                        + "and the cases come to \(found[verdict] ?? 0)")
            }
        }
        return problems
    }

    /// Score and verdict are those of the cases, `--strict` or not.
    private static func verdict(_ result: RunResult) -> [String] {
        guard !result.cases.isEmpty else { return [] }
        let sums = [false, true].map { Summary(cases: result.cases, strict: $0, complete: result.complete) }
        let said = result.summary
        var problems: [String] = []
        if !sums.contains(where: { $0.score == said.score }) {
            problems.append("$.summary.score: says \(said.score), and the cases come to \(sums[0].score)")
        }
        if !sums.contains(where: { $0.verdict == said.verdict }) {
            problems.append("$.summary.verdict: says \(said.verdict), and the cases come to \(sums[0].verdict)")
        }
        return problems
    }

    private static func histograms(_ result: RunResult) -> [String] {
        var problems: [String] = []
        for (index, record) in result.bench.enumerated() {
            for (arm, metrics) in record.arms.sorted(by: { $0.key < $1.key }) {
                for (name, metric) in metrics.sorted(by: { $0.key < $1.key }) {
                    guard let text = metric.histogram else { continue }
                    do throws(HistogramCodec.Fault) {
                        _ = try HistogramCodec.decode(text)
                    } catch {
                        problems.append("$.bench[\(index)].arms.\(arm).\(name).histogram: \(error)")
                    }
                }
            }
        }
        return problems
    }
}

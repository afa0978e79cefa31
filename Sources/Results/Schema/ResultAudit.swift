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

    /// Members that say different things.
    private static func contradictions(_ result: RunResult) -> [String] {
        var problems: [String] = []
        let ids = result.cases.map(\.id)
        for (index, id) in ids.enumerated() where ids[..<index].last == id {
            problems.append("$.cases[\(index)].id: \(id) is there twice")
        }
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
}

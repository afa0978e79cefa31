/// Statements that somebody published about gateways, and what tests them (`suites/claims/*.yaml`).
package struct ClaimTable: Sendable, Equatable {
    package var name: String
    package var title: String
    package var claims: [Claim]
    /// Article → who wrote it and when.
    package var sources: [Source]

    package struct Source: Sendable, Equatable {
        package var id: String
        package var text: String
        /// Nil where the source has no date.
        package var date: Day?
    }
}

/// One statement.
package struct Claim: Sendable, Equatable {
    /// Such as `ST1`.
    package var id: String
    package var claim: String
    /// The sources that say so.
    package var by: [String]
    /// What contradicts it, or documents it now.
    package var facts: String
    /// Cases by id, beginning or glob.
    package var cases: [String]
    package var metrics: [String]
    package var properties: [String]
    /// Why it cannot be measured here; empty where it can.
    package var unmeasured: String
    /// How a live gateway would be asked.
    package var live: String
    package var location: SourceLocation
}

/// Reads a table of claims.
struct ClaimReader {
    static let keys = ["claims", "title", "rows", "sources"]
    static let rowKeys = ["id", "claim", "by", "facts", "cases", "metrics", "properties", "unmeasured", "live"]
    static let sourceKeys = ["id", "text", "date"]

    let reader: Reader

    func read(_ root: YAMLNode, expected: String) -> ClaimTable? {
        guard let fields = Fields(root, keys: Self.keys, of: "a table of claims", reader),
            let name = fields.required("claims", "a table of claims begins with `claims: \(expected)`")
        else { return nil }
        if let text = reader.string(name, of: "claims"), text != expected {
            reader.error(name.place, "the table calls itself `\(text.abbreviated)`, its file says `\(expected)`")
        }
        return ClaimTable(
            name: expected, title: fields.string("title") ?? expected,
            claims: (fields["rows"]?.elements ?? []).compactMap(claim),
            sources: (fields["sources"]?.elements ?? []).compactMap(source))
    }

    private func claim(_ node: YAMLNode) -> Claim? {
        guard let fields = Fields(node, keys: Self.rowKeys, of: "a claim", reader),
            fields.required("id", "such as ST1") != nil, fields.required("claim", "what was said") != nil,
            fields.required("by", "the sources that say so") != nil
        else { return nil }
        let tests = ["cases", "metrics", "properties", "unmeasured"].contains { fields.has($0) }
        if !tests {
            reader.error(node.place, "a claim needs `cases`, `metrics` or `properties`, or the reason in `unmeasured`")
        }
        return Claim(
            id: fields.string("id") ?? "", claim: fields.string("claim") ?? "", by: fields.strings("by") ?? [],
            facts: fields.string("facts") ?? "", cases: fields.strings("cases") ?? [],
            metrics: fields.strings("metrics") ?? [], properties: fields.strings("properties") ?? [],
            unmeasured: fields.string("unmeasured") ?? "", live: fields.string("live") ?? "",
            location: reader.file.location(node.place))
    }

    private func source(_ node: YAMLNode) -> ClaimTable.Source? {
        guard let fields = Fields(node, keys: Self.sourceKeys, of: "a source", reader) else { return nil }
        return ClaimTable.Source(
            id: fields.string("id") ?? "", text: fields.string("text") ?? "",
            date: fields["date"].flatMap { reader.day($0, of: "date") })
    }
}

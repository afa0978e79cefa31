/// Reads `suites/requirements.yaml`.
struct RequirementReader {
    static let fileKeys = ["requirements"]
    static let keys = ["level", "text", "sources", "uncovered"]

    let reader: Reader

    func read(_ root: YAMLNode) -> [Requirement] {
        guard let file = Fields(root, keys: Self.fileKeys, of: "the file of requirements", reader),
            let node = file.required("requirements", "a mapping from ids to requirements")
        else { return [] }
        guard let entries = node.entries else {
            reader.error(node.place, "`requirements` must be a mapping from ids to requirements, not \(node.kind)")
            return []
        }
        return entries.compactMap(requirement)
    }

    private func requirement(_ entry: YAMLNode.Entry) -> Requirement? {
        if !Self.isID(entry.key) {
            reader.error(
                entry.keyPlace, "`\(entry.key.abbreviated)` is no requirement id", hint: "write such as SSE-015")
        }
        guard let fields = Fields(entry.value, keys: Self.keys, of: "a requirement", reader) else { return nil }
        _ = fields.required("level", "write must, should or info")
        _ = fields.required("text", "the rule as one sentence")
        return Requirement(
            id: entry.key, level: fields.word("level", as: Level.self) ?? .must, text: fields.string("text") ?? "",
            sources: fields.strings("sources") ?? [], uncovered: fields.string("uncovered"))
    }

    /// Capital letters, a dash, digits.
    private static func isID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        return !parts[0].isEmpty && parts[0].utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
            && parts[1].utf8.count == 3 && parts[1].utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}

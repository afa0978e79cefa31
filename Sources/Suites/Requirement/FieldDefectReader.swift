/// Reads `suites/defects.yaml`: which cases find what was seen in the field.
struct FieldDefectReader {
    static let fileKeys = ["defects"]
    static let keys = ["star", "what", "thread", "cases", "none"]

    let reader: Reader
    /// The ids of all cases; a defect that names another is a mistake.
    let known: Set<String>

    func read(_ root: YAMLNode) -> [FieldDefect] {
        guard let file = Fields(root, keys: Self.fileKeys, of: "the file of defects", reader),
            let node = file.required("defects", "a mapping from ids to defects")
        else { return [] }
        guard let entries = node.entries else {
            reader.error(node.place, "`defects` must be a mapping from ids to defects, not \(node.kind)")
            return []
        }
        return entries.compactMap(defect)
    }

    private func defect(_ entry: YAMLNode.Entry) -> FieldDefect? {
        guard let fields = Fields(entry.value, keys: Self.keys, of: "a defect", reader) else { return nil }
        _ = fields.required("what", "what goes wrong, as one sentence")
        let cases = fields.strings("cases") ?? []
        for id in cases where !known.contains(id) {
            let near = nearest(to: id, in: known).map { "did you mean `\($0)`?" }
            reader.error(fields["cases"]?.place ?? entry.keyPlace, "there is no case `\(id.abbreviated)`", hint: near)
        }
        if cases.isEmpty != fields.has("none") {
            reader.error(
                entry.keyPlace, "a defect has either `cases` or `none`",
                hint: "`none` says in a sentence why no case looks for it")
        }
        return FieldDefect(
            id: entry.key, what: fields.string("what") ?? "", isStarred: fields.bool("star") ?? false,
            thread: fields.string("thread") ?? "", cases: cases, uncovered: fields.string("none"))
    }
}

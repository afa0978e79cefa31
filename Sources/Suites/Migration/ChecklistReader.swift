/// Reads the checklist of a migration.
struct ChecklistReader {
    static let keys = ["groups", "pairs"]
    static let groupKeys = ["id", "title", "rows"]
    static let rowKeys = ["id", "title", "must", "cases", "metric", "models", "features", "lock-in", "live", "person"]
    static let probeKeys = ["cases", "metric", "models", "features", "lock-in", "live", "person"]
    static let pairKeys = ["from", "to", "groups", "note"]

    let reader: Reader

    func read(_ root: YAMLNode) -> Checklist? {
        guard let fields = Fields(root, keys: Self.keys, of: "the checklist", reader),
            let node = fields.required("groups", "the list of groups of rows")
        else { return nil }
        let groups = (node.elements ?? []).compactMap(group)
        let pairs = (fields["pairs"]?.elements ?? []).compactMap { pair($0, known: groups.map(\.id)) }
        return Checklist(groups: groups, pairs: pairs)
    }

    private func group(_ node: YAMLNode) -> Checklist.Group? {
        guard let fields = Fields(node, keys: Self.groupKeys, of: "a group", reader),
            fields.required("id", "such as M2") != nil, let rows = fields.required("rows", "the rows of the report")
        else { return nil }
        return Checklist.Group(
            id: fields.string("id") ?? "", title: fields.string("title") ?? "",
            rows: (rows.elements ?? []).compactMap(row))
    }

    private func row(_ node: YAMLNode) -> Checklist.Row? {
        guard let fields = Fields(node, keys: Self.rowKeys, of: "a row", reader),
            fields.required("id", "such as M2.lockstep") != nil, fields.required("title", "what holds") != nil,
            let kind = fields.exactlyOne(of: Self.probeKeys)
        else { return nil }
        let probe: Checklist.Probe =
            switch kind {
            case "cases": .cases(fields.strings("cases") ?? [])
            case "metric": .metric(fields.string("metric") ?? "")
            case "models": .models
            case "features": .features
            case "lock-in": .lockIn
            case "live": .live(fields.string("live") ?? "")
            default: .person(fields.string("person") ?? "")
            }
        return Checklist.Row(
            id: fields.string("id") ?? "", title: fields.string("title") ?? "", isMust: fields.bool("must") ?? false,
            probe: probe, location: reader.file.location(node.place))
    }

    private func pair(_ node: YAMLNode, known: [String]) -> Checklist.Pair? {
        guard let fields = Fields(node, keys: Self.pairKeys, of: "a pair", reader) else { return nil }
        for element in fields["groups"]?.elements ?? [] {
            guard let id = element.text, !known.contains(id) else { continue }
            reader.unknown("group", id, at: element.place, known: known)
        }
        return Checklist.Pair(
            from: fields.string("from") ?? "any", to: fields.string("to") ?? "any",
            groups: fields.strings("groups") ?? [], note: fields.string("note") ?? "")
    }
}

/// Reads what only one gateway knows.
struct LockInReader {
    static let keys = ["gateway", "title", "fields", "headers", "models", "answers", "live-only"]
    static let entryKeys = ["name", "means", "instead"]

    let reader: Reader

    func read(_ root: YAMLNode, expected: String) -> LockInTable? {
        guard let fields = Fields(root, keys: Self.keys, of: "a lock-in table", reader),
            let name = fields.required("gateway", "a lock-in table begins with `gateway: \(expected)`")
        else { return nil }
        if let text = reader.string(name, of: "gateway"), text != expected {
            reader.error(name.place, "the table calls itself `\(text.abbreviated)`, its file says `\(expected)`")
        }
        return LockInTable(
            gateway: expected, title: fields.string("title") ?? expected, fields: entries(fields, "fields"),
            headers: entries(fields, "headers"), models: entries(fields, "models"),
            answers: entries(fields, "answers"), isLiveOnly: fields.bool("live-only") ?? false)
    }

    private func entries(_ fields: Fields, _ key: String) -> [LockInTable.Entry] {
        (fields[key]?.elements ?? []).compactMap { node in
            guard let inner = Fields(node, keys: Self.entryKeys, of: "an entry", reader),
                inner.required("name", "the field, header or model; `*` stands for anything") != nil,
                let name = inner.string("name")
            else { return nil }
            return LockInTable.Entry(
                pattern: name, means: inner.string("means") ?? "", instead: inner.string("instead") ?? "")
        }
    }
}

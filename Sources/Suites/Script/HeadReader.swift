internal import Wire

/// Reads `head:`: a word for the usual heads, a status, or all of its parts.
struct HeadReader {
    static let keys = ["status", "reason", "version", "headers", "without", "verbatim"]
    static let words = ["sse", "json"]

    let reader: Reader

    func head(_ node: YAMLNode) -> Step.Head? {
        switch node.text {
        case "sse": return Step.Head(fields: [HeaderField("content-type", "text/event-stream")])
        case "json": return Step.Head(fields: [HeaderField("content-type", "application/json")])
        case let word?:
            if word.first?.isNumber == true {
                return reader.int(node, of: "head", in: 200...999).map { Step.Head(status: $0) }
            }
            reader.unknown("head", word, at: node.place, known: Self.words)
            return nil
        case nil: return parts(node)
        }
    }

    private func parts(_ node: YAMLNode) -> Step.Head? {
        guard let fields = Fields(node, keys: Self.keys, of: "`head`", reader) else { return nil }
        if fields.has("verbatim") {
            for key in ["reason", "version", "headers", "without"] where fields.has(key) {
                reader.error(fields.place(key), "`verbatim` is the whole head; `\(key)` has no meaning beside it")
            }
        }
        return Step.Head(
            status: fields.int("status", in: 100...999) ?? 200, reason: fields.string("reason"),
            version: fields.string("version") ?? "HTTP/1.1", fields: fields["headers"].map(reader.headers) ?? [],
            verbatim: fields.string("verbatim").map { Array($0.utf8) }, without: fields.strings("without") ?? [])
    }
}

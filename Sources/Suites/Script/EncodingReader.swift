/// Reads `encode:` mappings, laid over an encoding.
struct EncodingReader {
    static let keys = [
        "line-end", "write", "framing", "chunk", "chunk-extension", "bom", "space", "multiline", "blank-lines", "pause",
    ]

    let reader: Reader

    func read(_ nodes: [YAMLNode], over encoding: Encoding) -> Encoding {
        nodes.reduce(encoding) { apply($1, to: $0) }
    }

    private func apply(_ node: YAMLNode, to encoding: Encoding) -> Encoding {
        guard let fields = Fields(node, keys: Self.keys, of: "`encode`", reader) else { return encoding }
        var result = encoding
        result.lineEnd = fields.word("line-end", as: Encoding.LineEnd.self) ?? result.lineEnd
        result.framing = fields.word("framing", as: Encoding.Framing.self) ?? result.framing
        result.write = fields["write"].flatMap(write) ?? result.write
        result.chunkBoundary = fields["chunk"].flatMap(boundary) ?? result.chunkBoundary
        result.chunkExtension = fields.string("chunk-extension") ?? result.chunkExtension
        result.bom = fields.bool("bom") ?? result.bom
        result.spaceAfterColon = fields.bool("space") ?? result.spaceAfterColon
        result.multiline = fields.bool("multiline") ?? result.multiline
        result.blankLines = fields.int("blank-lines", in: 0...100) ?? result.blankLines
        result.pauseMilliseconds = fields.milliseconds("pause") ?? result.pauseMilliseconds
        return result
    }

    private func write(_ node: YAMLNode) -> Encoding.Write? {
        switch node.text {
        case "event": return .event
        case "byte": return .byte
        case "whole": return .whole
        case let word?:
            reader.unknown("write", word, at: node.place, known: ["event", "byte", "whole", "{at: [17, 40]}"])
            return nil
        case nil: return cuts(node).map { .at($0) }
        }
    }

    private func cuts(_ node: YAMLNode) -> [Int]? {
        guard let fields = Fields(node, keys: ["at"], of: "`write`", reader),
            let list = fields.required("at", "write such as {at: [17, 40]}")
        else { return nil }
        guard let elements = list.elements, !elements.isEmpty else {
            reader.error(list.place, "`at` must be a list of payload offsets, not \(list.kind)")
            return nil
        }
        let offsets = elements.compactMap { reader.int($0, of: "at", in: 1...1_000_000_000) }
        guard zip(offsets, offsets.dropFirst()).allSatisfy(<) else {
            reader.error(list.place, "the offsets of `at` must rise")
            return nil
        }
        return offsets
    }

    private func boundary(_ node: YAMLNode) -> Encoding.ChunkBoundary? {
        if node.text == "write" { return .write }
        return reader.int(node, of: "chunk", in: 1...1_000_000_000).map { .every($0) }
    }
}

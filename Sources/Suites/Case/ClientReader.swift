internal import Wire

/// Reads `client:`: how the client behaves beside sending the request and reading the answer.
struct ClientReader {
    static let keys = ["abort", "reset", "read", "upload", "fresh", "raw"]
    static let abortKeys = ["after", "after-arrival", "after-events", "after-bytes"]
    static let readKeys = ["pause-after", "for", "bytes-per-second"]
    static let uploadKeys = ["chunked", "slow", "every"]

    let reader: Reader

    func read(_ node: YAMLNode) -> ClientBehaviour {
        guard let fields = Fields(node, keys: Self.keys, of: "`client`", reader) else { return ClientBehaviour() }
        let abort = fields["abort"].flatMap(abort)
        if let node = fields["reset"], !fields.has("abort") {
            reader.error(node.place, "`reset` says how the client aborts", hint: "add `abort`")
        }
        return ClientBehaviour(
            upload: fields["upload"].flatMap(upload) ?? .whole, abort: abort,
            abortWithReset: fields.bool("reset") ?? false, reading: fields["read"].flatMap(reading) ?? .eager,
            freshConnection: fields.bool("fresh") ?? false, verbatim: fields.string("raw").map { Array($0.utf8) })
    }

    private func abort(_ node: YAMLNode) -> ClientBehaviour.Abort? {
        guard let fields = Fields(node, keys: Self.abortKeys, of: "`abort`", reader) else { return nil }
        switch fields.exactlyOne(of: Self.abortKeys) {
        case "after": return fields.milliseconds("after").map { .afterMilliseconds($0) }
        case "after-arrival":
            return fields.milliseconds("after-arrival").map { .afterArrival(milliseconds: $0) }
        case "after-events": return fields.int("after-events", in: 1...1_000_000).map { .afterEvents($0) }
        case "after-bytes": return fields.int("after-bytes", in: 1...1_000_000_000).map { .afterBytes($0) }
        default: return nil
        }
    }

    private func reading(_ node: YAMLNode) -> ClientBehaviour.Reading? {
        guard let fields = Fields(node, keys: Self.readKeys, of: "`read`", reader) else { return nil }
        guard fields.exactlyOne(of: ["pause-after", "bytes-per-second"]) == "pause-after" else {
            return fields.int("bytes-per-second", in: 1...1_000_000_000).map { .slow(bytesPerSecond: $0) }
        }
        guard fields.required("for", "how long the client pauses, such as 500ms") != nil,
            let after = fields.int("pause-after", in: 0...1_000_000_000), let pause = fields.milliseconds("for")
        else { return nil }
        return .pause(afterBytes: after, milliseconds: pause)
    }

    private func upload(_ node: YAMLNode) -> ClientBehaviour.Upload? {
        guard let fields = Fields(node, keys: Self.uploadKeys, of: "`upload`", reader) else { return nil }
        guard fields.exactlyOne(of: ["chunked", "slow"]) == "slow" else {
            return fields.int("chunked", in: 1...1_000_000_000).map { .chunked(size: $0) }
        }
        guard fields.required("every", "the pause between the pieces, such as 10ms") != nil,
            let bytes = fields.int("slow", in: 1...1_000_000_000), let pause = fields.milliseconds("every")
        else { return nil }
        return .slow(bytes: bytes, everyMilliseconds: pause)
    }
}

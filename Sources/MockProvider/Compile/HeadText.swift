internal import Suites
internal import Wire

/// Writes response heads, and adds the fields that the framing needs.
struct HeadText {
    let encode: Encoding
    let context: PlayContext
    /// Bytes of the whole payload, for Content-Length.
    let payloadBytes: Int

    /// The final head and what it says about the body.
    func final(_ head: Step.Head) -> (bytes: [UInt8], head: ResponseHead?) {
        let reason = head.reason ?? ReasonPhrase.of(head.status)
        let response = ResponseHead(
            status: head.status, reason: reason, version: head.version, fields: fields(of: head))
        // Read back, so that the journal holds a head's values as a client reads them: byte by byte.
        let bytes = head.verbatim ?? Self.bytes(of: response)
        return (bytes, Self.parse(bytes))
    }

    func interim(status: Int, fields: HeaderFields) -> [UInt8] {
        Self.bytes(of: ResponseHead(status: status, reason: ReasonPhrase.of(status), fields: fields))
    }

    private func fields(of head: Step.Head) -> HeaderFields {
        var fields = head.fields
        var automatic: HeaderFields = [HeaderField("date", HTTPDate.now())]
        if let framing = framingField(of: head) { automatic.lines.append(framing) }
        if !context.keepAlive || (encode.framing == .close && head.status >= 200) {
            automatic.append("connection", "close")
        }
        for field in automatic
        where !fields.contains(field.name) && !head.without.contains(where: field.name.equalsIgnoringASCIICase) {
            fields.lines.append(field)
        }
        return fields
    }

    private func framingField(of head: Step.Head) -> HeaderField? {
        let mayHaveBody = head.status >= 200 && head.status != 204 && head.status != 304
        guard mayHaveBody || payloadBytes > 0 else { return nil }
        guard !head.fields.contains("content-length"), !head.fields.contains("transfer-encoding") else { return nil }
        switch encode.framing {
        case .chunked: return HeaderField("transfer-encoding", "chunked")
        case .length: return HeaderField("content-length", String(payloadBytes))
        case .close: return nil
        }
    }

    static func bytes(of head: ResponseHead) -> [UInt8] {
        var out = latin1(head.version) + [0x20] + latin1(String(head.status))
        out += [0x20] + latin1(head.reason) + [0x0D, 0x0A]
        append(head.fields, to: &out)
        return out + [0x0D, 0x0A]
    }

    static func append(_ fields: HeaderFields, to out: inout [UInt8]) {
        for field in fields {
            out += latin1(field.name) + [0x3A, 0x20] + latin1(field.value) + [0x0D, 0x0A]
        }
    }

    /// Scalars up to U+00FF are single bytes, as `HeaderField` keeps them; others become UTF-8.
    private static func latin1(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < 0x100 {
                out.append(UInt8(scalar.value))
            } else {
                out.append(contentsOf: String(scalar).utf8)
            }
        }
        return out
    }

    /// What a lenient reader makes of a verbatim head; nil when it has no status line or no blank line at its end.
    static func parse(_ bytes: [UInt8]) -> ResponseHead? {
        let text = HeadLines(bytes)
        var lines = text.lines
        guard text.isComplete, let first = lines.first else { return nil }
        let words = first.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        lines.removeFirst()
        return ResponseHead(
            status: status, reason: words.count > 2 ? String(words[2]) : "", version: String(words[0]),
            fields: HeadLines.fields(lines))
    }
}

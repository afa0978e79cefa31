internal import Wire

extension Defect {
    /// How the provider's event stream is read.
    static let framing: [Defect] = [
        Defect(
            "crlf-not-understood", "Looks for two LF in a row between events", ["SSE-015"],
            checks: ["stream.fold-equal"]
        ) {
            $0.quirks = .skipsNormaliser
            $0.streamBytes = Splitter.doubleFeed
        },
        Defect("cr-not-understood", "Takes a lone CR for text", ["SSE-015"], checks: ["stream.fold-equal"]) {
            $0.streamBytes = Splitter.crToSpace
        },
        Defect("space-required", "Skips `data:` without a space", ["SSE-015"], checks: ["stream.fold-equal"]) {
            $0.eachLine { $0.starts(with: Array("data:".utf8)) && $0.dropFirst(5).first != 0x20 ? [] : $0 }
        },
        Defect("data-lines-apart", "Takes every data line for an event", ["SSE-015"], checks: ["stream.fold-equal"]) {
            $0.eachLine { $0.starts(with: Array("data:".utf8)) ? $0 + [0x0A] : $0 }
        },
        Defect(
            "bom-not-understood", "Takes a byte-order mark for part of the first line", ["SSE-015"],
            checks: ["stream.fold-equal"]
        ) {
            $0.streamBytes = Splitter.markAsText
        },
        Defect(
            "comment-ends-stream", "Stops reading at the first comment", ["SSE-015", "FAIL-013"],
            checks: ["failure.alive", "stream.fold-equal"]
        ) {
            $0.streamBytes = Splitter.stopsAtComment
        },
        Defect(
            "split-code-point", "Decodes each read as UTF-8 by itself", ["SSE-012", "STREAM-008"],
            checks: ["stream.fold-equal"]
        ) {
            $0.streamBytes = { { Array(String(decoding: $0, as: UTF8.self).utf8) } }
        },
        Defect(
            "split-event-dropped", "Drops what a read leaves of an event", ["SSE-012", "STREAM-008"],
            checks: ["stream.fold-equal"]
        ) {
            $0.streamBytes = { { Splitter.wholeLines($0) } }
        },
        Defect(
            "separator-ends-line", "Takes U+2028 for a line end", ["SSE-013"], checks: ["stream.fold-equal"]
        ) {
            $0.streamBytes = { { Array(String(decoding: $0, as: UTF8.self).replacing("\u{2028}", with: "\n").utf8) } }
        },
        Defect(
            "big-event-refused", "Ends streams whose event is over 256 KiB", ["SSE-016"], checks: ["stream.fold-equal"]
        ) {
            $0.configure = { $0.limits.event = 256 << 10 }
        },
        Defect(
            "comment-as-data", "Passes comments on as data", ["SSE-009"],
            checks: ["stream.comments-stay-comments", "stream.valid-json"]
        ) {
            $0.eachEvent { $0.isComment ? [StreamEvent(data: $0.text.replacing("\n", with: ""))] : [$0] }
        },
        Defect(
            "usage-after-finish-lost", "Stops reading at the first finish", ["USAGE-001", "STREAM-015"],
            checks: ["stream.fold-equal"]
        ) {
            $0.events = Splitter.stopsAtFinish
        },
    ]
}

/// Careless readers of an event stream.
private enum Splitter {
    typealias Reader = @Sendable () -> ([UInt8]) -> [UInt8]

    /// Whole events end in LF LF; everything else is kept and lost.
    static let doubleFeed: Reader = {
        var rest: [UInt8] = []
        return { bytes in
            rest += bytes
            let last = rest.indices.dropFirst().last { rest[$0] == 0x0A && rest[$0 - 1] == 0x0A }
            guard let last else { return [] }
            defer { rest = Array(rest[(last + 1)...]) }
            return Array(rest[...last])
        }
    }

    static let crToSpace: Reader = {
        var endsInReturn = false
        return { bytes in
            let bytes = (endsInReturn ? [0x0D] : []) + bytes
            endsInReturn = bytes.last == 0x0D
            let text = endsInReturn ? bytes.dropLast() : bytes[...]
            return text.indices.map {
                text[$0] == 0x0D && ($0 + 1 == text.endIndex || text[$0 + 1] != 0x0A) ? 0x20 : text[$0]
            }
        }
    }

    /// Puts a letter before a mark, so that it no longer stands first and the line is no field.
    static let markAsText: Reader = {
        var isFirst = true
        return { bytes in
            defer { isFirst = false }
            return isFirst && bytes.first == 0xEF ? [UInt8(ascii: "x")] + bytes : bytes
        }
    }

    static let stopsAtComment: Reader = {
        var isStopped = false
        return { bytes in
            if isStopped { return [] }
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            guard let comment = lines.firstIndex(where: { $0.first == UInt8(ascii: ":") }) else { return bytes }
            isStopped = true
            return Array(lines[..<comment].joined(separator: [0x0A]))
        }
    }

    static func wholeLines(_ bytes: [UInt8]) -> [UInt8] {
        bytes.lastIndex(of: 0x0A).map { Array(bytes[...$0]) } ?? []
    }

    static let stopsAtFinish: @Sendable () -> (StreamEvent) -> [StreamEvent] = {
        var isFinished = false
        return { event in
            if isFinished, !event.isDone { return [] }
            isFinished = isFinished || event.json?.isFinish ?? false
            return [event]
        }
    }
}

/// The ways in which the event-stream decoders of the clients differ.
struct DialectDecoding: Sendable {
    /// Which registers make a blank line dispatch an event.
    enum Dispatch: Sendable {
        case data
        case dataOrEvent
        /// Also `retry:`, and an `id:` that was seen once and is never forgotten.
        case anyField
    }

    /// A lone CR ends a line.
    var endsLinesAtCR = true
    var skipsByteOrderMark = true
    var dispatch = Dispatch.data
    /// In bytes; a longer line is an error.
    var greatestLine: Int?
    /// Invalid UTF-8 is an error, not U+FFFD.
    var raisesOnInvalidUTF8 = false
    /// Nothing after the end mark is read, not even how the transport ends.
    var stopsAtDone = true

    /// Cuts the payload into lines, without their ends; what follows the last line end is a line too.
    func lines(of payload: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index < payload.count {
            let byte = payload[index]
            if byte == 0x0A || (byte == 0x0D && endsLinesAtCR) {
                var end = index
                if byte == 0x0A, !endsLinesAtCR, end > start, payload[end - 1] == 0x0D { end -= 1 }
                lines.append(payload[start..<end])
                if byte == 0x0D, index + 1 < payload.count, payload[index + 1] == 0x0A { index += 1 }
                start = index + 1
            }
            index += 1
        }
        if start < payload.count { lines.append(payload[start...]) }
        return lines
    }
}

/// One event as a client's decoder dispatches it.
struct DialectEvent {
    var name: String?
    var data: String

    var json: JSON? {
        try? JSON.parse(data)
    }

    /// The top-level `error`, a null included; nil when there is no such key.
    var error: JSON? {
        json?["error"]
    }
}

/// What a client does with one event.
enum DialectStep {
    case chunk(JSON)
    /// A chunk, but something went wrong that the user does not see.
    case damaged(JSON, String)
    case skip
    case done
    case raise(String)
}

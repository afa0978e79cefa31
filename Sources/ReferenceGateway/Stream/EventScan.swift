/// What one event's data says about the state of its stream.
struct EventScan {
    enum Kind: Equatable {
        /// Valid, and nothing that the gateway must act on.
        case plain
        case done
        /// An object with an `error` member other than null.
        case error
        case empty
        case invalid
    }

    private(set) var kind = Kind.plain
    /// Choices that this event finishes, and all that it speaks of.
    private(set) var finished = ChoiceSet()
    private(set) var seen = ChoiceSet()
    /// Where an `error: null` member lies, its comma included; strict clients raise on its mere presence.
    private(set) var nullError: Range<Int>?
    /// Of the Responses and Messages APIs.
    private(set) var type: TerminalType?
    private(set) var sequenceNumber: Int?

    enum TerminalType {
        case completed, error, other
    }

    init(_ data: UnsafeRawBufferPointer) {
        if data.first == UInt8(ascii: "{") {
            readObject(data)
        } else {
            kind = EventScan.kind(ofOther: data)
        }
    }

    /// `[DONE]` with any space around it, nothing, or an object behind space.
    private static func kind(ofOther data: UnsafeRawBufferPointer) -> Kind {
        var text = data[...]
        while let first = text.first, first <= 0x20 { text = text.dropFirst() }
        while let last = text.last, last <= 0x20 { text = text.dropLast() }
        if text.isEmpty { return .empty }
        if text.elementsEqual("[DONE]".utf8) { return .done }
        guard text.first == UInt8(ascii: "{") else { return .invalid }
        return EventScan(UnsafeRawBufferPointer(rebasing: text)).kind
    }

    private mutating func readObject(_ data: UnsafeRawBufferPointer) {
        var cursor = JSONCursor(data)
        let isValid = cursor.readObject { key, cursor in member(key, &cursor) }
        if !isValid || !cursor.endsText { kind = .invalid }
    }

    private mutating func member(_ key: Range<Int>, _ cursor: inout JSONCursor) -> Bool {
        cursor.skipSpace()
        let start = cursor.at
        switch key.count {
        case 4 where cursor.matches(key, "type"):
            guard cursor.skipValue(depth: 1) else { return false }
            type = EventScan.terminal(cursor.text(start..<cursor.at))
            return true
        case 5 where cursor.matches(key, "error"):
            return errorMember(key, &cursor)
        case 7 where cursor.matches(key, "choices") && cursor.peek == UInt8(ascii: "["):
            return cursor.readArray(depth: 1) { choice($0, &$1) }
        case 15 where cursor.matches(key, "sequence_number"):
            guard cursor.skipValue(depth: 1) else { return false }
            sequenceNumber = Int(cursor.text(start..<cursor.at))
            return true
        default: return cursor.skipValue(depth: 1)
        }
    }

    private mutating func errorMember(_ key: Range<Int>, _ cursor: inout JSONCursor) -> Bool {
        let isNull = cursor.peek == UInt8(ascii: "n")
        guard cursor.skipValue(depth: 1) else { return false }
        if isNull { nullError = key.lowerBound - 1..<cursor.at } else { kind = .error }
        return true
    }

    private mutating func choice(_ position: Int, _ cursor: inout JSONCursor) -> Bool {
        cursor.skipSpace()
        guard cursor.peek == UInt8(ascii: "{") else { return cursor.skipValue(depth: 2) }
        var index = position
        var isFinished = false
        let isValid = cursor.readObject(depth: 2) { key, cursor in
            cursor.skipSpace()
            let start = cursor.at
            let kind = cursor.peek
            guard cursor.skipValue(depth: 3) else { return false }
            if cursor.matches(key, "finish_reason") { isFinished = kind == UInt8(ascii: "\"") && cursor.at - start > 2 }
            if cursor.matches(key, "index") { index = Int(cursor.text(start..<cursor.at)) ?? position }
            return true
        }
        seen.insert(index)
        if isFinished { finished.insert(index) }
        return isValid
    }

    private static func terminal(_ quoted: String) -> TerminalType {
        switch quoted {
        case "\"response.completed\"", "\"response.incomplete\"", "\"response.failed\"", "\"message_stop\"": .completed
        case "\"error\"": .error
        default: .other
        }
    }
}

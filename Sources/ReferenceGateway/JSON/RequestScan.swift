/// What the gateway needs to know of a request body, and where the model's name lies in it.
struct RequestScan {
    enum Problem: Error, Equatable {
        case invalidJSON(offset: Int)
        case notAnObject
        case missing(String)
        case wrongType(String, expected: String)
        case duplicateModel
    }

    /// Decoded.
    private(set) var model = ""
    /// Between the quotes of the member's value.
    private(set) var modelRange = 0..<0
    private(set) var isStream = false
    /// How many choices a stream must finish; 1 unless the body says otherwise.
    private(set) var choices = 1
    private var hasModel = false
    private var hasInput = false
    private var problem: Problem?

    /// Reads the whole text, which must be one object with the members that the endpoint needs.
    static func read(_ bytes: UnsafeRawBufferPointer, endpoint: Endpoint) throws(Problem) -> RequestScan {
        var scan = RequestScan()
        var cursor = JSONCursor(bytes)
        cursor.skipSpace()
        guard cursor.peek == UInt8(ascii: "{") else {
            throw cursor.skipValue() && cursor.endsText ? .notAnObject : .invalidJSON(offset: cursor.at)
        }
        let input = endpoint.input
        let isValid = cursor.readObject { key, cursor in scan.member(key, input: input, &cursor) }
        guard isValid, cursor.endsText else { throw .invalidJSON(offset: cursor.at) }
        if let problem = scan.problem { throw problem }
        guard scan.hasModel else { throw .missing("model") }
        guard scan.hasInput || input == nil else { throw .missing(input ?? "") }
        return scan
    }

    private mutating func member(_ key: Range<Int>, input: String?, _ cursor: inout JSONCursor) -> Bool {
        cursor.skipSpace()
        let name = cursor.text(key)
        let start = cursor.at
        let kind = cursor.peek
        guard cursor.skipValue(depth: 1) else { return false }
        switch name {
        case "model": modelMember(kind: kind, start..<cursor.at, cursor)
        case "stream": isStream = kind == UInt8(ascii: "t")
        case "n": choices = Int(cursor.text(start..<cursor.at)).map { max(1, min($0, 128)) } ?? 1
        case input: inputMember(name, kind: kind)
        default: break
        }
        return true
    }

    private mutating func modelMember(kind: UInt8, _ range: Range<Int>, _ cursor: JSONCursor) {
        if hasModel { problem = problem ?? .duplicateModel }
        hasModel = true
        guard kind == UInt8(ascii: "\"") else {
            problem = problem ?? .wrongType("model", expected: "a string")
            return
        }
        modelRange = range.lowerBound + 1..<range.upperBound - 1
        model = cursor.text(modelRange)
    }

    private mutating func inputMember(_ name: String, kind: UInt8) {
        hasInput = true
        if name == "messages", kind != UInt8(ascii: "[") {
            problem = problem ?? .wrongType("messages", expected: "an array")
        }
    }
}

extension JSONCursor {
    /// Whether only space is left.
    var endsText: Bool {
        var rest = self
        rest.skipSpace()
        return rest.isAtEnd
    }

    /// The text between two quotes, escapes decoded; lone surrogates become U+FFFD.
    func text(_ range: Range<Int>) -> String {
        let raw = UnsafeRawBufferPointer(rebasing: bytes[range])
        guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
        return String(decoding: JSONCursor.units(raw), as: UTF16.self)
    }

    private static func units(_ raw: UnsafeRawBufferPointer) -> [UInt16] {
        var units: [UInt16] = []
        var at = 0
        while at < raw.count {
            let end = raw[at...].firstIndex(of: UInt8(ascii: "\\")) ?? raw.count
            units += Array(String(decoding: raw[at..<end], as: UTF8.self).utf16)
            guard end + 1 < raw.count else { break }
            let letter = raw[end + 1]
            if letter == UInt8(ascii: "u") {
                units.append(UInt16(String(decoding: raw[end + 2..<end + 6], as: UTF8.self), radix: 16) ?? 0xFFFD)
                at = end + 6
            } else {
                units.append(controls[letter] ?? UInt16(letter))
                at = end + 2
            }
        }
        return units
    }

    private static let controls: [UInt8: UInt16] = [0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09]
}

/// Finds where the parts of a JSON text lie, without building values.
struct JSONScan {
    /// One member of an object, or element of an array (its key is its number).
    struct Member: Equatable {
        var key: String
        /// From the key, or the value of an element, to the end of the value.
        var whole: Range<Int>
        var value: Range<Int>
    }

    let bytes: [UInt8]
    private var position: Int

    init(bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// Whether nothing but white space is left.
    var isAtEnd: Bool {
        bytes[position...].allSatisfy(Self.isSpace)
    }

    /// The range of the next value; nil when there is none.
    mutating func value(depth: Int) -> Range<Int>? {
        skipSpace()
        let start = position
        guard depth < 1000, let first = peek else { return nil }
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard container(depth: depth) != nil else { return nil }
        case UInt8(ascii: "\""):
            guard string() != nil else { return nil }
        default:
            guard word() else { return nil }
        }
        return start..<position
    }

    /// The members of the object or array that begins here.
    mutating func members() -> [Member] {
        skipSpace()
        return container(depth: 0) ?? []
    }

    private mutating func container(depth: Int) -> [Member]? {
        let opening = peek
        guard opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") else { return nil }
        let closing = opening == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
        position += 1
        var members: [Member] = []
        skipSpace()
        if take(closing) { return members }
        while true {
            skipSpace()
            let start = position
            var key = "\(members.count)"
            if closing == UInt8(ascii: "}") {
                guard let name = string() else { return nil }
                skipSpace()
                guard take(UInt8(ascii: ":")) else { return nil }
                key = name
            }
            guard let value = value(depth: depth + 1) else { return nil }
            members.append(Member(key: key, whole: start..<value.upperBound, value: value))
            skipSpace()
            if take(closing) { return members }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    /// A string; its escapes are kept as they stand but for `\"` and `\\`.
    private mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), let next = peek {
                position += 1
                if next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") { text.append(byte) }
                text.append(next)
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    private mutating func word() -> Bool {
        let start = position
        while let byte = peek, !Self.isSpace(byte), !Self.delimiters.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return ["true", "false", "null"].contains(text) || JSONSpelling.isNumber(text)
    }

    private mutating func skipSpace() {
        while let byte = peek, Self.isSpace(byte) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private var peek: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private static let delimiters = Array(",:]}[{\"".utf8)

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}

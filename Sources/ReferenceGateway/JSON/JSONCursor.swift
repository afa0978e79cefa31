/// A strict RFC 8259 reader that allocates nothing: it steps over values and tells where they lie.
///
/// Bodies are routed and events are judged with it, so bytes pass on exactly as they came.
struct JSONCursor {
    let bytes: UnsafeRawBufferPointer
    var at: Int

    /// Deeper nesting is refused rather than followed.
    static let maximumDepth = 1000

    init(_ bytes: UnsafeRawBufferPointer, at start: Int = 0) {
        self.bytes = bytes
        self.at = start
    }

    /// The next byte, or 0 at the end; 0 is legal nowhere in JSON text.
    var peek: UInt8 {
        at < bytes.count ? bytes[at] : 0
    }

    var isAtEnd: Bool { at >= bytes.count }

    mutating func skipSpace() {
        while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte, at < bytes.count else { return false }
        at += 1
        return true
    }

    /// Steps over one value and the space before it; false if it is not valid.
    mutating func skipValue(depth: Int = 0) -> Bool {
        skipSpace()
        switch peek {
        case UInt8(ascii: "\""): return skipString()
        case UInt8(ascii: "{"):
            return readObject(depth: depth) { $1.skipValue(depth: depth + 1) }
        case UInt8(ascii: "["):
            return readArray(depth: depth) { $1.skipValue(depth: depth + 1) }
        case UInt8(ascii: "t"): return skipWord("true")
        case UInt8(ascii: "f"): return skipWord("false")
        case UInt8(ascii: "n"): return skipWord("null")
        default: return skipNumber()
        }
    }

    /// Reads an object; `member` gets the range between the key's quotes and must step over the value.
    mutating func readObject(depth: Int = 0, _ member: (Range<Int>, inout JSONCursor) -> Bool) -> Bool {
        guard depth < JSONCursor.maximumDepth, take(UInt8(ascii: "{")) else { return false }
        skipSpace()
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            skipSpace()
            let start = at + 1
            guard skipString() else { return false }
            let key = start..<at - 1
            skipSpace()
            guard take(UInt8(ascii: ":")), member(key, &self) else { return false }
            skipSpace()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
    }

    /// Reads an array; `element` gets the position and must step over the value.
    mutating func readArray(depth: Int = 0, _ element: (Int, inout JSONCursor) -> Bool) -> Bool {
        guard depth < JSONCursor.maximumDepth, take(UInt8(ascii: "[")) else { return false }
        skipSpace()
        if take(UInt8(ascii: "]")) { return true }
        var index = 0
        repeat {
            guard element(index, &self) else { return false }
            index += 1
            skipSpace()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]"))
    }

    /// Whether the bytes of that range are exactly that text.
    func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount
            && UnsafeRawBufferPointer(rebasing: bytes[range]).elementsEqual(
                UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

extension JSONCursor {
    private mutating func skipWord(_ word: StaticString) -> Bool {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count, matches(at..<end, word) else { return false }
        at = end
        return true
    }

    private mutating func skipNumber() -> Bool {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")), skipDigits() == 0 { return false }
        if take(UInt8(ascii: ".")), skipDigits() == 0 { return false }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            return skipDigits() > 0
        }
        return true
    }

    private mutating func skipDigits() -> Int {
        let start = at
        while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
        return at - start
    }

    /// Steps over a string, quotes included; control characters and ill-formed UTF-8 are invalid.
    mutating func skipString() -> Bool {
        guard take(UInt8(ascii: "\"")) else { return false }
        while true {
            skipPlain()
            guard at < bytes.count else { return false }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return true
            }
            let isValid = byte == UInt8(ascii: "\\") ? skipEscape() : byte >= 0x80 && skipSequence(byte)
            guard isValid else { return false }
        }
    }

    /// Eight bytes at a time over what needs no look: printable ASCII other than quote and backslash.
    private mutating func skipPlain() {
        let high: UInt64 = 0x8080_8080_8080_8080
        let low: UInt64 = 0x0101_0101_0101_0101
        while at + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let quote = word ^ (low &* 0x22)
            let slash = word ^ (low &* 0x5C)
            let hit = (quote &- low) & ~quote | (slash &- low) & ~slash | (word &- low &* 0x20) & ~word | word
            if hit & high != 0 { break }
            at += 8
        }
        while at < bytes.count {
            let byte = bytes[at]
            if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C { return }
            at += 1
        }
    }

    private mutating func skipEscape() -> Bool {
        guard at + 1 < bytes.count else { return false }
        switch bytes[at + 1] {
        case UInt8(ascii: "u"):
            guard at + 6 <= bytes.count else { return false }
            let isHex = bytes[at + 2..<at + 6].allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
            at += 6
            return isHex
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
            at += 2
            return true
        default: return false
        }
    }

    /// One multi-byte UTF-8 sequence, shortest form, no surrogates (RFC 3629 §4).
    private mutating func skipSequence(_ lead: UInt8) -> Bool {
        let (length, lower, upper): (Int, UInt8, UInt8)
        switch lead {
        case 0xC2...0xDF: (length, lower, upper) = (2, 0x80, 0xBF)
        case 0xE0: (length, lower, upper) = (3, 0xA0, 0xBF)
        case 0xED: (length, lower, upper) = (3, 0x80, 0x9F)
        case 0xE1...0xEF: (length, lower, upper) = (3, 0x80, 0xBF)
        case 0xF0: (length, lower, upper) = (4, 0x90, 0xBF)
        case 0xF1...0xF3: (length, lower, upper) = (4, 0x80, 0xBF)
        case 0xF4: (length, lower, upper) = (4, 0x80, 0x8F)
        default: return false
        }
        guard at + length <= bytes.count, (lower...upper).contains(bytes[at + 1]) else { return false }
        for offset in 2..<max(length, 2) where bytes[at + offset] & 0xC0 != 0x80 { return false }
        at += length
        return true
    }
}

internal import Foundation

/// Walks a JSON text and decodes only what it is asked for; the rest costs little more than reading it.
///
/// Bytes are borrowed: a scan must not outlive the buffer that it was made from.
struct JSONScan {
    /// Where the text stopped being what was asked for.
    struct Fault: Error {
        var offset: Int
    }

    /// The bytes of a member's name, escapes and all.
    struct Key {
        fileprivate let bytes: UnsafeBufferPointer<UInt8>

        static func ~= (name: StaticString, key: Key) -> Bool {
            guard key.bytes.count == name.utf8CodeUnitCount else { return false }
            guard let start = key.bytes.baseAddress else { return true }
            return memcmp(start, name.utf8Start, key.bytes.count) == 0
        }

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    static let depthLimit = 200

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Visits the members of an object; the visitor takes each value, or skips it.
    mutating func object(_ visit: (Key, inout JSONScan) throws(Fault) -> Void) throws(Fault) {
        try expect(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return }
        repeat {
            let key = Key(bytes: try string())
            try expect(UInt8(ascii: ":"))
            try visit(key, &self)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    /// Visits the elements of an array; the visitor takes each, or skips it.
    mutating func array(_ visit: (inout JSONScan) throws(Fault) -> Void) throws(Fault) {
        try expect(UInt8(ascii: "["))
        if take(UInt8(ascii: "]")) { return }
        repeat { try visit(&self) } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
    }

    mutating func text() throws(Fault) -> String {
        let start = at
        let raw = try string()
        guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
        let quoted = Data("[".utf8) + Data(bytes[start..<at]) + Data("]".utf8)
        guard let decoded = try? JSONDecoder().decode([String].self, from: quoted).first else {
            throw Fault(offset: start)
        }
        return decoded
    }

    /// A number, or `"Infinity"`, `"-Infinity"` or `"NaN"`.
    mutating func number() throws(Fault) -> Double {
        skipSpace()
        if next == UInt8(ascii: "\"") { return Double(try text()) ?? .nan }
        let start = at
        scalar()
        guard let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)) else {
            throw Fault(offset: start)
        }
        return number
    }

    mutating func bool() throws(Fault) -> Bool {
        skipSpace()
        let start = at
        scalar()
        switch String(decoding: bytes[start..<at], as: UTF8.self) {
        case "true": return true
        case "false": return false
        default: throw Fault(offset: start)
        }
    }

    /// Goes past a value, whatever it is.
    mutating func skip() throws(Fault) {
        skipSpace()
        guard next == UInt8(ascii: "{") || next == UInt8(ascii: "[") else {
            if next == UInt8(ascii: "\"") { _ = try string() } else { scalar() }
            return
        }
        var depth = 0
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            at += 1
            if depth == 0 { return }
            if depth > Self.depthLimit { break }
        }
        throw Fault(offset: at)
    }

    // MARK: bytes

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 {
            at += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        at += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(Fault) {
        guard take(byte) else { throw Fault(offset: at) }
    }

    /// The bytes between the quotes.
    private mutating func string() throws(Fault) -> UnsafeBufferPointer<UInt8> {
        try expect(UInt8(ascii: "\""))
        let start = at
        while at < bytes.count, let base = bytes.baseAddress, let found = memchr(base + at, 0x22, bytes.count - at) {
            let quote = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
            var before = quote
            while before > start, bytes[before - 1] == UInt8(ascii: "\\") { before -= 1 }
            at = quote + 1
            if (quote - before).isMultiple(of: 2) { return UnsafeBufferPointer(rebasing: bytes[start..<quote]) }
        }
        throw Fault(offset: start)
    }

    /// Up to the end of a number or word.
    private mutating func scalar() {
        while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]"),
            byte > 0x20
        {
            at += 1
        }
    }
}

/// Finds where a text stops being JSON, so that the error of a damaged file can say so.
struct JSONSyntax {
    struct Fault: Equatable {
        var offset: Int
        var message: String
    }

    static let depthLimit = 200

    private let bytes: [UInt8]
    private var offset = 0

    /// The first fault, or nil for a valid text.
    static func fault(in bytes: [UInt8]) -> Fault? {
        var syntax = JSONSyntax(bytes: bytes)
        do throws(Failure) {
            try syntax.value(depth: 0)
            syntax.skipSpace()
            if syntax.offset < bytes.count { throw Failure("something after the end") }
            return nil
        } catch {
            return Fault(offset: syntax.offset, message: error.message)
        }
    }

    private struct Failure: Error {
        var message: String

        init(_ message: String) {
            self.message = message
        }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { offset += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        offset += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) {
        guard depth < Self.depthLimit else { throw Failure("nesting deeper than \(Self.depthLimit)") }
        skipSpace()
        switch next {
        case nil: throw Failure(offset == 0 ? "the file is empty" : "the file ends too early")
        case UInt8(ascii: "{"): try list("}", depth, named: true)
        case UInt8(ascii: "["): try list("]", depth, named: false)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    private mutating func list(_ close: Unicode.Scalar, _ depth: Int, named: Bool) throws(Failure) {
        offset += 1
        skipSpace()
        if take(UInt8(ascii: close)) { return }
        repeat {
            if named {
                skipSpace()
                guard next == UInt8(ascii: "\"") else { throw unexpected("a key") }
                try string()
                skipSpace()
                guard take(UInt8(ascii: ":")) else { throw unexpected("\":\"") }
            }
            try value(depth: depth + 1)
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: close)) else { throw unexpected("\",\" or \"\(close)\"") }
    }

    private func unexpected(_ wanted: String) -> Failure {
        next == nil ? Failure("the file ends too early") : Failure("expected \(wanted)")
    }

    private mutating func string() throws(Failure) {
        offset += 1
        while let byte = next {
            if byte < 0x20 { throw Failure("a control character in a string") }
            offset += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { return }
        }
        offset = bytes.count
        throw Failure("the file ends too early")
    }

    private mutating func word(_ word: String) throws(Failure) {
        guard bytes[offset...].starts(with: word.utf8) else { throw Failure("expected a value") }
        offset += word.utf8.count
    }

    private mutating func number() throws(Failure) {
        let start = offset
        while let byte = next, byte == 0x2B || byte == 0x2D || byte == 0x2E || isDigit(byte) || byte | 0x20 == 0x65 {
            offset += 1
        }
        if offset == start { throw Failure("expected a value") }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension HeaderField {
    /// Reads `name: value` strictly: a token, a colon right after it, no control characters in the value.
    package init?(line: [UInt8]) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            line[..<colon].allSatisfy(\.isTokenCharacter)
        else { return nil }
        let value = line[(colon + 1)...]
        guard value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
        self.init(String(latin1: line[..<colon]), String(latin1: value).trimmingOWS())
    }
}

extension String {
    /// Each byte as the scalar of that number, so that no byte is lost.
    package init(latin1 bytes: some Sequence<UInt8>) {
        var text = ""
        text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        self = text
    }

    /// The bytes that `init(latin1:)` read; nil when a scalar is above U+00FF.
    package var latin1: [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}

extension UInt8 {
    /// A character of a token (RFC 9110 §5.6.2), such as a header name.
    package var isTokenCharacter: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }
}

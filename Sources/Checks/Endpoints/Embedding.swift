internal import Wire

/// One vector, in either of its encodings.
struct Embedding {
    let index: Int?
    let value: JSON?

    static func all(_ answer: JSON) -> [Embedding] {
        (answer["data"]?.elements ?? []).map { Embedding(index: $0["index"]?.intValue, value: $0["embedding"]) }
    }

    var isBase64: Bool { value?.stringValue != nil }

    /// The numbers as 32-bit floats; nil when they cannot be read.
    var floats: [Float]? {
        if let text = value?.stringValue { return Self.decode(text) }
        guard let elements = value?.elements else { return nil }
        let numbers = elements.map { element -> Float? in
            guard case .number(let number) = element else { return nil }
            return Float(number.text)
        }
        return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
    }

    /// Little-endian 32-bit floats in base64 (RFC 4648 §4).
    private static func decode(_ text: String) -> [Float]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.utf8.filter({ $0 != 0x3D }) {
            guard let digit = digit(byte) else { return nil }
            bits = bits << 6 | digit
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        guard bytes.count % 4 == 0 else { return nil }
        return stride(from: 0, to: bytes.count, by: 4).map { start in
            Float(bitPattern: bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x41...0x5A: UInt32(byte) - 0x41
        case 0x61...0x7A: UInt32(byte) - 0x61 + 26
        case 0x30...0x39: UInt32(byte) - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}

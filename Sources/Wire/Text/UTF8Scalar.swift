/// One Unicode scalar decoded from bytes, strictly: no overlong form, no surrogate, nothing above U+10FFFF (RFC 3629).
package struct UTF8Scalar: Sendable, Equatable {
    package var value: UInt32
    /// Bytes taken: 1 to 4.
    package var length: Int

    /// Decodes the scalar that starts at `index`; nil when the bytes there are not well-formed UTF-8.
    package init?(in bytes: UnsafeRawBufferPointer, at index: Int) {
        guard index < bytes.count, let form = Form(lead: bytes[index]), index + form.length <= bytes.count else {
            return nil
        }
        var value = form.bits
        for offset in 1..<max(form.length, 1) {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard value >= form.least, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
        self.value = value
        self.length = form.length
    }

    /// The offset of the first byte that is not part of well-formed UTF-8, or nil.
    package static func firstFlaw(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { buffer in
            var index = 0
            while index < buffer.count {
                if buffer[index] < 0x80 {
                    index += 1
                } else if let scalar = UTF8Scalar(in: buffer, at: index) {
                    index += scalar.length
                } else {
                    return index
                }
            }
            return nil
        }
    }

    /// What a lead byte says of its sequence.
    private struct Form {
        var length: Int
        var bits: UInt32
        /// The least value that needs so many bytes.
        var least: UInt32

        init?(lead: UInt8) {
            switch lead {
            case 0x00...0x7F: (length, bits, least) = (1, UInt32(lead), 0)
            case 0xC2...0xDF: (length, bits, least) = (2, UInt32(lead & 0x1F), 0x80)
            case 0xE0...0xEF: (length, bits, least) = (3, UInt32(lead & 0x0F), 0x800)
            case 0xF0...0xF4: (length, bits, least) = (4, UInt32(lead & 0x07), 0x10000)
            default: return nil
            }
        }
    }
}

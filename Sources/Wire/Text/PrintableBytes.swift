/// Bytes as text that a person can read and that loses nothing: controls and stray bytes stand as `\xNN`.
package enum PrintableBytes {
    /// Keeps printable UTF-8; writes `\n`, `\r`, `\t`, `\\` and `\xNN` for the rest.
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        let copy = Array(bytes)
        var out = ""
        copy.withUnsafeBytes { buffer in
            var index = 0
            while index < buffer.count {
                index += append(buffer, index, to: &out)
            }
        }
        return out
    }

    /// Appends what stands at `index`; returns the bytes taken.
    private static func append(_ buffer: UnsafeRawBufferPointer, _ index: Int, to out: inout String) -> Int {
        guard let decoded = UTF8Scalar(in: buffer, at: index), let scalar = Unicode.Scalar(decoded.value) else {
            out += hex(buffer[index])
            return 1
        }
        switch scalar {
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case "\\": out += "\\\\"
        case _ where isInvisible(scalar): (0..<decoded.length).forEach { out += hex(buffer[index + $0]) }
        default: out.unicodeScalars.append(scalar)
        }
        return decoded.length
    }

    /// Controls, line and paragraph separators, and marks that reorder or hide text.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
        default: false
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }
}

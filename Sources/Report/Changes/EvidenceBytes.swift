/// The bytes behind the printable text of evidence.
enum EvidenceBytes {
    /// Turns `\n`, `\r`, `\t`, `\\` and `\xNN` back; whatever else follows a backslash stays as it is.
    static func decode(_ text: String) -> [UInt8] {
        let text = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let (byte, taken) = escape(text[index...])
            bytes.append(byte)
            index += taken
        }
        return bytes
    }

    private static func escape(_ rest: ArraySlice<UInt8>) -> (byte: UInt8, taken: Int) {
        let plain = rest[rest.startIndex]
        guard plain == UInt8(ascii: "\\"), rest.count > 1 else { return (plain, 1) }
        switch rest[rest.startIndex + 1] {
        case UInt8(ascii: "n"): return (0x0A, 2)
        case UInt8(ascii: "r"): return (0x0D, 2)
        case UInt8(ascii: "t"): return (0x09, 2)
        case UInt8(ascii: "\\"): return (plain, 2)
        case UInt8(ascii: "x"):
            let digits = String(decoding: rest.dropFirst(2).prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, let byte = UInt8(digits, radix: 16) else { return (plain, 1) }
            return (byte, 4)
        default: return (plain, 1)
        }
    }
}

/// ZigZag LEB128 of at most nine bytes: seven bits in each but the ninth, which has eight.
enum VarInt {
    static func append(_ number: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
        for _ in 0..<8 {
            if rest < 0x80 { return bytes.append(UInt8(rest)) }
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Nil where the bytes end too early.
    static func take(from bytes: inout ArraySlice<UInt8>) -> Int64? {
        var raw: UInt64 = 0
        for place in 0..<9 {
            guard let byte = bytes.popFirst() else { return nil }
            if place == 8 {
                raw |= UInt64(byte) << 56
            } else {
                raw |= UInt64(byte & 0x7F) << (7 * place)
                if byte & 0x80 == 0 { break }
            }
        }
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }
}

/// FNV-1a, 64 bits: tells whether two runs used the same files; no defence against intent.
package struct Fingerprint: Sendable, Equatable, CustomStringConvertible {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    package mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(0)
    }

    private mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// Such as `fnv1a64:cbf29ce484222325`.
    package var description: String {
        let digits = String(state, radix: 16)
        return "fnv1a64:" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Seeds and nonces that follow from the run's seed alone, so that a run can be repeated byte by byte.
package struct CaseSeed: Sendable {
    private var state: UInt64

    /// Mixes the run's seed, the case's id and the number of the repeat (method.md §6).
    package init(run: UInt64, caseID: String, repeat number: Int) {
        state = run ^ Self.hash(caseID) ^ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    }

    /// The next 64 bits of SplitMix64.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Sixteen lower-case hex digits, the form that a marker's nonce has.
    package mutating func nonce() -> String {
        let digits = String(next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}

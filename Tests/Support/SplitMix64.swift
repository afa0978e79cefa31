/// A small generator whose whole state is its seed, so that a failing fuzz round can be named.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Uniform in 0..<1.
    package mutating func unit() -> Double {
        Double(next() >> 11) / 9_007_199_254_740_992
    }

    /// A number from 0 up to but not including `bound`.
    package mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<max(bound, 1), using: &self)
    }

    /// Random bytes, drawn mostly from `alphabet`.
    package mutating func bytes(_ count: Int, alphabet: String = "") -> [UInt8] {
        let letters = Array(alphabet.utf8)
        return (0..<count).map { _ in
            if letters.isEmpty || below(8) == 0 { return UInt8(truncatingIfNeeded: next()) }
            return letters[below(letters.count)]
        }
    }

    /// The bytes with a few of them changed, dropped or doubled.
    package mutating func mutated(_ bytes: [UInt8], times: Int = 3) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<times where !bytes.isEmpty {
            let place = below(bytes.count)
            switch below(3) {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 1: bytes.remove(at: place)
            default: bytes.insert(bytes[place], at: place)
            }
        }
        return bytes
    }

    /// The bytes cut at random into pieces.
    package mutating func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var index = 0
        while index < bytes.count {
            let end = min(bytes.count, index + 1 + below(7))
            pieces.append(Array(bytes[index..<end]))
            index = end
        }
        return pieces
    }
}

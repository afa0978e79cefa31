extension JSONNumber: Equatable {
    /// Equal when the exact decimal values are: `1e2`, `100` and `100.0` are, neighbours beyond 2^53 are not.
    package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if left.text == right.text { return true }
        guard let mine = left.decimal, let theirs = right.decimal else { return false }
        return mine == theirs
    }

    /// The value when it is whole and fits an `Int`.
    package var intValue: Int? {
        if let plain = Int(text) { return plain }
        guard let decimal, decimal.exponent >= 0, decimal.exponent < 20 else { return nil }
        let digits = decimal.digits.isEmpty ? [UInt8(ascii: "0")] : decimal.digits
        let zeros = String(repeating: "0", count: Int(decimal.exponent))
        return Int((decimal.isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self) + zeros)
    }

    private var decimal: Decimal? {
        Decimal(text)
    }

    /// Sign, digits without zeros at either end, and power of ten; zero has no digits and no sign.
    private struct Decimal: Equatable {
        var isNegative: Bool
        var digits: [UInt8]
        var exponent: Int128

        /// Nil when the exponent has more than 30 digits: such numbers are equal only by their text.
        init?(_ text: String) {
            let parts = text.utf8.split(maxSplits: 1) { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
            guard var mantissa = parts.first, let exponent = Self.exponent(parts.dropFirst().first) else { return nil }
            isNegative = mantissa.first == UInt8(ascii: "-")
            if isNegative { mantissa = mantissa.dropFirst() }
            let halves = mantissa.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            let fraction = halves.dropFirst().first.map(Array.init) ?? []
            digits = halves.flatMap(Array.init)
            self.exponent = exponent - Int128(fraction.count)
            trim()
        }

        private static func exponent(_ text: Substring.UTF8View?) -> Int128? {
            guard let text else { return 0 }
            let digits = text.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "0") }
            if digits.isEmpty { return 0 }
            guard digits.count <= 30, let value = Int128(String(digits) ?? "") else { return nil }
            return text.first == UInt8(ascii: "-") ? -value : value
        }

        private mutating func trim() {
            let zero = UInt8(ascii: "0")
            let end = digits.lastIndex { $0 != zero }.map { $0 + 1 } ?? 0
            exponent += Int128(digits.count - end)
            digits = Array(digits[..<end].drop { $0 == zero })
            if digits.isEmpty { (isNegative, exponent) = (false, 0) }
        }
    }
}

/// An exact decimal number with 18 places, for money, tokens and shares; a product or quotient is rounded in the last place.
///
/// Results beyond ±1.7 × 10²⁰ stop at that limit, so that no input of a person can crash the program.
package struct Amount: Sendable, Hashable, Comparable {
    /// Multiples of 10⁻¹⁸.
    private var units: Int128

    private static let scale: UInt128 = 1_000_000_000_000_000_000
    package static let zero = Amount(units: 0)
    package static let hundred = Amount(100)
    package static let million = Amount(1_000_000)

    private init(units: Int128) {
        self.units = units
    }

    package init(_ whole: Int) {
        self.init(units: Self.signed(UInt128(whole.magnitude).multipliedFullWidth(by: Self.scale).low, whole < 0))
    }

    /// Reads such as `5`, `-0.80` or `0.055`; nil for anything else, more than 15 digits before the point or 18 after.
    package init?(_ text: String) {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Self.digits(parts[0], most: 15),
            let part = parts.count == 1 ? 0 : Self.digits(parts[1], most: 18)
        else { return nil }
        let shift = parts.count == 1 ? 0 : 18 - parts[1].utf8.count
        let fraction = (0..<shift).reduce(part) { value, _ in value * 10 }
        self.init(units: Self.signed(whole * Self.scale + fraction, isNegative))
    }

    private static func digits(_ text: Substring, most: Int) -> UInt128? {
        guard (1...most).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return nil
        }
        return UInt128(text)
    }

    private static func signed(_ magnitude: UInt128, _ isNegative: Bool) -> Int128 {
        let value = Int128(clamping: magnitude)
        return isNegative ? -value : value
    }

    package static func < (left: Amount, right: Amount) -> Bool { left.units < right.units }

    package static func + (left: Amount, right: Amount) -> Amount {
        let (sum, overflow) = left.units.addingReportingOverflow(right.units)
        guard overflow else { return Amount(units: max(sum, -Int128.max)) }
        return Amount(units: left.units < 0 ? -Int128.max : Int128.max)
    }

    package static prefix func - (value: Amount) -> Amount { Amount(units: -value.units) }

    package static func - (left: Amount, right: Amount) -> Amount { left + -right }

    package static func * (left: Amount, right: Amount) -> Amount {
        let product = left.units.magnitude.multipliedFullWidth(by: right.units.magnitude)
        return divided(product, by: scale, isNegative: (left.units < 0) != (right.units < 0))
    }

    /// Nil when the divisor is zero.
    package static func / (left: Amount, right: Amount) -> Amount? {
        guard right.units != 0 else { return nil }
        let product = left.units.magnitude.multipliedFullWidth(by: scale)
        return divided(product, by: right.units.magnitude, isNegative: (left.units < 0) != (right.units < 0))
    }

    private static func divided(
        _ value: (high: UInt128, low: UInt128), by divisor: UInt128, isNegative: Bool
    ) -> Amount {
        guard value.high < divisor else { return Amount(units: isNegative ? -Int128.max : Int128.max) }
        let (quotient, rest) = divisor.dividingFullWidth((value.high, value.low))
        let rounded = rest >= divisor - rest ? quotient.addingReportingOverflow(1).partialValue : quotient
        return Amount(units: signed(rounded, isNegative))
    }

    /// The share that so many per cent are of this.
    package func percent(_ percent: Amount) -> Amount { self * percent * Amount(units: Int128(Self.scale) / 100) }

    /// The least whole number that is not smaller.
    package var roundedUp: Amount {
        let scale = Int128(Self.scale)
        let cut = units / scale * scale
        return Amount(units: cut) + (units > cut ? Amount(1) : .zero)
    }

    /// The whole number that is left when the places are cut off.
    package var whole: Int { Int(clamping: units / Int128(Self.scale)) }
}

extension Amount {
    /// With exactly so many places (at most 18), halves away from zero, and commas between thousands.
    package func text(places: Int) -> String {
        let places = min(max(places, 0), 18)
        let step = (0..<(18 - places)).reduce(UInt128(1)) { value, _ in value * 10 }
        let magnitude = units.magnitude
        let cut = magnitude / step + (magnitude % step >= (step + 1) / 2 && step > 1 ? 1 : 0)
        var digits = String(cut)
        if digits.utf8.count <= places {
            digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
        }
        let whole = Self.grouped(String(digits.dropLast(places)))
        let sign = units < 0 && cut != 0 ? "-" : ""
        return sign + whole + (places == 0 ? "" : "." + digits.suffix(places))
    }

    /// All places that matter, without commas; what a program reads.
    package var plain: String {
        var digits = text(places: 18).replacing(",", with: "")
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return digits
    }

    /// In dollars: cents, or as many places as a smaller price needs, at most six.
    package var dollars: String {
        let isSmall = self != .zero && units.magnitude < Self.scale / 100
        let places = isSmall ? 6 : 2
        return self < .zero ? "-$" + (-self).text(places: places) : "$" + text(places: places)
    }

    /// In dollars, with every place that matters and at least cents; for prices.
    package var price: String {
        let places = plain.split(separator: ".").dropFirst().first?.count ?? 0
        return self < .zero ? "-$" + (-self).text(places: max(2, places)) : "$" + text(places: max(2, places))
    }

    private static func grouped(_ digits: String) -> String {
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out += "," }
            out.append(digit)
        }
        return out
    }
}

/// A least and a greatest amount; both the same where something is known exactly.
package struct AmountRange: Sendable, Hashable {
    package var low: Amount
    package var high: Amount

    package static let zero = AmountRange(.zero)

    package init(_ exact: Amount) {
        (low, high) = (exact, exact)
    }

    package init(_ one: Amount, _ other: Amount) {
        (low, high) = (min(one, other), max(one, other))
    }

    package static func + (left: AmountRange, right: AmountRange) -> AmountRange {
        AmountRange(left.low + right.low, left.high + right.high)
    }

    /// Each end put through a function.
    package func map(_ change: (Amount) -> Amount) -> AmountRange {
        AmountRange(change(low), change(high))
    }

    /// Each end with the same end of another range.
    package func with(_ other: AmountRange, _ join: (Amount, Amount) -> Amount) -> AmountRange {
        AmountRange(join(low, other.low), join(high, other.high))
    }

    package var isExact: Bool { low == high }

    package var dollars: String { isExact ? low.dollars : "\(low.dollars) to \(high.dollars)" }
}

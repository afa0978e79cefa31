/// How an HdrHistogram divides the numbers: linear within a power of two, so that the relative width is bounded.
package struct HistogramScale: Sendable, Equatable {
    /// Smaller differences are not kept.
    package let lowest: Int64
    package let highest: Int64
    /// Significant decimal digits, 0 to 5.
    package let digits: Int
    /// Indices that values can have.
    package let bucketCount: Int

    private let unit: Int
    private let halfMagnitude: Int

    /// 1 ns to 1 h with three digits.
    package static let usual = HistogramScale(known: 1, Histogram.usualHighest, 3)

    /// Nil where the three numbers cannot go together, or would need absurdly many buckets.
    package init?(lowest: Int64, highest: Int64, digits: Int) {
        guard (0...5).contains(digits), lowest >= 1, lowest <= Int64.max >> 20, highest / 2 >= lowest else {
            return nil
        }
        self.init(known: lowest, highest, digits)
        guard unit + halfMagnitude + 1 < 62 else { return nil }
    }

    private init(known lowest: Int64, _ highest: Int64, _ digits: Int) {
        self.lowest = lowest
        self.highest = highest
        self.digits = digits
        unit = 63 - lowest.leadingZeroBitCount
        var precision = 2
        for _ in 0..<digits { precision *= 10 }
        // The power of two that holds twice ten to the digits.
        halfMagnitude = Int.bitWidth - (precision - 1).leadingZeroBitCount - 1
        var buckets = 1
        var beyond = Int64(1) << (unit + halfMagnitude + 1)
        while beyond <= highest {
            buckets += 1
            if beyond > Int64.max / 2 { break }
            beyond <<= 1
        }
        bucketCount = (buckets + 1) << halfMagnitude
    }

    /// The index of a value from 0 to `highest`.
    func index(of value: Int64) -> Int {
        let mask = ((Int64(1) << (halfMagnitude + 1)) - 1) << unit
        let bucket = 63 - unit - halfMagnitude - (value | mask).leadingZeroBitCount
        let sub = Int(value >> (bucket + unit))
        return ((bucket + 1) << halfMagnitude) + sub - (1 << halfMagnitude)
    }

    /// The smallest value with an index, and how many share it.
    private func span(of index: Int) -> (low: Int64, width: Int64) {
        let half = 1 << halfMagnitude
        var bucket = (index >> halfMagnitude) - 1
        var sub = (index & (half - 1)) + half
        if bucket < 0 {
            bucket = 0
            sub -= half
        }
        return (Int64(sub) << (bucket + unit), Int64(1) << (bucket + unit))
    }

    func top(of index: Int) -> Int64 {
        let span = span(of: index)
        return span.low + (span.width - 1)
    }

    func middle(of index: Int) -> Int64 {
        let span = span(of: index)
        return span.low + span.width / 2
    }
}

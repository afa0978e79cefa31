/// Counts of whole numbers in buckets of a fixed relative width: an HdrHistogram.
///
/// Adding two of them loses nothing, so shards of a load can be merged; a value is off by at most one part in a
/// thousand (three digits).
package struct Histogram: Sendable, Equatable {
    /// One hour in nanoseconds; larger values are counted as this.
    package static let usualHighest: Int64 = 3_600_000_000_000

    /// How values fall into buckets.
    package let scale: HistogramScale
    /// By index of the scale; only as long as the largest value needs.
    package private(set) var counts: [Int64] = []
    package private(set) var total: Int64 = 0

    package init(scale: HistogramScale = .usual) {
        self.scale = scale
    }

    /// A histogram of these values.
    package init(_ values: some Sequence<Int64>, scale: HistogramScale = .usual) {
        self.init(scale: scale)
        for value in values { record(value) }
    }

    /// Counts of a decoded file; nil where they are negative, too many, or their sum overflows.
    init?(scale: HistogramScale, counts: [Int64]) {
        self.init(scale: scale)
        guard counts.count <= scale.bucketCount else { return nil }
        for count in counts {
            let sum = total.addingReportingOverflow(count)
            guard count >= 0, !sum.overflow else { return nil }
            total = sum.partialValue
        }
        self.counts = Self.trimmed(counts)
    }

    /// Counts a value `times`; negative ones count as 0, and too large ones as the largest.
    package mutating func record(_ value: Int64, times: Int64 = 1) {
        guard times > 0 else { return }
        let index = scale.index(of: Swift.min(Swift.max(0, value), scale.highest))
        if index >= counts.count { counts += repeatElement(0, count: index + 1 - counts.count) }
        counts[index] += times
        total += times
    }

    /// Adds another one's counts; one of another scale is counted again, with the loss of both scales.
    package mutating func add(_ other: Histogram) {
        for (index, count) in other.counts.enumerated() where count > 0 {
            record(other.scale.middle(of: index), times: count)
        }
    }

    /// The value that a share of all values does not exceed: the largest that falls into the same bucket.
    package func value(at share: Double) -> Int64 {
        let wanted = Swift.max(1, Int64((Swift.min(Swift.max(share, 0), 1) * Double(total)).rounded(.up)))
        var seen: Int64 = 0
        for (index, count) in counts.enumerated() {
            seen += count
            if seen >= wanted { return scale.top(of: index) }
        }
        return 0
    }

    package var max: Int64 { counts.isEmpty ? 0 : scale.top(of: counts.count - 1) }

    package var mean: Double {
        guard total > 0 else { return 0 }
        let sum = counts.enumerated().reduce(0.0) { $0 + Double(scale.middle(of: $1.offset)) * Double($1.element) }
        return sum / Double(total)
    }

    private static func trimmed(_ counts: [Int64]) -> [Int64] {
        guard let last = counts.lastIndex(where: { $0 != 0 }) else { return [] }
        return Array(counts[...last])
    }
}

internal import Results

/// All values of a metric in a form that can be merged, where they are too many for rounds alone to tell their tails.
enum MetricHistogram {
    /// Fewer values are well enough told by their rounds.
    static let fewest = 1000

    /// Nil for what is no time, and for differences, which can be negative.
    static func text(_ values: [Double], unit: BenchMetric.Unit) -> String? {
        let nanoseconds: Double
        switch unit {
        case .microseconds: nanoseconds = 1e3
        case .milliseconds: nanoseconds = 1e6
        case .share, .perSecond: return nil
        }
        guard values.count >= fewest, values.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
        let limit = Double(Histogram.usualHighest)
        return HistogramCodec.encode(Histogram(values.map { Int64(min($0 * nanoseconds, limit).rounded()) }))
    }
}

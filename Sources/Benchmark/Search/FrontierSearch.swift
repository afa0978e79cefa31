/// Looks for the highest rate that keeps each limit: upward in steps of 1.6, then between the last two.
///
/// It only decides which rate is tried next; every run serves all limits.
package struct FrontierSearch: Sendable {
    package let from: Double
    /// Milliseconds, ascending.
    package let limits: [Double]
    package private(set) var tests: [RateTest] = []
    private let most: Int
    /// How often the rate that was found has to pass once more.
    private let confirmations: Int

    static let step = 1.6
    static let precision = 1.1

    /// - Parameter most: runs at most.
    package init(from: Double, limits: [Double], most: Int = 24, confirmations: Int = 1) {
        self.confirmations = confirmations
        self.from = from
        self.limits = limits.sorted()
        self.most = most
    }

    package mutating func note(_ test: RateTest) {
        tests.append(test)
    }

    /// The rate to try next; nil when every limit is known, or too many runs were made.
    package var next: Double? {
        guard tests.count < most else { return nil }
        guard !tests.isEmpty else { return from }
        for limit in limits.reversed() {
            if let rate = next(for: limit) { return rate }
        }
        return nil
    }

    private func next(for limit: Double) -> Double? {
        let low = best(limit)
        guard let high = worst(limit, above: low ?? 0) else {
            // Past the harness nothing can be learnt.
            let top = tests.map(\.rate).max() ?? from
            return tests.contains(where: \.isHarnessLimited) ? nil : top * Self.step
        }
        guard let low else { return high > 2 ? high / Self.step / Self.step : nil }
        if high / low > Self.precision { return (low * high).squareRoot() }
        return tests.count { $0.rate == low } <= confirmations ? low : nil
    }

    /// The highest rate that passed whenever it was tried.
    private func best(_ limit: Double) -> Double? {
        let failed = Set(tests.filter { $0.isHarnessLimited || !$0.passes(limit: limit) }.map(\.rate))
        return tests.map(\.rate).filter { !failed.contains($0) }.max()
    }

    /// The lowest rate that fails; rates at which the harness was the limit count as failed for the search.
    private func worst(_ limit: Double, above low: Double) -> Double? {
        tests.filter { $0.rate > low && ($0.isHarnessLimited || !$0.passes(limit: limit)) }.map(\.rate).min()
    }

    /// One point: the highest rate that keeps a limit.
    package struct Point: Sendable, Equatable {
        /// Milliseconds.
        package var limit: Double
        /// Requests per second; 0 when no tried rate keeps it.
        package var rate: Double
        /// The harness was at its limit next above: the gateway may carry more.
        package var isFloor: Bool
    }

    /// Milliseconds: the greatest lateness of the runs in which the harness was not the limit.
    package var latenessP99: Double {
        tests.filter { !$0.isHarnessLimited }.map(\.latenessP99).max() ?? 0
    }

    /// The points that were found.
    ///
    /// - Parameter ceiling: what the harness itself reached without a gateway, for the same limits; a gateway within a
    ///   tenth of it may carry more.
    package func frontier(ceiling: [Point] = []) -> [Point] {
        limits.map { limit in
            let low = best(limit) ?? 0
            let above = tests.filter { $0.rate > low }.min { $0.rate < $1.rate }
            let near = ceiling.first { $0.limit == limit }.map { low >= 0.9 * $0.rate } ?? false
            return Point(limit: limit, rate: low, isFloor: low > 0 && (near || above?.isHarnessLimited ?? true))
        }
    }
}

internal import Foundation
internal import Results

/// What one open-loop run at one rate says: does the gateway carry it, within a limit on latency.
package struct RateTest: Sendable, Equatable {
    package var rate: Double
    package var offered: Int
    package var sent: Int
    package var failed: Int
    /// Milliseconds from the intended start to the end, of good requests, in order of start.
    package var latencies: [Double]
    /// The generator did not keep up: nothing can be said about the gateway at this rate.
    package var isHarnessLimited: Bool
    /// Requests in flight and their times both rise all along.
    package var isPilingUp = false
    /// Milliseconds by which 99 of 100 requests started late at most.
    package var latenessP99 = 0.0

    package init(
        rate: Double, offered: Int, sent: Int, failed: Int, latencies: [Double], isHarnessLimited: Bool
    ) {
        self.rate = rate
        self.offered = offered
        self.sent = sent
        self.failed = failed
        self.latencies = latencies
        self.isHarnessLimited = isHarnessLimited
    }

    /// Reads a run of one arm; latency counts from the intended start, so that a stall is seen by all who had to wait.
    package init(rate: Double, measures: [RequestMeasure], dropped: Int, facts: RunFacts) {
        let counted = measures.filter { $0.round >= 0 }.sorted { $0.offset < $1.offset }
        let late = Quantile.type7(counted.map { Double($0.lateness) / 1e6 }, 0.99)
        self.init(
            rate: rate, offered: counted.count + dropped, sent: counted.count, failed: counted.count { !$0.isGood },
            latencies: counted.filter(\.isGood).compactMap { $0.closed.map { Double($0) / 1e6 } },
            isHarnessLimited: facts.clientShare > Validity.clientShareLimit || !(late < 2))
        isPilingUp = SteadyState.isGrowing(counted)
        latenessP99 = late.isFinite ? late : 0
    }

    /// Share of errors that is still allowed.
    static let errorBudget = 0.01

    /// Whether 99 % of the requests stay below a limit, with 95 % confidence, nearly all are sent, and few fail.
    package func passes(limit: Double) -> Bool {
        guard offered > 0, Double(sent) >= 0.98 * Double(offered), !isGrowing, !isPilingUp else { return false }
        guard Proportion.wilson(failed, of: sent, alpha: 0.1).lowerBound <= Self.errorBudget else { return false }
        return latencies.count { $0 > limit } <= Self.allowed(of: latencies.count, share: 0.01)
    }

    /// The most requests over the limit that still speak for a share below `share`: the largest t with P(X <= t) <= 5 %.
    ///
    /// Too few requests allow none at all; then the statement is weaker than 95 %.
    static func allowed(of count: Int, share: Double) -> Int {
        guard count > 0 else { return 0 }
        var term = pow(1 - share, Double(count))
        var sum = term
        var allowed = -1
        var index = 0
        while sum <= 0.05, index < count {
            allowed = index
            term *= Double(count - index) / Double(index + 1) * share / (1 - share)
            index += 1
            sum += term
        }
        return max(0, allowed)
    }

    /// Latency rises all along the run: a queue that never ends (overload).
    var isGrowing: Bool {
        let count = latencies.count
        guard count >= 40 else { return false }
        let quarter = count / 4
        let first = Quantile.median(Array(latencies[..<quarter]))
        let middle = Quantile.median(Array(latencies[quarter..<(count - quarter)]))
        let last = Quantile.median(Array(latencies[(count - quarter)...]))
        return middle > first * 1.5 && last > middle * 1.5 && last > first + 5
    }
}

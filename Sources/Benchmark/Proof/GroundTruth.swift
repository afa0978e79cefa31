internal import Results
package import Suites

/// The proof that the benchmark finds what is there: delays of known length that a proxy puts in.
///
/// The proxy stamps how long it really kept each request and each event; that, not the wish, is the truth.
package enum GroundTruth {
    /// One proxy with a delay.
    package struct Delay: Sendable, Equatable {
        package enum Way: String, Sendable {
            case request
            case chunk
        }

        package var way: Way
        package var microseconds: Double

        /// The arm's name in results.
        package var arm: String { "\(way.rawValue)+\(Int(microseconds))us" }
        /// The metric that has to show it.
        package var metric: String { way == .request ? "in" : "out" }
    }

    /// Every delay that is tried: both ways, from 50 us to 5 ms.
    package static let delays = [Delay.Way.request, .chunk].flatMap { way in
        [50, 100, 200, 1000, 5000].map { Delay(way: way, microseconds: $0) }
    }

    /// The load: slow streams, so that no delayed event waits for the one before it.
    package static let part = LoadPart(
        name: "ground-truth",
        answer: .stream(PreparedAnswer.Pace(firstNanoseconds: 8_000_000, everyNanoseconds: 8_000_000, events: 8)),
        rate: 8, rounds: 20, perRound: 8, warmUpRounds: 1)

    /// Of all intervals together: the chance that one misses although all is right is at most 5 %.
    static let alpha = 0.05 / Double(delays.count)

    /// Microseconds that the proxy's own stamps cannot see: after a wait a write and a wake-up meet cold caches.
    package static let allowance = 3.0

    /// The recoveries that the measures of some arms allow; `proxy` is the arm without a delay.
    package static func recoveries(_ measures: [RequestMeasure], arms: [String]) -> [Recovery] {
        guard let base = arms.firstIndex(of: "proxy") else { return [] }
        let good = measures.filter { $0.isGood && $0.round >= 0 }
        let rounds = Set(good.map(\.round)).sorted()
        return delays.compactMap { delay in
            guard let arm = arms.firstIndex(of: delay.arm) else { return nil }
            let pairs = rounds.compactMap { round in
                pair(delay, of: good.filter { $0.round == round }, arm: arm, base: base)
            }
            return Recovery(delay: delay, rounds: pairs)
        }
    }

    /// In one round: what the benchmark found, and what the proxies really did, in microseconds.
    private static func pair(
        _ delay: Delay, of round: [RequestMeasure], arm: Int, base: Int
    ) -> (found: Double, truth: Double)? {
        let own = samples(delay, round.filter { $0.arm == arm })
        let bare = samples(delay, round.filter { $0.arm == base })
        guard !own.isEmpty, !bare.isEmpty else { return nil }
        let median = { (values: [(found: Double, truth: Double)], way: (Double, Double) -> Double) in
            Quantile.median(values.map { way($0.found, $0.truth) })
        }
        return (
            median(own) { found, _ in found } - median(bare) { found, _ in found },
            median(own) { _, truth in truth } - median(bare) { _, truth in truth }
        )
    }

    /// What was measured of each request or event beside what the proxy did to it; only where both are known.
    private static func samples(_ delay: Delay, _ measures: [RequestMeasure]) -> [(found: Double, truth: Double)] {
        measures.flatMap { measure -> [(found: Double, truth: Double)] in
            let found = delay.way == .request ? [measure.inward] : measure.outward
            let truth = delay.way == .request ? [measure.stayInward] : measure.stayOutward
            return zip(found, truth).compactMap { found, truth in
                guard let found, let truth else { return nil }
                return (Double(found) / 1e3, Double(truth) / 1e3)
            }
        }
    }
}

package import Results
package import Suites

/// The proof that the benchmark finds what is there: delays of known length that a proxy puts in.
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
        rate: 8, rounds: 16, perRound: 8, warmUpRounds: 1)

    /// What was put in, what was found.
    package struct Recovery: Sendable, Equatable {
        package var delay: Delay
        package var found: Shift
        /// The true delay lies in the interval.
        package var isRecovered: Bool { found.low <= delay.microseconds && delay.microseconds <= found.high }
        /// Found less true, in microseconds.
        package var error: Double { found.estimate - delay.microseconds }
    }

    /// Reads the recoveries from a record whose contrasts are all over the proxy without a delay.
    package static func recoveries(_ record: BenchRecord) -> [Recovery] {
        delays.compactMap { delay in
            let contrast = record.contrasts?.first {
                $0.arm == delay.arm && $0.against == "proxy" && $0.metric == delay.metric && $0.quantile == "p50"
            }
            return contrast.map {
                Recovery(delay: delay, found: Shift(estimate: $0.estimate, low: $0.low, high: $0.high))
            }
        }
    }
}

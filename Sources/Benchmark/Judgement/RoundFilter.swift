/// Tells rounds in which the generator kept its schedule from those in which the machine was too busy.
///
/// Only what the generator itself did decides, never what a gateway answered; a round is kept or dropped for all arms.
package enum RoundFilter {
    /// At least this share of the wanted rounds must be good.
    static let wantedShare = 0.8
    /// Share of the requests that may start late.
    static let lateShare = 0.01

    /// The numbers of good rounds, in order; rounds of the warm-up are none.
    ///
    /// As many rounds as can be had with at most one request of a hundred late, those without late ones first.
    package static func good(_ measures: [RequestMeasure]) -> [Int] {
        let counted = measures.filter { $0.round >= 0 }
        let limit = Validity.latenessLimit(counted)
        let rounds = Dictionary(grouping: counted, by: \.round).map { round, own in
            (round: round, late: lateCount(own, limit), count: own.count)
        }
        var (late, count) = (0, 0)
        var good: [Int] = []
        for round in rounds.sorted(by: { ($0.late, $0.round) < ($1.late, $1.round) }) {
            late += round.late
            count += round.count
            guard Double(late) <= lateShare * Double(count) else { break }
            good.append(round.round)
        }
        return good.sorted()
    }

    /// Requests that started more than `limit` milliseconds late.
    static func lateCount(_ measures: [RequestMeasure], _ limit: Double) -> Int {
        measures.count { Double($0.lateness) / 1e6 > limit }
    }
}

internal import Results

/// Tells rounds in which the generator kept its schedule from those in which the machine was too busy.
///
/// Only what the generator itself did decides, never what a gateway answered; a round is kept or dropped for all arms.
package enum RoundFilter {
    /// At least this share of the wanted rounds must be good.
    static let wantedShare = 0.8

    /// The numbers of good rounds, in order; rounds of the warm-up are none.
    package static func good(_ measures: [RequestMeasure]) -> [Int] {
        let counted = measures.filter { $0.round >= 0 }
        let limit = Validity.latenessLimit(counted)
        return Dictionary(grouping: counted, by: \.round).filter { _, round in
            Quantile.type7(round.map { Double($0.lateness) / 1e6 }, 0.95) <= limit
        }.keys.sorted()
    }
}

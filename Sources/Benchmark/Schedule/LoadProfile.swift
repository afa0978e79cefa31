internal import Suites

/// A named list of measurements, played one after the other.
package struct LoadProfile: Sendable, Equatable {
    package var name: String
    package var parts: [LoadPart]

    package init(name: String, parts: [LoadPart]) {
        self.name = name
        self.parts = parts
    }

    /// A few seconds in all: enough to see what a gateway adds, too little to judge its tails.
    package static let quick = LoadProfile(
        name: "quick",
        parts: [
            LoadPart(
                name: "quick.stream",
                answer: .stream(
                    PreparedAnswer.Pace(firstNanoseconds: 5_000_000, everyNanoseconds: 5_000_000, events: 12)),
                rate: 120, rounds: 10, perRound: 10, warmUpRounds: 2),
            LoadPart(
                name: "quick.json", answer: .json(bytes: 360), rate: 300, rounds: 10, perRound: 20, warmUpRounds: 2),
        ])
}

extension LoadPart {
    /// The same load at a rate that a slow gateway can carry: at most 30 % of what one request at a time would allow.
    ///
    /// - Parameter added: nanoseconds that the slowest arm takes for a request beyond the provider's own time.
    package func fitted(to added: Int64, arms: Int) -> LoadPart {
        guard added > 0 else { return self }
        var part = self
        part.rate = min(rate, 0.3e9 / Double(added) * Double(arms))
        return part
    }

    /// Nanoseconds that the provider takes for its answer.
    package var providerNanoseconds: Int64 {
        switch answer {
        case .json: 0
        case .stream(let pace): pace.firstNanoseconds + Int64(pace.events - 1) * pace.everyNanoseconds
        }
    }
}

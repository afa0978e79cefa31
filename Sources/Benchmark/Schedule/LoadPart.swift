package import Suites

/// One measurement of a profile: what is asked for, how often, and in how many rounds.
package struct LoadPart: Sendable, Equatable {
    /// Names it in results, such as `quick.stream`.
    package var name: String
    /// What the provider says.
    package var answer: PreparedAnswer
    /// Bytes of text in the request's message, beside the marker.
    package var promptBytes: Int
    package var arrivals: Arrivals
    /// Requests per second, of all arms together.
    package var rate: Double
    package var rounds: Int
    /// Requests of each arm in each round.
    package var perRound: Int
    /// Rounds before the first that counts; not measured.
    package var warmUpRounds: Int

    package init(
        name: String, answer: PreparedAnswer, promptBytes: Int = 64, arrivals: Arrivals = .poisson, rate: Double,
        rounds: Int, perRound: Int, warmUpRounds: Int = 1
    ) {
        self.name = name
        self.answer = answer
        self.promptBytes = promptBytes
        self.arrivals = arrivals
        self.rate = rate
        self.rounds = max(1, rounds)
        self.perRound = max(1, perRound)
        self.warmUpRounds = max(0, warmUpRounds)
    }

    /// Whether requests ask for a stream.
    package var isStream: Bool {
        if case .stream = answer { true } else { false }
    }

    /// Events with content of each answer; 1 for a JSON answer.
    package var eventCount: Int {
        if case .stream(let pace) = answer { pace.events } else { 1 }
    }

    /// Seconds that its requests take to arrive.
    package func seconds(arms: Int) -> Double {
        Double((rounds + warmUpRounds) * perRound * arms) / rate
    }

    /// The load in words.
    package func words(arms: Int) -> String {
        let shape =
            switch answer {
            case .json(let bytes): "JSON answers of \(bytes) bytes"
            case .stream(let pace):
                "streams of \(pace.events) events every \(Self.milliseconds(pace.everyNanoseconds)) ms"
            }
        let place = Self.rounded(rate / Double(arms))
        return "open loop, \(arrivals.words), \(place) requests/s to each of \(arms) arms, single requests in random "
            + "order, \(rounds) rounds of \(perRound) per arm after \(warmUpRounds) of warm-up; \(shape)"
    }

    private static func milliseconds(_ nanoseconds: Int64) -> String { rounded(Double(nanoseconds) / 1e6) }

    private static func rounded(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }
}

/// One measurement of a profile: what is asked for, how often, and how it is repeated.
package struct LoadPart: Sendable, Equatable {
    /// Names it in results, such as `quick.stream`.
    package var name: String
    /// What the provider says.
    package var answer: PreparedAnswer
    package var endpoint = LoadEndpoint.chat
    /// Bytes of text in the request's message, beside the marker.
    package var promptBytes: Int
    package var arrivals: Arrivals
    /// Requests per second to each arm.
    package var rate: Double
    package var rounds: Int
    /// Requests of each arm in each round.
    package var perRound: Int
    /// Rounds before the first that counts; not measured.
    package var warmUpRounds: Int
    /// Limits of what counts as goodput.
    package var objectives = Objectives()
    /// Something other than the interleaved open loop.
    package var form: Form

    /// How the load is made.
    package enum Form: Sendable, Equatable {
        /// Open loop at `rate`, single requests of all arms in random order.
        case interleaved
        /// Closed loop at each of these numbers of requests in flight, for so many seconds each.
        case sweep(levels: [Int], seconds: Double)
        /// The highest rate of an open loop that keeps each limit (milliseconds, 99 % of requests).
        case search(from: Double, seconds: Double, limits: [Double])
        /// Open loop at `rate` for a long time, looked at in windows of so many seconds: does anything grow?
        case soak(seconds: Double, window: Double)
        /// Open loop at `rate` on the failover route while the providers break, for so many seconds.
        case faults(FaultPlan, seconds: Double)
        /// As interleaved, with requests of several kinds in random order; each kind says how many of it a round has.
        case mixed([LoadPart])
    }

    package init(
        name: String, answer: PreparedAnswer, promptBytes: Int = 64, arrivals: Arrivals = .poisson, rate: Double,
        rounds: Int, perRound: Int, warmUpRounds: Int = 1, form: Form = .interleaved
    ) {
        self.name = name
        self.answer = answer
        self.promptBytes = promptBytes
        self.arrivals = arrivals
        self.rate = rate
        self.rounds = max(1, rounds)
        self.perRound = max(1, perRound)
        self.warmUpRounds = max(0, warmUpRounds)
        self.form = form
    }

    /// Whether requests ask for a stream.
    package var isStream: Bool {
        pace != nil
    }

    /// Events with content of each answer; 1 for a JSON answer.
    package var eventCount: Int {
        pace?.events ?? 1
    }

    /// The schedule of a streamed answer.
    package var pace: PreparedAnswer.Pace? { answer.pace }

    /// Nanoseconds that the provider takes for its answer.
    package var providerNanoseconds: Int64 {
        switch answer {
        case .json: 0
        case .stream(let pace), .tools(let pace):
            pace.firstNanoseconds + Int64(pace.events - 1) * pace.everyNanoseconds
        }
    }

    /// The same load at a rate that a slow gateway can carry: at most 30 % of what one request at a time would allow.
    ///
    /// - Parameter added: nanoseconds that the slowest arm takes for a request beyond the provider's own time.
    package func fitted(to added: Int64) -> LoadPart {
        guard added > 0 else { return self }
        return at(rate: min(rate, 0.3e9 / Double(added)))
    }
}

package import Wire

/// Everything that both ends know of one request, in nanoseconds; what a metric reads.
package struct RequestMeasure: Sendable, Equatable {
    /// How the provider's events were found again at the client.
    package enum Correlation: String, Sendable {
        /// By text position: the text arrived unchanged.
        case exact
        /// By event number: the text was changed on the way.
        case index
        /// The provider was not asked for this marker, or nothing came back.
        case none
    }

    package var arm: Int
    package var round: Int
    /// Nanoseconds after the start of the run, as planned.
    package var offset: Int64 = 0
    /// Answered 200, whole, and with the text that was sent.
    package var isGood = false
    /// A word on what went wrong; empty when nothing did.
    package var trouble = ""
    package var correlation = Correlation.none
    /// Requests with this marker that reached the provider.
    package var attempts = 0
    package var isReused = false

    /// From the intended to the real start.
    package var lateness: Int64 = 0
    // One way each: what the path adds.
    package var inward: Int64?
    package var inwardFull: Int64?
    package var upstream: Int64?
    /// By event of the provider, from the first; nil for events that never arrived.
    package var outward: [Int64?] = []
    package var jitter: [Int64] = []
    package var total: Int64?
    package var residual: Int64?

    // From the intended start.
    package var ttfb: Int64?
    package var ttfe: Int64?
    package var ttfc: Int64?
    package var ttft: Int64?
    package var ttfo: Int64?
    package var contentEnd: Int64?
    package var done: Int64?
    package var closed: Int64?

    /// Gaps between reads that brought text.
    package var gaps: [Int64] = []
    /// Tokens that arrived; with our provider one for each event with text.
    package var tokens = 0
    /// Events with text that arrived in the same read as one before.
    package var coalesced = 0
    /// Provider's pacing: how late each event was written.
    package var pacing: [Int64] = []

    // Where providers take turns.
    package var answeredBy: ProviderRole?
    /// Parts of the answer are another provider's, or another request's.
    package var isMixed = false
    /// Nanoseconds from the fault to the other provider's first byte.
    package var switchover: Int64?
    /// Requests with this marker that reached the primary, and when the first did.
    package var primaryAt: Int64?

    /// What the answer's head says of the gateway's own time.
    package struct Claim: Sendable, Equatable {
        /// Index in `ClaimHeader.known`.
        package var header: Int
        package var nanoseconds: Double
    }

    package var claim: Claim?

    // What a proxy of ours really kept it, where that is recorded (ground truth).
    package var stayInward: Int64?
    package var stayOutward: [Int64?] = []

    package init(arm: Int, round: Int) {
        self.arm = arm
        self.round = round
    }
}

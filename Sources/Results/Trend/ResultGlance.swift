/// What a trend needs of one result; a thousand files are read in the time that decoding ten takes.
package struct ResultGlance: Sendable, Equatable {
    package var path: String
    package var complete = false
    /// ISO 8601, UTC.
    package var started = ""
    package var target = ""
    package var version = ""
    package var lane = ""
    /// Machine and tool in one text; figures of two machines are not comparable.
    package var machine = ""
    package var score = 0.0
    package var verdict = ""
    package var cases: [Case] = []
    package var figures: [Figure] = []

    package struct Case: Sendable, Equatable {
        package var id: String
        package var level: String
        package var verdict: String

        package init(id: String, level: String, verdict: String) {
            self.id = id
            self.level = level
            self.verdict = verdict
        }
    }

    /// One metric of the gateway relative to the direct arm of the same run.
    package struct Figure: Sendable, Equatable {
        package var profile: String
        package var metric: String
        package var quantile: String
        /// Median over the rounds of ln(gateway / direct), as a ratio.
        package var ratio: Double
        /// False where the run says that it is not to be quoted.
        package var valid: Bool

        package init(profile: String, metric: String, quantile: String, ratio: Double, valid: Bool) {
            self.profile = profile
            self.metric = metric
            self.quantile = quantile
            self.ratio = ratio
            self.valid = valid
        }

        /// `quick.stream ttft p50`.
        package var name: String { "\(profile) \(metric) \(quantile)" }
    }

    package init(path: String) {
        self.path = path
    }

    /// What the run came to: the file's verdict, `incomplete`, or `measured` where no case was played.
    package var word: String {
        guard complete else { return "incomplete" }
        return cases.isEmpty ? "measured" : verdict
    }
}

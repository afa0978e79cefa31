/// A measured trait that is neither right nor wrong: a policy, a limit, a size.
package struct PropertyRecord: Codable, Sendable, Equatable {
    package var name: String
    package var value: String
    package var unit: String
    package var caseID: String
    /// What was measured, and over how many cases; absent in files that were written without it.
    package var note: String?

    package init(name: String, value: String, unit: String = "", caseID: String = "", note: String? = nil) {
        self.note = note
        self.name = name
        self.value = value
        self.unit = unit
        self.caseID = caseID
    }
}

/// One load profile, measured.
package struct BenchRecord: Codable, Sendable, Equatable {
    package var profile: String
    /// How the load was made, in words: arrival process, rate or concurrency, seconds, warm-up.
    package var load: String
    package var generator: Generator
    /// Arm (`direct`, `gateway`) → metric → figures.
    package var arms: [String: [String: Metric]]
    /// What one arm adds over another; absent where arms were not interleaved.
    package var contrasts: [Contrast]?
    /// What can be drawn; absent where nothing was kept.
    package var series: [BenchSeries]?
    /// What gateways say of their own overhead; absent where none does.
    package var claims: [BenchClaim]?
    /// Names the run whose rounds held the arms; records with the same name can be compared round by round.
    package var interleaving: String?

    /// How well the harness itself did; figures of an invalid run are not to be quoted.
    package struct Generator: Codable, Sendable, Equatable {
        package var valid: Bool
        /// What passed its limit, and what to do about it.
        package var doubts: [String]
        package var latenessP99Microseconds: Double
        package var clientCPUShare: Double
        /// Further figures about harness and machine.
        package var facts: [Fact]?

        package init(
            valid: Bool, doubts: [String] = [], latenessP99Microseconds: Double = 0, clientCPUShare: Double = 0,
            facts: [Fact]? = nil
        ) {
            self.facts = facts
            self.valid = valid
            self.doubts = doubts
            self.latenessP99Microseconds = latenessP99Microseconds
            self.clientCPUShare = clientCPUShare
        }
    }

    /// One figure about the run itself.
    package struct Fact: Codable, Sendable, Equatable {
        package var title: String
        package var value: Double
        package var unit: String

        package init(_ title: String, _ value: Double, _ unit: String) {
            self.title = title
            self.value = value
            self.unit = unit
        }
    }

    /// How far a quantile of one arm lies from that of another, from paired rounds (Hodges–Lehmann).
    package struct Contrast: Codable, Sendable, Equatable {
        package var metric: String
        /// `p50` or `p90`.
        package var quantile: String
        package var unit: String
        package var arm: String
        package var against: String
        package var estimate: Double
        /// The ends of the 95 % interval; infinite where there are too few rounds.
        package var low: Double
        package var high: Double
        /// Smaller differences cannot be told from noise here: `against` compared with itself.
        package var resolution: Double

        package init(
            metric: String, quantile: String, unit: String, arm: String, against: String, estimate: Double, low: Double,
            high: Double, resolution: Double
        ) {
            self.metric = metric
            self.quantile = quantile
            self.unit = unit
            self.arm = arm
            self.against = against
            self.estimate = estimate
            self.low = low
            self.high = high
            self.resolution = resolution
        }
    }

    package struct Metric: Codable, Sendable, Equatable {
        package var title: String
        package var unit: String
        /// `lower` or `higher`.
        package var better: String
        package var count: Int
        package var mean: Double
        package var p50: Double
        package var p90: Double
        package var p95: Double
        package var p99: Double
        package var p999: Double
        package var max: Double
        /// Quantile (`p50`, `p90`) → its value in each round, which is what a comparison needs; absent without rounds.
        package var rounds: [String: [Double]]?
        /// How it is computed, in words.
        package var formula: String?
        /// The ends of the 95 % interval of `mean`, where it is an estimate that has one.
        package var low: Double?
        package var high: Double?
        /// All values as an HdrHistogram (V2, compressed, base64), in nanoseconds where `unit` is a time.
        package var histogram: String?

        package init(
            title: String, unit: String, better: String, count: Int, mean: Double, p50: Double, p90: Double,
            p95: Double, p99: Double, p999: Double, max: Double, rounds: [String: [Double]]? = nil
        ) {
            self.rounds = rounds
            self.title = title
            self.unit = unit
            self.better = better
            self.count = count
            self.mean = mean
            self.p50 = p50
            self.p90 = p90
            self.p95 = p95
            self.p99 = p99
            self.p999 = p999
            self.max = max
        }
    }

    package init(profile: String, load: String, generator: Generator, arms: [String: [String: Metric]]) {
        self.profile = profile
        self.load = load
        self.generator = generator
        self.arms = arms
    }
}

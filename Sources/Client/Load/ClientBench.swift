internal import Wire

/// Measures what the load client itself costs, against a server that does nothing.
package enum ClientBench {
    /// One measurement.
    package struct Figures: Sendable, CustomStringConvertible {
        package var report: LoadReport
        package var failures: Int
        /// Nanoseconds from the intended to the real start, of the latest one.
        package var greatestLag: Int64

        package var description: String {
            let requests = max(1, report.requests)
            let perRequest = Double(report.processorNanoseconds) / Double(requests) / 1_000
            let perRead = Double(report.processorNanoseconds) / Double(max(1, report.reads)) / 1_000
            let rate = Double(requests) * 1e9 / Double(max(1, report.nanoseconds))
            let share = Double(report.processorNanoseconds) / Double(max(1, report.nanoseconds))
            return [
                "requests \(requests)", "failures \(failures)", "rate \(Int(rate))/s", "reads \(report.reads)",
                "cpu \(tenths(perRequest)) us/request", "\(tenths(perRead)) us/read", "busy \(tenths(share * 100)) %",
                "wake-ups \(report.wakeUps)", "greatest lag \(greatestLag / 1_000) us",
            ].joined(separator: ", ")
        }

        private func tenths(_ value: Double) -> String {
            "\((value * 10).rounded() / 10)"
        }
    }

    /// Sends `count` requests over `slots` connections; `rate` per second when given, else as fast as answers come.
    package static func run(
        _ request: LoadRequest, slots: Int, count: Int, rate: Double? = nil
    ) async throws -> Figures {
        let client = try CurlClient()
        defer { client.shutdown() }
        let plan = LoadPlan(requests: [request], slots: slots)
        let (summary, report) = try await client.load(plan) {
            BenchDirector(slots: slots, count: count, interval: rate.map { Int64(1e9 / $0) })
        }
        return Figures(report: report, failures: summary.failures, greatestLag: summary.greatestLag)
    }
}

/// A closed loop, or arrivals at even intervals.
private final class BenchDirector: LoadDirector {
    struct Summary: Sendable {
        var failures = 0
        var greatestLag: Int64 = 0
    }

    private let interval: Int64?
    private let began = Instant.now().nanoseconds
    private var arrivals: Int
    private var arrived = 0
    private var left: Int
    private var counts = Summary()

    init(slots: Int, count: Int, interval: Int64?) {
        self.interval = interval
        arrivals = interval == nil ? min(slots, count) : count
        left = count - arrivals
    }

    func nextArrival() -> Int64? {
        guard arrived < arrivals else { return nil }
        arrived += 1
        return began + Int64(arrived) * (interval ?? 0)
    }

    func prepare(_ slot: LoadSlot) {
        counts.greatestLag = max(counts.greatestLag, slot.started - slot.intended)
    }

    func dropped(intended: Int64) {
        counts.failures += 1
    }

    func finished(_ slot: LoadSlot) -> LoadNext {
        if !slot.isComplete || slot.status != 200 { counts.failures += 1 }
        guard interval == nil, left > 0 else { return .rest }
        left -= 1
        return .again
    }

    func summary() -> Summary {
        counts
    }
}

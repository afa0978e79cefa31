package import Suites

extension RateMetric {
    /// The figure `goodput`: what was answered well and in time.
    package static let goodput = RateMetric(
        "goodput", "requests per second within all objectives",
        formula: "Requests answered well that also meet every objective of the profile (`slo`), per second of "
            + "intended starts; requests that were not sent are misses."
    ) { facts in
        facts.objectives.isEmpty ? nil : facts.measures.count { facts.objectives.areMet(by: $0) }
    }
}

extension Objectives {
    /// Answered well, and within every limit; a figure that the answer does not have cannot miss its limit.
    package func areMet(by measure: RequestMeasure) -> Bool {
        let below = { (nanoseconds: Int64?, limit: Double?) in
            limit.map { limit in nanoseconds.map { Double($0) / 1e6 <= limit } ?? true } ?? true
        }
        return measure.isGood && below(measure.ttft, timeToFirstToken)
            && below(measure.gaps.max(), longestGap) && below(measure.closed, endToEnd)
    }
}

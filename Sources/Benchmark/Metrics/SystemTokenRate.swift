extension RateMetric {
    /// The figure `tok_s_system`: tokens of all streams.
    package static let systemTokenRate = RateMetric(
        "tok_s_system", "tokens per second of all streams",
        formula: "Tokens of the requests that were answered well, per second of intended starts."
    ) { facts in
        let tokens = facts.measures.reduce(0) { $0 + ($1.isGood ? $1.tokens : 0) }
        return tokens > 0 ? tokens : nil
    }
}

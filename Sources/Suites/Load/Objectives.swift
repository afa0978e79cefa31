/// Limits that an answer must keep to count as goodput (`slo` of a load profile), in milliseconds.
package struct Objectives: Sendable, Equatable {
    package var timeToFirstToken: Double?
    /// Between two reads with text.
    package var longestGap: Double?
    package var endToEnd: Double?

    package init(timeToFirstToken: Double? = nil, longestGap: Double? = nil, endToEnd: Double? = nil) {
        self.timeToFirstToken = timeToFirstToken
        self.longestGap = longestGap
        self.endToEnd = endToEnd
    }

    package var isEmpty: Bool { self == Objectives() }

    /// Such as `ttft 200 ms, total 2000 ms`.
    package var words: String {
        [("ttft", timeToFirstToken), ("stall", longestGap), ("total", endToEnd)].compactMap { name, limit in
            limit.map { "\(name) \(Int($0)) ms" }
        }.joined(separator: ", ")
    }
}

package import Suites

/// The volume at which one card becomes cheaper than another, while requests and inference grow together.
package struct BreakEven: Sendable, Equatable {
    /// One change of sides.
    package struct Crossing: Sendable, Equatable {
        /// The least number of requests a month at which `cheaper` costs less.
        package var requests: Amount
        package var inference: Amount
        package var tokens: Amount
        package var cheaper: String
        package var dearer: String
    }

    /// In order of volume; at most four, since stepped prices may cross often.
    package var crossings: [Crossing]
    /// The card that is cheaper at the workload's own volume; nil where both cost the same.
    package var cheaperNow: String?

    private static let mostCrossings = 4
    private static let greatest = 1_000_000_000_000

    /// Looks from one request to 10¹² a month, at volumes 7 per cent apart and then exactly.
    ///
    /// - Parameter isHigh: whether ranges count with their greatest amounts.
    package static func between(
        _ one: PriceCard, _ other: PriceCard, workload: Workload, inference: Amount, isHigh: Bool = false
    ) -> BreakEven {
        let scale = Scale(one: one, other: other, workload: workload, inference: inference, isHigh: isHigh)
        var crossings: [Crossing] = []
        var (low, side) = (1, scale.side(1))
        while low < greatest, crossings.count < mostCrossings {
            let high = max(low + 1, low + low / 14)
            let next = scale.side(high)
            if next != 0, side != 0, next != side { crossings.append(scale.crossing(low, high, from: side)) }
            low = high
            if next != 0 { side = next }
        }
        let now = scale.side(workload.requests.whole)
        return BreakEven(crossings: crossings, cheaperNow: now == 0 ? nil : now < 0 ? one.name : other.name)
    }
}

/// Both cards at any volume of one workload.
private struct Scale {
    var one: PriceCard
    var other: PriceCard
    var workload: Workload
    var inference: Amount
    var isHigh: Bool

    private func spend(_ requests: Int) -> Amount {
        (inference * Amount(requests) / workload.requests) ?? .zero
    }

    private func cost(_ card: PriceCard, _ requests: Int) -> Amount {
        var scaled = workload
        scaled.requests = Amount(requests)
        let total = Bill.of(scaled, inference: spend(requests), card: card).total
        return isHigh ? total.high : total.low
    }

    /// -1 where the first card is cheaper, 1 where the other is, 0 where both cost the same.
    func side(_ requests: Int) -> Int {
        let (mine, theirs) = (cost(one, requests), cost(other, requests))
        return mine < theirs ? -1 : mine > theirs ? 1 : 0
    }

    /// The first volume above `low` whose side is not `from` any more.
    func crossing(_ low: Int, _ high: Int, from: Int) -> BreakEven.Crossing {
        var (low, high) = (low, high)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if side(middle) == -from { high = middle } else { low = middle }
        }
        return BreakEven.Crossing(
            requests: Amount(high), inference: spend(high), tokens: Amount(high) * workload.tokens.sum,
            cheaper: from < 0 ? other.name : one.name, dearer: from < 0 ? one.name : other.name)
    }
}

/// Estimates of quantiles from few values.
package enum Quantile {
    package enum Method: String, Sendable {
        case harrellDavis = "Harrell-Davis"
        case type7 = "type 7"
    }

    /// The estimate to use: Harrell–Davis, or type 7 where the extremes would dominate it (q(1-q)n < 5).
    package static func estimate(_ values: [Double], _ share: Double) -> (value: Double, method: Method) {
        let enough = share * (1 - share) * Double(values.count) >= 5
        return enough ? (harrellDavis(values, share), .harrellDavis) : (type7(values, share), .type7)
    }

    package static func median(_ values: [Double]) -> Double {
        type7(values, 0.5)
    }

    /// Linear interpolation between order statistics (Hyndman and Fan's type 7); not a number without values.
    package static func type7(_ values: [Double], _ share: Double) -> Double {
        type7(sorted: values.sorted(), share)
    }

    static func type7(sorted: [Double], _ share: Double) -> Double {
        guard let last = sorted.indices.last else { return .nan }
        let place = Double(last) * min(max(share, 0), 1)
        let low = Int(place)
        let rest = place - Double(low)
        return rest == 0 ? sorted[low] : sorted[low] + rest * (sorted[min(low + 1, last)] - sorted[low])
    }

    /// The mean of the order statistics, weighted by a beta distribution (Harrell and Davis 1982).
    package static func harrellDavis(_ values: [Double], _ share: Double) -> Double {
        let count = values.count
        guard count > 1, share > 0, share < 1 else { return type7(values, share) }
        let (a, b) = (share * Double(count + 1), (1 - share) * Double(count + 1))
        var below = 0.0
        var sum = 0.0
        for (index, value) in values.sorted().enumerated() {
            let reached = Beta.incomplete(Double(index + 1) / Double(count), a, b)
            sum += (reached - below) * value
            below = reached
        }
        return sum
    }
}

internal import Foundation

/// When requests arrive in an open loop, whatever becomes of those before them.
package enum Arrivals: Sendable, Equatable {
    /// Independent users: exponential gaps.
    case poisson
    /// Even gaps.
    case constant
    /// So many at once, the groups at even gaps.
    case burst(Int)

    /// Nanoseconds from the start of each of `count` arrivals at a mean rate per second.
    ///
    /// The gaps are stretched so that the whole takes exactly `count / rate`: two seeds offer the same load.
    package func offsets(count: Int, rate: Double, seed: UInt64) -> [Int64] {
        guard count > 0, rate > 0 else { return [] }
        let gap = 1e9 / rate
        switch self {
        case .constant: return (0..<count).map { Int64(Double($0) * gap) }
        case .burst(let size):
            let size = max(1, size)
            return (0..<count).map { Int64(Double($0 / size * size) * gap) }
        case .poisson: return Self.poisson(count: count, length: Double(count) * gap, seed: seed)
        }
    }

    private static func poisson(count: Int, length: Double, seed: UInt64) -> [Int64] {
        var draw = Draw(seed: seed)
        var sum = 0.0
        let sums = (0...count).map { _ in
            sum -= log(draw.share())
            return sum
        }
        return sums.dropLast().map { Int64($0 / sum * length) }
    }

    /// In a sentence about the load.
    package var words: String {
        switch self {
        case .poisson: "Poisson arrivals"
        case .constant: "even arrivals"
        case .burst(let size): "bursts of \(size)"
        }
    }
}

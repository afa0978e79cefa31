internal import Foundation
package import Suites

extension Arrivals {
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
}

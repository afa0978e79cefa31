internal import Foundation
internal import Results

/// Tells a run that has settled from one that is still warming up, or that only gets worse.
package enum SteadyState {
    /// MSER-5: how many values at the front to leave out, so that the mean of the rest is known best.
    ///
    /// Medians of five neighbours each, so that a single straggler does not count; the cut minimises the sum of squares of the rest over the square of its count.
    /// A cut counts only when what it leaves out lies outside of where most of the rest lies, else noise would be cut.
    /// Nil when the best cut lies in the second half: the series never settles.
    package static func truncation(_ values: [Double]) -> Int? {
        let batches = stride(from: 0, to: values.count - 4, by: 5).map { start in
            values[start..<(start + 5)].sorted()[2]
        }
        guard batches.count >= 4 else { return 0 }
        var (sum, squares) = (0.0, 0.0)
        var best = (cut: 0, score: Double.infinity)
        for cut in batches.indices.reversed() {
            sum += batches[cut]
            squares += batches[cut] * batches[cut]
            let count = Double(batches.count - cut)
            // The last few say nothing about a spread.
            guard count >= max(3, Double(batches.count) / 4) else { continue }
            let score = max(0, squares - sum * sum / count) / (count * count)
            if score <= best.score { best = (cut, score) }
        }
        guard best.cut > 1, isApart(batches[..<best.cut], from: batches[best.cut...]) else { return 0 }
        return best.cut > batches.count / 2 ? nil : best.cut * 5
    }

    private static func isApart(_ front: ArraySlice<Double>, from rest: ArraySlice<Double>) -> Bool {
        let (middle, sorted) = (Quantile.median(Array(front)), rest.sorted())
        return middle < Quantile.type7(sorted, 0.02) || middle > Quantile.type7(sorted, 0.98)
    }

    /// A straight line through points, by least squares, with the half-width of its slope's interval.
    package static func slope(
        _ points: [(x: Double, y: Double)], level z: Double = 1.96
    ) -> (
        slope: Double, margin: Double
    )? {
        let count = Double(points.count)
        guard points.count >= 10 else { return nil }
        let (meanX, meanY) = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
        let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        guard spread > 0 else { return nil }
        let slope = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
        let rest = points.reduce(0) { sum, point in
            let error = point.y - meanY - slope * (point.x - meanX)
            return sum + error * error
        }
        return (slope, z * (rest / (count - 2) / spread).squareRoot())
    }

    /// Requests in flight and time to the end both rise all along, by more than a fifth in all: overload.
    package static func isGrowing(_ measures: [RequestMeasure]) -> Bool {
        let own = measures.filter { $0.closed != nil }.sorted { $0.offset < $1.offset }
        guard own.count >= 40, let last = own.last, let first = own.first else { return false }
        let length = Double(last.offset - first.offset)
        let times = own.map { (x: Double($0.offset), y: Double($0.closed ?? 0) / 1e6) }
        return grows(times, length, least: 2) && grows(inFlight(own), length, least: 2)
    }

    private static func grows(_ points: [(x: Double, y: Double)], _ length: Double, least: Double) -> Bool {
        guard let line = slope(points) else { return false }
        let growth = line.slope * length
        return line.slope > line.margin && growth > max(least, 0.2 * Quantile.median(points.map(\.y)))
    }

    /// At each start: how many earlier requests have not ended.
    static func inFlight(_ measures: [RequestMeasure]) -> [(x: Double, y: Double)] {
        let ends = measures.map { $0.offset + ($0.closed ?? 0) }.sorted()
        var ended = 0
        return measures.enumerated().map { index, measure in
            while ended < ends.count, ends[ended] <= measure.offset { ended += 1 }
            return (Double(measure.offset), Double(index + 1 - ended))
        }
    }
}

/// Where a series is best cut in two, by the energy distance of both parts (E-Divisive with exponent 1).
///
/// Sums of distances come from ranks in a Fenwick tree, so that one look costs n log n.
struct EnergySplit {
    private let values: [Double]
    /// The rank of each value, from 0, ties in order of place.
    private let ranks: [Int]
    /// The sum of a value's distances to all others.
    private let distances: [Double]
    private let total: Double
    /// At least so many values stay on each side.
    private let side: Int

    init(_ values: ArraySlice<Double>, side: Int) {
        self.values = Array(values)
        self.side = max(2, side)
        let order = self.values.indices.sorted { [values = self.values] in (values[$0], $0) < (values[$1], $1) }
        var (ranks, distances) = ([Int](repeating: 0, count: order.count), [Double](repeating: 0, count: order.count))
        let sum = self.values.reduce(0, +)
        var below = 0.0
        for (rank, index) in order.enumerated() {
            let value = self.values[index]
            ranks[index] = rank
            distances[index] = value * Double(rank) - below + (sum - below) - value * Double(order.count - rank)
            below += value
        }
        self.ranks = ranks
        self.distances = distances
        total = distances.reduce(0, +) / 2
    }

    /// The best cut of the values in a given order: the first index of the right part, and how far both lie apart.
    func best(order: [Int]) -> (index: Int, strength: Double) {
        var tree = RankSums(count: values.count)
        var (left, right) = (0.0, total)
        var best = (index: 0, strength: -Double.infinity)
        for (place, index) in order.enumerated() {
            let toLeft = tree.distance(from: values[index], rank: ranks[index])
            left += toLeft
            right -= distances[index] - toLeft
            tree.add(values[index], rank: ranks[index])
            let (m, n) = (Double(place + 1), Double(values.count - place - 1))
            guard place + 1 >= side, values.count - place - 1 >= side else { continue }
            let between = 2 * (total - left - right) / (m * n)
            let within = 2 * left / (m * (m - 1)) + 2 * right / (n * (n - 1))
            let strength = m * n / (m + n) * (between - within)
            if strength > best.strength { best = (place + 1, strength) }
        }
        return best
    }
}

/// Counts and sums of values by rank, with prefix sums in logarithmic time.
private struct RankSums {
    private var counts: [Double]
    private var sums: [Double]
    private var total = (count: 0.0, sum: 0.0)

    init(count: Int) {
        counts = [Double](repeating: 0, count: count + 1)
        sums = counts
    }

    mutating func add(_ value: Double, rank: Int) {
        var node = rank + 1
        while node < counts.count {
            counts[node] += 1
            sums[node] += value
            node += node & -node
        }
        total.count += 1
        total.sum += value
    }

    /// The sum of distances to all values that were added.
    func distance(from value: Double, rank: Int) -> Double {
        var (count, sum) = (0.0, 0.0)
        var node = rank + 1
        while node > 0 {
            count += counts[node]
            sum += sums[node]
            node -= node & -node
        }
        return value * count - sum + (total.sum - sum) - value * (total.count - count)
    }
}

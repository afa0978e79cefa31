internal import Results

/// When the providers wrote and when the client read, as one lane above another.
struct Timeline {
    struct Lane: Equatable {
        var name: String
        var moments: [Evidence.Moment]
    }

    /// Something that both ends saw.
    struct Pair: Equatable {
        var what: String
        var provider: Double
        var client: Double
        /// The client read it only after the provider had written a later one, and not at once.
        var held: Bool
    }

    /// The providers first, the client last.
    let lanes: [Lane]

    /// Writes that follow each other faster than this, in milliseconds, overtake any network: they prove nothing.
    static let gap = 1.0

    /// More moments than these are not drawn.
    static let momentLimit = 400

    init(_ exchange: Evidence.ExchangeRecord) {
        let sides = exchange.attempts + [exchange.client]
        lanes = sides.map { side in
            Lane(
                name: side.name,
                moments: Array(side.timeline.filter { $0.milliseconds.isFinite }.prefix(Self.momentLimit)))
        }
    }

    var isEmpty: Bool { lanes.allSatisfy(\.moments.isEmpty) }

    /// Milliseconds from the first to the last moment that is drawn; at least a little.
    var span: ClosedRange<Double> {
        let times = lanes.flatMap { $0.moments.map(\.milliseconds) }
        let low = min(0, times.min() ?? 0)
        return low...max(low + 0.001, times.max() ?? 0)
    }

    /// Moments of one provider lane and of the client that carry the same name, each used once.
    func pairs(lane: Int) -> [Pair] {
        guard lane < lanes.count - 1, let reads = lanes.last?.moments else { return [] }
        var waiting = Dictionary(grouping: reads) { Self.key($0.what) }
        let writes = lanes[lane].moments
        return writes.enumerated().compactMap { index, write -> Pair? in
            let key = Self.key(write.what)
            guard waiting[key]?.isEmpty == false, let read = waiting[key]?.removeFirst() else { return nil }
            let next = writes[(index + 1)...].first {
                $0.what.hasPrefix("event") && $0.milliseconds >= write.milliseconds + Self.gap
            }
            return Pair(
                what: key, provider: write.milliseconds, client: read.milliseconds,
                held: key.hasPrefix("event") && next.map { read.milliseconds >= $0.milliseconds } ?? false)
        }
    }

    /// What two ends call the same: sizes after a comma may differ.
    static func key(_ what: String) -> String {
        String(what.prefix { $0 != "," })
    }
}

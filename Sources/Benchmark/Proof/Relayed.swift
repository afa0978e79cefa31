/// One read of a proxy of our own, and when it went on; nanoseconds of the monotonic clock.
package struct Relayed: Sendable, Equatable {
    package var connection: Int
    /// From the client to the provider; otherwise back.
    package var isInward: Bool
    package var readAt: Int64
    package var wroteAt: Int64

    package init(connection: Int, isInward: Bool, readAt: Int64, wroteAt: Int64) {
        self.connection = connection
        self.isInward = isInward
        self.readAt = readAt
        self.wroteAt = wroteAt
    }

    /// How long it really stayed in the proxy.
    package var stay: Int64 { wroteAt - readAt }
}

/// What a proxy did to each request, found again by cause: a read lies between the send and the receipt.
struct RelayedRequests {
    /// By connection: the reads from the client, and what came back after each.
    private var visits: [(inward: Relayed, back: [Relayed])] = []

    init(_ all: [Relayed]) {
        for own in Dictionary(grouping: all, by: \.connection).values {
            var open: (inward: Relayed, back: [Relayed])?
            for relayed in own.sorted(by: { $0.readAt < $1.readAt }) {
                guard relayed.isInward else {
                    open?.back.append(relayed)
                    continue
                }
                if let open { visits.append(open) }
                open = (relayed, [])
            }
            if let open { visits.append(open) }
        }
        visits.sort { $0.inward.readAt < $1.inward.readAt }
    }

    /// Nanoseconds in the proxy: of the request, and of each event; nil where that is not certain.
    ///
    /// - Parameters:
    ///   - sent: when the client was about to send; `arrived`: when the provider had read.
    ///   - writes: when the provider wrote each event.
    func stays(sent: Int64, arrived: Int64, writes: [Int64?]) -> (request: Int64?, events: [Int64?]) {
        let none = (request: Int64?.none, events: [Int64?](repeating: nil, count: writes.count))
        let near = visits[lowerBound(sent)...].prefix { $0.inward.readAt <= arrived }
        let candidates = near.filter { $0.inward.wroteAt <= arrived }
        guard candidates.count == 1, let visit = candidates.first else { return none }
        return (visit.inward.stay, writes.enumerated().map { event($0.offset, $0.element, writes, visit.back) })
    }

    /// The only read between the write of an event and the write of the next one.
    private func event(_ index: Int, _ wrote: Int64?, _ writes: [Int64?], _ back: [Relayed]) -> Int64? {
        guard let wrote else { return nil }
        let next = index + 1 < writes.count ? writes[index + 1] ?? .max : .max
        let own = back.filter { $0.readAt >= wrote && $0.readAt < next }
        // After the last event its tail follows at once.
        return own.count == 1 || next == .max ? own.first?.stay : nil
    }

    private func lowerBound(_ at: Int64) -> Int {
        var (low, high) = (0, visits.count)
        while low < high {
            let middle = (low + high) / 2
            if visits[middle].inward.readAt < at { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

internal import Client
internal import Foundation
internal import MockProvider
internal import Suites
internal import Wire

// A provider that waits exactly 100 ms, and what the client makes of it.
extension BenchSelf {
    /// With idle cores kept awake, as when known delays are looked for, and once with cores that may sleep.
    func exact(_ provider: BenchProvider) async throws -> [Line] {
        let asleep = try await exact(provider, slots: 1)
        let cores = WakefulCores()
        defer { cores.stop() }
        var lines: [Line] = []
        for slots in [1, 8, 64] {
            let found = try await exact(provider, slots: slots)
            let all = slots == 1 ? "1 connection" : "\(slots) connections"
            lines += [
                Line(title: "client: first token less the 100 ms asked for, \(all)", value: found.asked, unit: "ms"),
                Line(
                    title: "client: first token less what the provider waited, \(all)", value: found.waited, unit: "ms"),
                Line(
                    title: "client: the same less what a blocking socket sees, \(all)",
                    value: found.waited - found.truth,
                    unit: "ms"),
            ]
        }
        return lines + [
            Line(
                title: "client: first token less what the provider waited, cores asleep", value: asleep.waited,
                unit: "ms"
            ),
            Line(
                title: "client: the same less what a blocking socket sees, cores asleep",
                value: asleep.waited - asleep.truth, unit: "ms"),
        ]
    }

    /// Medians in milliseconds: beyond the 100 that were asked for, beyond those that the provider really waited, and
    /// the same of a blocking socket.
    private func exact(
        _ provider: BenchProvider, slots: Int
    ) async throws -> (asked: Double, waited: Double, truth: Double) {
        let pace = PreparedAnswer.Pace(firstNanoseconds: 100_000_000, everyNanoseconds: 1_000_000, events: 2)
        try await provider.prepare(.stream(pace), capacity: 10_000)
        let client = try CurlClient()
        defer { client.shutdown() }
        let request = request(provider, stream: true)
        let place = BenchArm.place(in: request.body)
        let each = max(10, 40 / slots)
        let (times, _) = try await client.load(LoadPlan(requests: [request], slots: slots)) {
            FirstReads(slots: slots, count: slots * each, place: place)
        }
        let beyond = Self.beyond(times, try await provider.stamps())
        let head = "POST \(request.target) HTTP/1.1\r\nhost: bench\r\ncontent-length: \(request.body.count)\r\n\r\n"
        let truth = BlockingReads(
            port: URL(string: provider.identity.origin)?.port ?? 0, bytes: Array(head.utf8) + request.body,
            place: head.utf8.count + place)
        try await provider.prepare(.stream(pace), capacity: 10_000)
        let seen = await truth.times(connections: slots, each: each)
        return (
            Self.middle(times.values.map { Double($0) / 1e6 - 100 }), Self.middle(beyond),
            Self.middle(Self.beyond(seen, try await provider.stamps()))
        )
    }

    /// Milliseconds by which each time is longer than the provider's wait in the same request.
    private static func beyond(_ times: [UInt64: Int64], _ stamps: UpstreamStamps) -> [Double] {
        let waits = waits(stamps)
        return times.compactMap { nonce, time in waits[nonce].map { Double(time - $0) / 1e6 } }
    }

    /// By request, nanoseconds from its first byte to the first event's write.
    private static func waits(_ stamps: UpstreamStamps) -> [UInt64: Int64] {
        let pairs = (0..<stamps.count).compactMap { index -> (UInt64, Int64)? in
            let row = stamps[index]
            guard let write = row.writes.dropFirst().first ?? nil else { return nil }
            return (row.nonce, write - row.firstByte)
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func middle(_ values: [Double]) -> Double {
        values.isEmpty ? .nan : values.sorted()[values.count / 2]
    }
}

/// A closed loop that keeps the time from send to first read of each request, the first of each connection left out.
///
/// Its connections start one after the other, spread over the 100 ms, and so never ask all at once.
private final class FirstReads: LoadDirector {
    private let place: Int
    private var left: Int
    private var arrivals: Int
    private let gap: Int64
    private var next = Instant.now().nanoseconds
    private var nonce = 0
    private var times: [UInt64: Int64] = [:]

    init(slots: Int, count: Int, place: Int) {
        self.place = place
        left = count - slots
        arrivals = slots
        gap = 100_000_000 / Int64(slots)
        times.reserveCapacity(count)
    }

    func nextArrival() -> Int64? {
        guard arrivals > 0 else { return nil }
        arrivals -= 1
        defer { next += gap }
        return next
    }

    func prepare(_ slot: LoadSlot) {
        nonce += 1
        slot.tag = nonce
        BenchDirector.write(UInt64(nonce), into: slot.body, at: place)
    }

    func dropped(intended: Int64) {}

    func finished(_ slot: LoadSlot) -> LoadNext {
        if slot.isReused, let first = slot.reads.first { times[UInt64(slot.tag)] = first.at - slot.ready }
        guard left > 0 else { return .rest }
        left -= 1
        return .again
    }

    func summary() -> [UInt64: Int64] { times }
}

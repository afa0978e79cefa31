package import Wire

/// A provider for measuring: it answers every request alike, and stamps what it reads and writes.
package protocol BenchUpstream: Sendable {
    var identity: ProviderIdentity { get }
    /// Answers like this from now on, with room for the stamps of so many requests; earlier stamps are dropped.
    ///
    /// - Parameter arms: how many arms each reply serves: the lowest byte of a request's nonce, over `arms`, says which
    ///   reply it gets.
    func prepare(_ replies: [PreparedReply], arms: Int, capacity: Int) async throws
    /// Breaks as planned, counted from an instant; a plan without steps ends that.
    func breakDown(_ plan: FaultPlan, from start: Instant) async throws
    /// The stamps since `prepare`; recording goes on.
    func stamps() async throws -> UpstreamStamps
}

extension BenchUpstream {
    /// The same answer to every chat.
    package func prepare(_ answer: PreparedAnswer, capacity: Int) async throws {
        try await prepare([PreparedReply(answer: answer)], arms: 256, capacity: capacity)
    }
}

/// Fixed-size records of requests, as the provider wrote them.
package struct UpstreamStamps: Sendable {
    /// One request at the provider.
    package struct Row: Sendable {
        /// Of the marker; 0 when the request held none.
        package var nonce: UInt64
        /// `u0`: its first byte was read.
        package var firstByte: Instant
        /// `u1`: it was read whole.
        package var read: Instant
        /// The answer's last write; nil when the gateway left before.
        package var ended: Instant?
        /// `s[0]` is the head's write, `s[k]` that of event k, taken immediately before the write; nil when it never was.
        package var writes: [Instant?]
        /// When the provider broke as planned; nil when it did not.
        package var faultAt: Instant?
        package var role = ProviderRole.primary
    }

    /// Words before the stamps of a row.
    package static let prefix = 5

    /// Requests recorded.
    package var count: Int
    /// Requests that came when there was no room left.
    package var dropped: Int
    private let stride: Int
    private let words: [Int64]

    /// Rows of `stride` words each: nonce, first byte, read, ended, fault, then the writes; 0 where nothing was stamped.
    package init(words: [Int64], stride: Int, dropped: Int) {
        self.words = words
        self.stride = stride
        self.dropped = dropped
        count = stride > 0 ? words.count / stride : 0
    }

    package subscript(index: Int) -> Row {
        let row = words[(index * stride)..<((index + 1) * stride)]
        let start = row.startIndex
        return Row(
            nonce: UInt64(bitPattern: row[start]), firstByte: Instant(nanoseconds: row[start + 1]),
            read: Instant(nanoseconds: row[start + 2]), ended: Self.instant(row[start + 3]),
            writes: row.dropFirst(Self.prefix).map(Self.instant), faultAt: Self.instant(row[start + 4]))
    }

    private static func instant(_ word: Int64) -> Instant? {
        word == 0 ? nil : Instant(nanoseconds: word)
    }
}

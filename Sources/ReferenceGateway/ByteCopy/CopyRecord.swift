/// One read of the byte-copy proxy and when it went on; instants are nanoseconds of the monotonic clock.
package struct CopyRecord: Sendable, Equatable {
    /// Counted from 0 in the order in which clients connected.
    package var connection: Int
    /// From the client to the upstream; otherwise back.
    package var isInward: Bool
    /// Just after the read.
    package var readAt: Int64
    /// Just before the write.
    package var wroteAt: Int64
    package var bytes: Int

    package init(connection: Int, isInward: Bool, readAt: Int64, wroteAt: Int64, bytes: Int) {
        self.connection = connection
        self.isInward = isInward
        self.readAt = readAt
        self.wroteAt = wroteAt
        self.bytes = bytes
    }
}

/// What a proxy keeps of its reads; lives on its event loop.
final class CopyLedger {
    private(set) var records: [CopyRecord] = []
    private var connections = 0

    init() {
        records.reserveCapacity(1 << 16)
    }

    func connect() -> Int {
        connections += 1
        return connections - 1
    }

    func note(_ record: CopyRecord) {
        records.append(record)
    }

    func take() -> [CopyRecord] {
        defer { records.removeAll(keepingCapacity: true) }
        return records
    }
}

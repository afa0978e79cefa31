internal import Results
internal import Targets

/// The resident memory of a gateway that was launched here, looked at after every case.
struct GatewayMemory {
    private let usage: @Sendable () -> ProcessUsage?
    private var first: Int?
    private var most = 0
    private var last = 0

    init(usage: @escaping @Sendable () -> ProcessUsage?) {
        self.usage = usage
        sample()
    }

    mutating func sample() {
        guard let bytes = usage()?.residentBytes else { return }
        first = first ?? bytes
        most = max(most, bytes)
        last = bytes
    }

    /// Empty for a gateway that was not launched here.
    var records: [PropertyRecord] {
        guard let first else { return [] }
        let values = [
            ("gateway.memory.first", first, "before the first case"),
            ("gateway.memory.last", last, "after the last case"),
            ("gateway.memory.most", most, "the most seen after any case"),
        ]
        return values.map { name, bytes, when in
            PropertyRecord(
                name: name, value: "\(bytes >> 20)", unit: "MiB", note: "Resident memory of the gateway; \(when)")
        }
    }
}

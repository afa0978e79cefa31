#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Keeps what requests leave behind when the gateway is told to leak.
struct Leakage {
    private let leak: GatewayConfiguration.Leak
    private var kept: [[UInt8]] = []
    private var requests = 0

    init(_ leak: GatewayConfiguration.Leak) {
        self.leak = leak
    }

    mutating func request() {
        requests += 1
        // Written to, because memory that nobody touched is not resident.
        if leak.bytes > 0 { kept.append([UInt8](repeating: 1, count: leak.bytes)) }
        if leak.fileEvery > 0, requests % leak.fileEvery == 0 { _ = open("/dev/null", O_RDONLY | O_CLOEXEC) }
    }
}

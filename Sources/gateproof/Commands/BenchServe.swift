internal import ArgumentParser
internal import MockProvider
internal import ReferenceGateway
internal import Suites
internal import Wire

/// `gateproof bench-serve`: one part of a benchmark as its own process, to be measured with other tools.
struct BenchServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-serve",
        abstract:
            "Serve the benchmark's provider, or its byte-copy proxy, alone: to be measured with wrk and the like.",
        shouldDisplay: false)

    @Option(help: ArgumentHelp("Where to listen.", valueName: "host:port"))
    var listen = "127.0.0.1:9901"

    @Option(help: ArgumentHelp("Copy bytes to and from here instead of answering.", valueName: "host:port"))
    var proxyTo: String?

    @Option(help: ArgumentHelp("Bytes of the JSON answer.", valueName: "n"))
    var bytes = 360

    @Option(help: ArgumentHelp("Answer with streams of so many events instead.", valueName: "n"))
    var events = 0

    @Option(help: ArgumentHelp("Milliseconds before the first event.", valueName: "ms"))
    var first = 0.0

    @Option(help: ArgumentHelp("Milliseconds between events.", valueName: "ms"))
    var every = 20.0

    func run() async throws {
        try await Guarded.run {
            let address = try Address(listen, option: "--listen")
            if let proxyTo {
                let upstream = try Address(proxyTo, option: "--proxy-to")
                let proxy = try await ByteCopyProxy.start(
                    toHost: upstream.host, port: upstream.port, listening: address.port)
                print("byte-copy proxy  127.0.0.1:\(proxy.port)")
                await Forever.wait()
                await proxy.stop()
            } else {
                let provider = try await BenchProvider.start(ListenAddress(host: address.host, port: address.port))
                try await provider.prepare(answer, capacity: 0)
                print("provider  \(provider.identity.origin)")
                await Forever.wait()
                await provider.stop()
            }
            return .success
        }
    }

    private var answer: PreparedAnswer {
        guard events > 0 else { return .json(bytes: bytes) }
        return .stream(
            PreparedAnswer.Pace(
                firstNanoseconds: Int64(first * 1e6), everyNanoseconds: Int64(every * 1e6), events: events))
    }
}

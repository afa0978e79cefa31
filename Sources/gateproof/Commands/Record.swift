internal import ArgumentParser

/// `gateproof record`: a capture proxy.
struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stand between a client and its provider or gateway, and note each request without its secrets.",
        discussion: """
            Point the client's base URL at the address that is printed. Each exchange becomes one JSON line; keys in \
            headers, queries and bodies are taken out before anything is written. Stop with Ctrl-C, then:
              gateproof replay FILE --target NAME
              gateproof migrate --from A --to B --requests FILE
            """)

    @Option(help: ArgumentHelp("The base URL that the client used so far, with /v1.", valueName: "url"))
    var upstream: String

    @Option(help: ArgumentHelp("The recording; lines are added at its end.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("Where to listen.", valueName: "host:port"))
    var listen = "127.0.0.1:4100"

    @Option(
        help: ArgumentHelp(
            "Trust the certificates of this file (PEM) in place of the system's, for an upstream with TLS.",
            valueName: "file"))
    var cacert: String?

    @Flag(help: "Note requests only, not what came back.")
    var requestsOnly = false

    @Option(
        help: ArgumentHelp(
            "Stop noting when the file has so many megabytes; requests still go through.", valueName: "n"))
    var maxSize = 256

    func run() async throws {
        try await Guarded.run {
            try await RecordRun(command: self).run()
        }
    }
}

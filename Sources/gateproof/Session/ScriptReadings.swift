internal import Client
internal import Conformance
internal import Foundation
internal import MockProvider
internal import Suites
internal import Wire

/// What the modelled clients make of a script that is played to them without a gateway.
struct ScriptReadings {
    var script: Script

    /// One line for each client: its name, the outcome, and what its user has.
    func lines() async throws -> [String] {
        let record = try await play()
        guard let head = record.head else { return ["  no client gets an answer (\(record.ending))"] }
        let body = MessageBody.decode(head: head, method: "POST", transcript: record.body).unpacked(head: head)
        let width = Dialect.all.map(\.name.count).max() ?? 0
        return Dialect.all.map { dialect in
            let reading = dialect.read(head, body.payload, record.ending)
            let name = dialect.name.padding(toLength: width, withPad: " ", startingAt: 0)
            let text = PrintableBytes.text(Array(reading.content.utf8.prefix(120)))
            let damage = reading.damage.isEmpty ? "" : "; " + reading.damage.joined(separator: "; ")
            return "  \(name)  \(Self.word(reading.outcome))  \"\(text)\"\(damage)"
        }
    }

    private static func word(_ outcome: DialectReading.Outcome) -> String {
        switch outcome {
        case .complete: "complete"
        case .error(let text): "error(\(text))"
        case .emptyNoError: "empty"
        case .looksCompleteButTruncated: "truncated"
        }
    }

    private func play() async throws -> ClientRecord {
        let fleet = try await ProviderFleet.start(primary: ListenAddress(port: 0), backup: ListenAddress(port: 0))
        let client = try CurlClient()
        defer { client.shutdown() }
        let nonce = Marker.nonce(0x5C41)
        let part = Scenario.Part(script: script)
        try await fleet.arm(marker: nonce, scenario: Scenario(primary: part, backup: part))
        let text =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"gp:script.play:\(nonce)\"}]}"
        let request = ClientRequest(
            origin: fleet.identities[.primary]?.origin ?? "", target: "/v1/chat/completions",
            fields: [HeaderField("Content-Type", "application/json")], body: Array(text.utf8),
            limits: ClientLimits(totalMilliseconds: 5_000), marker: nonce)
        let observer = LockstepObserver(marker: nonce, providers: fleet, thresholds: nil)
        let record = await client.exchange(request, observer: observer)
        _ = try await fleet.collect(marker: nonce, graceMilliseconds: 100)
        await fleet.stop()
        return record
    }
}

import MockProvider
import Suites
import Testing
import Wire

struct FleetTests {
    @Test func playsAScriptAndKeepsItsJournal() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(1)
            try await fleet.arm(marker: marker, scenario: .both(.stream([.data("one ${model}"), .data("two"), .done])))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            let answer = client.text(endingWith: "0\r\n\r\n")
            #expect(answer.contains("data: one gp-primary\n\n"))
            #expect(answer.hasSuffix("data: [DONE]\n\n\r\n0\r\n\r\n"))
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 1000)
            let attempt = try #require(attempts.first)
            #expect(attempts.count == 1)
            #expect(attempt.ending == .complete)
            #expect(attempt.events.map(\.index) == [1, 2, 3])
            #expect(attempt.body.count == attempt.bodyBytes)
            #expect(answer == String(decoding: attempt.sentHeadBytes + attempt.sentBody.bytes, as: UTF8.self))
            #expect(attempt.acceptedBytes == attempt.sentBody.bytes.count)
            #expect(attempt.sentHead?.status == 200)
            #expect(try await fleet.strays().isEmpty)
        }
    }
}

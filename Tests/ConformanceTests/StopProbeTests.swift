import Conformance
import Results
import Suites
import Synchronization
import Testing
import Wire

/// What is said of a stream whose gateway was told to stop.
@Suite struct StopProbeTests {
    /// Shows a first byte, waits until the gateway was told to stop, and then ends as it is told.
    private struct StreamClient: Exchanger {
        let told: Flag
        let end: @Sendable (ClientRequest) -> ClientRecord

        func exchange(_ request: ClientRequest, observer: (any ExchangeObserver)?) async -> ClientRecord {
            Array("data".utf8).withUnsafeBytes { observer?.received($0, at: .now()) }
            while !told.isSet, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
            return end(request)
        }
    }

    private final class Flag: Sendable {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock { $0 } }
        func set() { value.withLock { $0 = true } }
    }

    private static let half = #"data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}"# + "\n\n"
    private static let rest =
        #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"
    private static let error = #"data: {"error":{"message":"stopping","type":"server_error"}}"# + "\n\n"

    private static func stream(_ request: ClientRequest, _ text: String, _ ending: Ending) -> ClientRecord {
        var record = Fixture.record(request, body: text)
        record.head = ResponseHead(status: 200, fields: [HeaderField("Content-Type", "text/event-stream")])
        record.ending = ending
        return record
    }

    private static func measured(
        arrives: Bool = true, stops: Bool = true, _ end: @escaping @Sendable (ClientRequest) -> ClientRecord
    ) async throws -> (records: [PropertyRecord], told: Bool) {
        let told = Flag()
        let providers = ScriptedProviders { marker in
            arrives ? [Fixture.attempt(.primary, marker: marker, request: [], body: "{}")] : []
        }
        let client = StreamClient(
            told: arrives
                ? told
                : {
                    let set = Flag(); set.set(); return set
                }(), end: end)
        var probe = StopProbe(
            world: World(exchanger: client, providers: providers),
            wiring: Wiring(target: Fixture.target, clientKey: "k", identities: providers.identities),
            terminate: { told.set() }, isRunning: { !(stops && told.isSet) })
        probe.limit = .milliseconds(50)
        return (try await probe.measured(), told.isSet)
    }

    @Test(arguments: [
        (half + rest, Ending.closed, "finishes"),
        (half + error, .closed, "ends with an error event"),
        (half, .reset, "is cut, and the client can tell"),
        (half, .missingLastChunk, "is cut, and the client can tell"),
        (half, .closed, "is cut, and the client cannot tell"),
        (half, .timedOut, "hangs"),
    ]) func theFateOfTheStreamIsTold(text: String, ending: Ending, value: String) async throws {
        let (records, told) = try await Self.measured { Self.stream($0, text, ending) }
        #expect(told)
        #expect(records.map(\.name) == ["gateway.stop.stream", "gateway.stop.time"])
        #expect(records.first?.value == value)
        #expect(records.last?.unit == "ms")
    }

    @Test func anAnswerThatIsNoStreamIsToldByItsStatus() async throws {
        let bad = try await Self.measured { Fixture.record($0, body: "{}", status: 502) }
        #expect(bad.records.first?.value == "is answered with HTTP 502")
        let none = try await Self.measured {
            var record = Fixture.record($0, body: "")
            (record.head, record.ending) = (nil, .noAnswer)
            return record
        }
        #expect(none.records.first?.value == "ends without an answer")
    }

    @Test func aGatewayThatDoesNotStopIsToldToHaveNot() async throws {
        let (records, _) = try await Self.measured(stops: false) { Self.stream($0, Self.half + Self.rest, .closed) }
        #expect(records.last?.value == "not within 50 ms of the stream's end")
    }

    @Test func nothingIsStoppedWhereTheStreamNeverArrived() async throws {
        let (records, told) = try await Self.measured(arrives: false) { Self.stream($0, Self.half, .reset) }
        #expect(records.isEmpty)
        #expect(!told)
    }
}

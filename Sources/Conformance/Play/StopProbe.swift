internal import Checks
package import Results
internal import Suites
internal import Synchronization
internal import Wire

/// What becomes of a running stream when the gateway is told to stop (FAIL-019).
///
/// For the very end of a run: the gateway does not serve afterwards.
package struct StopProbe: Sendable {
    package var world: World
    package var wiring: Wiring
    /// Sends the gateway's processes SIGTERM.
    package var terminate: @Sendable () -> Void
    package var isRunning: @Sendable () -> Bool
    /// After the stream's end, how long the gateway may take until its process is gone.
    package var limit = Duration.seconds(3)

    package init(
        world: World, wiring: Wiring, terminate: @escaping @Sendable () -> Void,
        isRunning: @escaping @Sendable () -> Bool
    ) {
        self.world = world
        self.wiring = wiring
        self.terminate = terminate
        self.isRunning = isRunning
    }

    /// A stream that held its content back is stopped so long after the provider got the request.
    private static let patience = Duration.milliseconds(500)

    /// Starts a stream, stops the gateway in the middle of it; empty where the stream never reached the provider.
    package func measured() async throws -> [PropertyRecord] {
        var seed = CaseSeed(run: 0, caseID: "stop", repeat: 0)
        let nonce = seed.nonce()
        let part = Scenario.Part(script: Self.script)
        try await world.providers.arm(marker: nonce, scenario: Scenario(primary: part, backup: part))
        let (world, watch) = (world, Arrival())
        let request = request(nonce)
        async let answer = world.exchanger.exchange(request, observer: watch)
        let arrived = try await reachedTheMiddle(nonce, watch)
        if arrived { terminate() }
        let told = ContinuousClock.now
        let record = await answer
        let attempts = try await world.providers.collect(marker: nonce, graceMilliseconds: 200)
        guard arrived else { return [] }
        let exchange = Exchange(client: record, attempts: attempts)
        return [
            PropertyRecord(
                name: "gateway.stop.stream", value: fate(of: exchange),
                note: "What becomes of a running stream when the gateway gets SIGTERM"),
            await time(since: told),
        ]
    }

    private func request(_ nonce: String) -> ClientRequest {
        var request = wiring.plainRequest(wiring.endpoint(.direct), nonce: nonce, stream: true)
        request.behaviour.freshConnection = true
        request.limits = ClientLimits(totalMilliseconds: 10_000)
        return request
    }

    /// Whether the provider got the request; returns once the client has content too, or has been left waiting for it.
    private func reachedTheMiddle(_ nonce: String, _ watch: Arrival) async throws -> Bool {
        let start = ContinuousClock.now
        while try await world.providers.arrivals(marker: nonce) == 0 {
            if start.duration(to: .now) > limit { return false }
            try await Task.sleep(for: .milliseconds(5))
        }
        let arrived = ContinuousClock.now
        while !watch.hasContent, arrived.duration(to: .now) < Self.patience {
            try await Task.sleep(for: .milliseconds(5))
        }
        return true
    }

    private func fate(of exchange: Exchange) -> String {
        let context = TrialContext(wiring: wiring, route: .direct).build(control: false)
        guard let round = Trial(exchanges: [exchange], context: context).rounds.first,
            let head = round.received.head
        else { return "ends without an answer" }
        if exchange.client.ending == .timedOut { return "hangs" }
        return switch round.received.outcome {
        case .success: "finishes"
        case .signalled: "ends with an error event"
        case .aborted: "is cut, and the client can tell"
        case .truncated: "is cut, and the client cannot tell"
        case .notAStream: "is answered with HTTP \(head.status)"
        }
    }

    private func time(since told: ContinuousClock.Instant) async -> PropertyRecord {
        let note = "From SIGTERM, with one stream of about a second running, to the end of the gateway's process"
        let ended = ContinuousClock.now
        while isRunning() {
            guard ended.duration(to: .now) < limit else {
                return PropertyRecord(
                    name: "gateway.stop.time",
                    value: "not within \(Int(limit / .milliseconds(1))) ms of the stream's end",
                    note: note)
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
        let milliseconds = Int((told.duration(to: .now) / .milliseconds(1)).rounded())
        return PropertyRecord(name: "gateway.stop.time", value: "\(milliseconds)", unit: "ms", note: note)
    }

    /// Ten words in a second, so that there is a middle whatever a gateway holds back.
    private static let script = Script(
        name: "stop",
        behaviours: [
            Behaviour(
                steps: [
                    .head(Step.Head(fields: [HeaderField("Content-Type", "text/event-stream")])),
                    .data(chunk(#"{"role":"assistant","content":"one"}"#)),
                    .repeat(count: 10, steps: [.wait(milliseconds: 100), .data(chunk(#"{"content":" more"}"#))]),
                    .data(chunk("{}", finish: #""stop""#)), .done, .end(trailers: []),
                ])
        ])

    private static func chunk(_ delta: String, finish: String = "null") -> String {
        #"{"id":"${id}","object":"chat.completion.chunk","created":1700000001,"model":"${model}","choices":"#
            + #"[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
    }
}

/// Whether any byte of a body has come.
private final class Arrival: ExchangeObserver {
    private let content = Mutex(false)

    var hasContent: Bool { content.withLock { $0 } }

    func answered(_ head: ResponseHead) {}

    func received(_ bytes: UnsafeRawBufferPointer, at instant: Instant) {
        content.withLock { $0 = true }
    }
}

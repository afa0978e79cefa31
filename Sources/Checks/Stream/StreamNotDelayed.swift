internal import Wire

extension Check {
    /// How long events stay in the gateway.
    package static let streamNotDelayed = Check(
        id: "stream.not-delayed", title: "Events leave the gateway at once, not when a timer fires",
        requirement: "PERF-003",
        rationale:
            "Some proxies collect small writes for 40 or 200 ms. Each event is then late by that much, and a fast "
            + "stream arrives in lumps. The median over many lock-step waits is judged, so that a busy machine "
            + "cannot fail a gateway that forwards at once.",
        parameters: ["milliseconds": "The median delay from which an event counts as delayed; 20 when absent."],
        passing: [
            Example("at once", .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [1, 2, 1] }),
            Example(
                "allowed: one slow event among fast ones",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [1, 250, 2] }),
            Example(
                "the machine is as slow without the gateway",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) {
                    $0.waits = [30, 35, 30]
                    $0.control = [slowControl]
                }),
        ],
        failing: [
            Example(
                "a timer of 200 ms",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [190, 200, 195] }),
            Example(
                "a timer of 40 ms",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [40, 41, 40, 40] }),
        ],
        judge: { trial in
            let control = Delays(trial.context.controlExchanges).median ?? 0
            return trial.each { round in
                round.streams { _, _ in
                    let delays = Delays([round.exchange])
                    let limit = max(Double(round.int("milliseconds") ?? 20), 5 * control)
                    guard delays.count >= 3, let median = delays.median, median >= limit else { return [] }
                    return [
                        Finding(
                            .delayed, at: "lock-step events",
                            expected: "a median below \(Int(limit)) ms (\(Int(control)) ms without the gateway)",
                            actual: "a median of \(Int(median)) ms over \(delays.count) events, \(delays.spread)")
                    ]
                }
            }
        })

    private static let slowControl = Exchange.example(
        [.sse(Sample.text("Hi"))], received: .sse(Sample.text("Hi")), Setting { $0.waits = [15, 20, 18] })
}

/// The release delays of lock-step waits, in milliseconds.
private struct Delays {
    private let sorted: [Double]

    init(_ exchanges: [Exchange]) {
        let waits = exchanges.flatMap(\.attempts).flatMap(\.lockstep)
        sorted = waits.compactMap { wait in wait.released.map { Double($0 - wait.began) / 1_000_000 } }.sorted()
    }

    var count: Int { sorted.count }
    var median: Double? { sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2] }
    var spread: String { "\(Int(sorted.first ?? 0)) to \(Int(sorted.last ?? 0)) ms" }
}

internal import Wire

extension Defect {
    private static let held = ["stream.not-held"]

    /// When events leave.
    static let pacing: [Defect] = [
        Defect(
            "hold-whole-stream", "Keeps a stream back until its end", ["PERF-002", "PERF-003", "HTTP-011"],
            checks: held
        ) {
            $0.hold = .untilEnd
        },
        Defect(
            "hold-by-size", "Keeps events back until 4096 bytes are together", ["PERF-002", "PERF-003"], checks: held
        ) {
            $0.hold = .bytes(4096)
        },
        Defect("hold-by-16k", "Keeps events back until 16 KiB are together", ["PERF-002", "PERF-003"], checks: held) {
            $0.hold = .bytes(16 << 10)
        },
        Defect("hold-one-event", "Each event waits for the next", ["PERF-002", "PERF-003"], checks: held) {
            $0.hold = .behind
        },
        Defect("hold-first-two", "The first event waits for the second", ["PERF-002"], checks: held) {
            $0.hold = .first(2)
        },
        Defect("tick-50ms", "Events leave every 50 ms only", ["PERF-003"], checks: ["stream.not-delayed"]) {
            $0.hold = .tick(50)
        },
        Defect("tick-200ms", "Events leave every 200 ms only", ["PERF-003"], checks: ["stream.not-delayed"]) {
            $0.hold = .tick(200)
        },
        Defect(
            "tool-arguments-held", "A call's arguments leave in one piece when it is finished", ["TOOL-017"],
            checks: held
        ) {
            $0.events = ToolHolder.make
        },
        Defect(
            "connection-per-request", "Opens a new connection for every request", ["PERF-006"],
            checks: ["http.reused-upstream"]
        ) {
            $0.quirks = .newConnections
        },
    ]
}

/// Collects the fragments of each call and lets them go with the finish.
private enum ToolHolder {
    static let make: @Sendable () -> (StreamEvent) -> [StreamEvent] = {
        var held: [StreamEvent] = []
        return { event in
            guard let json = event.json else { return event.isDone ? take(&held) + [event] : [event] }
            let isCall = json["choices"]?[0]?["delta"]?["tool_calls"] != nil
            if isCall, !json.isFinish {
                held.append(event)
                return []
            }
            return json.isFinish ? take(&held) + [event] : [event]
        }
    }

    private static func take(_ held: inout [StreamEvent]) -> [StreamEvent] {
        defer { held = [] }
        return held
    }
}

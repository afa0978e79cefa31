internal import Conformance
internal import Suites

/// What `gateproof target check` does.
struct WiringSession {
    var target: TargetOptions
    var data: DataOptions

    func run() async throws -> ExitStatus {
        try ModeGuard(options: target, data: data).demand()
        let lines = try await Session.with(target, data: data, progress: Progress(enabled: false)) { session in
            try await WiringCheck(world: session.world, wiring: session.wiring, recover: session.recovery()).run()
        }
        for line in lines { Output.line(Self.text(line)) }
        let wrong = lines.count { $0.outcome == .wrong }
        if wrong > 0 {
            let name = target.target ?? "custom"
            Output.line(
                "wrong     verdicts would not be the gateway's; `gateproof target config \(name)` writes the wiring")
            return .conformance
        }
        Output.line("wired     both ends see what they must")
        return .success
    }

    private static func text(_ line: WiringLine) -> String {
        let word =
            switch line.outcome {
            case .right: "ok      "
            case .wrong: "WRONG   "
            case .unsure: "note    "
            }
        return "\(word)  \(line.text)" + (line.advice.map { "\n          -> \($0)" } ?? "")
    }
}

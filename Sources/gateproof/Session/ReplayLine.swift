/// The words that play a case again on the same target.
struct ReplayLine {
    var target: TargetOptions
    /// The recording that is replayed; nil for the suites.
    var recording: String?

    var text: String {
        var words = [recording.map { "gateproof replay \($0)" } ?? "gateproof run"]
        if let name = target.target { words.append("--target \(name)") }
        if target.launch { words.append("--launch") }
        if let gateway = target.gateway { words.append("--gateway \(gateway)") }
        if let variable = target.apiKeyEnv { words.append("--api-key-env \(variable)") }
        if let model = target.modelDirect { words.append("--model-direct \(model)") }
        if let model = target.modelFailover { words.append("--model-failover \(model)") }
        if let defect = target.defect { words.append("--defect \(defect)") }
        return words.joined(separator: " ")
    }
}

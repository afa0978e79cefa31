internal import Results

/// An interrupted result that a run carries on.
struct Resumption {
    var path: String
    var past: RunResult

    /// Reads the file before anything is started; nil without one.
    init?(_ path: String?) throws {
        guard let path else { return nil }
        self.path = path
        past = try ResultFile.read(path)
        if past.complete {
            throw Complaint(.usage, "--resume \(path): this run is complete; there is nothing to carry on")
        }
    }

    /// The past result, to be added to; refuses where the new run would not be the same one.
    func carriedOn(as header: RunResult) throws -> RunResult {
        if let reason = difference(header) {
            throw Complaint(.usage, "--resume \(path): \(reason); start anew without --resume")
        }
        var result = past
        // What the harness could not judge is played again.
        result.cases.removeAll { $0.verdict == .error }
        result.target.url = header.target.url
        return result
    }

    private func difference(_ header: RunResult) -> String? {
        let facts: [(String, String, String)] = [
            ("the target", past.target.name, header.target.name),
            ("the target's version", past.target.version, header.target.version),
            ("the target's configuration", past.target.configDigest, header.target.configDigest),
            ("gateproof", past.tool.version, header.tool.version),
            ("the suites", past.suiteDigest, header.suiteDigest),
        ]
        if let (name, old, new) = facts.first(where: { $0.1 != $0.2 }) {
            return "it was begun with another state of \(name): \(old), now \(new)"
        }
        if past.seed != header.seed { return "it was begun with --seed \(past.seed), not \(header.seed)" }
        if past.planHash != header.planHash {
            return "it was begun with other options, so that other cases or loads were planned; it was begun as `"
                + past.command.dropFirst().joined(separator: " ") + "`"
        }
        let hardware = past.bench.isEmpty ? [] : Comparison.hardware(past, header)
        return hardware.isEmpty ? nil : "its figures are of another machine: \(hardware.joined(separator: ", "))"
    }
}

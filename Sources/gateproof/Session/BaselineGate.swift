internal import Foundation
internal import Report
internal import Results

/// `--baseline`: holds a finished result to an earlier one, and has a slowdown confirmed before it counts.
struct BaselineGate {
    var name: String
    var baseline: RunResult
    var strict = false

    /// Reads the baseline before anything is started; nil without one.
    init?(_ name: String?, folder: String? = nil, strict: Bool = false) throws {
        guard let name else { return nil }
        self.name = name
        self.strict = strict
        baseline = try ResultName(name, folder: folder).read()
        guard baseline.complete else {
            throw Complaint(
                .usage, "--baseline \(name): this run was interrupted; carry it on with --resume, or name another")
        }
    }

    /// The verdict; `again` measures a second time, and is asked only where something became slower.
    func judge(_ result: RunResult, again: () async throws -> [BenchRecord]) async throws -> Gate {
        var gate = Gate(baseline: baseline, result: result, strict: strict)
        guard !gate.regressions.isEmpty else { return gate }
        var second = result
        second.bench = try await again()
        gate.confirm(with: second, baseline: baseline)
        return gate
    }

    /// Tells the verdict; on standard error where standard output holds the result itself.
    func tell(_ gate: Gate, json: Bool) -> ExitStatus {
        let text = GateText(gate, style: json ? TerminalStyle() : Terminal.style).text
        if json { FileHandle.standardError.write(Data(text.utf8)) } else { print("\n" + text, terminator: "") }
        return switch gate.outcome {
        case .pass: .success
        case .conformance: .conformance
        case .broken: .broken
        case .regression: .regression
        }
    }
}

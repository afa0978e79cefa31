internal import Foundation
internal import Report
internal import Results

/// Gives the finished result to the person: terminal, HTML, JUnit, and what to do next.
struct Delivery {
    var options: RunOptions
    var store: ResultFile
    var isBuiltin: Bool
    /// What the result is held to; its failures are none in the JUnit file, as they are none for the exit code.
    var baseline: RunResult?
    /// Takes the result in place of the terminal.
    var collect: (@Sendable (RunResult, String) -> Void)?

    func deliver(_ result: RunResult) throws {
        try ResultFile.put(try HTMLReport(result).text(), into: store.htmlPath)
        if let junit = options.junit {
            try ResultFile.put(JUnitReport(baseline.map(result.excused) ?? result).text, into: junit)
        }
        if let collect {
            collect(result, store.path)
        } else if options.json {
            print(String(decoding: try ResultWriter.encode(result), as: UTF8.self))
        } else {
            print(TerminalReport(result, style: Terminal.style, detail: detail).text, terminator: "")
            if !options.quiet { print("\nresult  \(store.path)\nreport  \(store.htmlPath)") }
            if isBuiltin, !options.quiet, options.suite.isEmpty { print(Self.nextStep) }
        }
    }

    private var detail: TerminalReport.Detail {
        options.quiet ? .failures : options.verbose ? .everything : .usual
    }

    private static let nextStep = """

        Next, your own gateway. Let its upstreams be http://127.0.0.1:9901/v1 (primary) and http://127.0.0.1:9902/v1
        (backup), with the models `gateproof-direct` and `gateproof-failover`, and type:
          gateproof run --gateway http://127.0.0.1:4000/v1 --api-key-env MY_KEY
        or let Gateproof start one that it knows (`gateproof list targets`):
          gateproof run --target nginx --launch
        """
}

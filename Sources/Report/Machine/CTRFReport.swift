internal import Foundation
package import Results

/// Common Test Report Format; times are whole milliseconds, as the format wants.
package struct CTRFReport: Sendable {
    private let result: RunResult

    package init(_ result: RunResult) {
        self.result = result.sorted()
    }

    /// The document.
    package func text() throws -> String {
        try MachineJSON.text(
            Document(
                results: Results(
                    tool: Tool(name: "gateproof", version: Printable.line(result.tool.version)), summary: summary,
                    tests: result.cases.map(test), environment: environment)))
    }

    private struct Document: Encodable {
        var reportFormat = "CTRF"
        var specVersion = "0.0.0"
        var generatedBy = "gateproof"
        var results: Results
    }

    private struct Results: Encodable {
        var tool: Tool
        var summary: Summary
        var tests: [Test]
        var environment: Environment
    }

    private struct Tool: Encodable {
        var name: String
        var version: String
    }

    private struct Summary: Encodable {
        var tests = 0
        var passed = 0
        var failed = 0
        var pending = 0
        var skipped = 0
        var other = 0
        var start: Int
        var stop: Int
    }

    private struct Test: Encodable {
        var name: String
        var status: String
        var rawStatus: String
        var duration: Int
        var suite: [String]
        var message: String?
        var trace: String?
        var tags: [String]
    }

    private struct Environment: Encodable {
        var appName: String
        var appVersion: String
        var osPlatform: String
        var osRelease: String
    }

    private var environment: Environment {
        Environment(
            appName: Printable.line(result.target.name), appVersion: Printable.line(result.target.version),
            osPlatform: Printable.line(result.machine.os), osRelease: Printable.line(result.machine.kernel))
    }

    private var summary: Summary {
        let start = (try? Date(result.started, strategy: .iso8601))?.timeIntervalSince1970 ?? 0
        var summary = Summary(
            start: whole(milliseconds: start * 1000), stop: whole(milliseconds: (start + result.seconds) * 1000))
        for item in result.cases {
            summary.tests += 1
            switch status(item) {
            case "passed": summary.passed += 1
            case "failed": summary.failed += 1
            case "skipped": summary.skipped += 1
            default: summary.other += 1
            }
        }
        return summary
    }

    private func status(_ item: CaseRecord) -> String {
        switch Outcome(item, strict: result.isStrict) {
        case .passed: "passed"
        case .failed: "failed"
        case .skipped: "skipped"
        case .tolerated, .broken: "other"
        }
    }

    private func test(_ item: CaseRecord) -> Test {
        let passed = item.verdict == .pass
        return Test(
            name: Printable.line("\(item.id): \(item.title)"), status: status(item), rawStatus: item.verdict.rawValue,
            duration: whole(milliseconds: item.milliseconds), suite: [Printable.line(item.area)],
            message: passed ? nil : item.explanation.first.map { Printable.clipped($0, to: 1000) },
            trace: passed || item.replay.isEmpty ? nil : Printable.line("replay: \(item.replay)"),
            tags: ([item.level] + item.requirements).map(Printable.line))
    }

    private func whole(milliseconds: Double) -> Int {
        Int(exactly: milliseconds.rounded()) ?? 0
    }
}

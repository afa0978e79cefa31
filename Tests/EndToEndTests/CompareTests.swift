import Foundation
import Testing

/// `compare`, `result validate` and `--baseline` as a person meets them.
@Suite struct CompareTests {
    private static let nginx = "results/nginx/1.22.1.json"

    struct Row: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var status: Int32
        var says: [String]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let rows: [Row] = [
        Row(arguments: ["compare", nginx, nginx], status: 0, says: ["no behaviour changed"]),
        Row(
            arguments: ["compare", "nginx", "nginx-buffered"], status: 0,
            says: ["stream.pacing.close-delimited", "should"]),
        Row(
            arguments: ["compare", "nginx", "nginx:buffered", "--strict"], status: 1, says: ["lost: passed before"]),
        Row(arguments: ["compare", "envoy/1.40.0", "results/litellm"], status: 1, says: ["usage.stream.shape"]),
        Row(arguments: ["compare", "nginx", "envoy", "--json"], status: 1, says: ["\"gateproof.comparison/1\""]),
        Row(
            arguments: ["compare", "nginx", "envoy", "--format", "markdown"], status: 1, says: ["### gateproof: nginx"]),
        Row(arguments: ["result", "validate", nginx], status: 0, says: ["valid"]),
        Row(arguments: ["result", "validate", "suites/schema/suite.json"], status: 64, says: ["$: lacks \"schema\""]),
    ]

    @Test(arguments: rows) func committedResultsCanBeCompared(_ row: Row) throws {
        let outcome = try Binary.run(row.arguments)
        #expect(outcome.status == row.status, "\(outcome.output)\(outcome.errors)")
        for part in row.says { #expect(outcome.output.contains(part), "\(outcome.output)") }
    }

    @Test func aBaselineTellsNewFailuresFromOldOnes() throws {
        let folder = try Binary.temporaryFolder()
        let (good, bad) = (folder.appending(path: "good.json").path, folder.appending(path: "bad.json").path)
        let play = ["run", "--suite", "headers.down", "--quiet", "--results", folder.path]
        let defect = ["--defect", "drop-retry-after"]
        #expect(try Binary.run(play + ["--out", good]).status == 0)
        #expect(try Binary.run(play + defect + ["--out", bad]).status == 1)
        let news = try Binary.run(play + defect + ["--baseline", good])
        #expect(news.status == 1, "\(news.errors)")
        #expect(news.output.contains("GATE FAILS") && news.output.contains("headers.down.retry-after"))
        let known = try Binary.run(play + defect + ["--baseline", bad])
        #expect(known.status == 0, "\(known.output)\(known.errors)")
        #expect(known.output.contains("GATE PASSES"))
        #expect(try Binary.run(play + ["--baseline", bad]).status == 0)
        let machine = try Binary.run(play + defect + ["--baseline", good, "--json"])
        #expect(machine.status == 1 && machine.errors.contains("GATE FAILS"))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(machine.output.utf8)) }
    }

    @Test func resultsOfATargetAreATrend() throws {
        let folder = try Binary.temporaryFolder()
        for (night, defect) in [["--defect", "drop-retry-after"], [], ["--defect", "drop-retry-after"]].enumerated() {
            let arguments = ["run", "--suite", "headers.down", "--quiet", "--out", "\(folder.path)/\(night).json"]
            _ = try Binary.run(arguments + defect)
        }
        try "{}".write(to: folder.appending(path: "other.json"), atomically: true, encoding: .utf8)
        let text = try Binary.run(["trend", folder.path])
        #expect(text.status == 0 && text.output.contains("builtin  passthrough lane, 3 runs"), "\(text.output)")
        #expect(text.output.contains("headers.down.retry-after  must, pass → fail"))
        #expect(text.errors.contains("passed over") && text.errors.contains("other.json"))
        let page = try Binary.run(["trend", folder.path, "--format", "html"])
        #expect(page.output.contains("<svg") && page.output.hasSuffix("</html>\n"))
        #expect(try Binary.run(["trend", folder.path + "/other.json"]).status == 64)
        #expect(try Binary.run(["trend", "/no/such/folder"]).status == 64)
    }

    @Test func resultsOfDifferentPlansAreNotMerged() throws {
        let folder = try Binary.temporaryFolder()
        let files = ["headers.down", "headers.down", "usage"].enumerated().map { ("\(folder.path)/\($0).json", $1) }
        for (file, suite) in files { _ = try Binary.run(["run", "--suite", suite, "--quiet", "--out", file]) }
        let whole = "\(folder.path)/whole.json"
        #expect(try Binary.run(["merge", files[0].0, files[1].0, "--out", whole]).status == 0)
        #expect(try Binary.run(["result", "validate", whole]).status == 0)
        let refused = try Binary.run(["merge", files[0].0, files[2].0])
        #expect(refused.status == 64 && refused.errors.contains("the plans of"), "\(refused.errors)")
        let older = folder.appending(path: "older.json")
        try String(contentsOfFile: files[0].0, encoding: .utf8).replacing(/"planHash": "[^"]*",/, with: "")
            .write(to: older, atomically: true, encoding: .utf8)
        #expect(try Binary.run(["merge", older.path, files[0].0]).errors.contains("older gateproof"))
    }

    /// What `action.yml` does once the program is built.
    @Test func theActionAnnotatesAndSummarises() throws {
        let folder = try Binary.temporaryFolder()
        let (summary, output) = (folder.appending(path: "summary").path, folder.appending(path: "output").path)
        for file in [summary, output] { FileManager.default.createFile(atPath: file, contents: nil) }
        let process = Process()
        process.executableURL = Binary.repository.appending(path: ".ci/action")
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging([
            "GATEPROOF": Binary.program.path, "GATEPROOF_HOME": Binary.repository.path, "SUITE": "headers.down usage",
            "GITHUB_STEP_SUMMARY": summary, "GITHUB_OUTPUT": output,
            "BASELINE": Binary.repository.appending(path: "results/nginx/1.22.1.json").path,
        ]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try String(contentsOfFile: summary, encoding: .utf8).hasPrefix("### gateproof: PASS"))
        #expect(try String(contentsOfFile: output, encoding: .utf8).contains("result=gateproof.json"))
        let file = folder.appending(path: "bad.json").path
        _ = try Binary.run(["run", "--suite", "headers.down", "--defect", "drop-retry-after", "--quiet", "--out", file])
        let report = try Binary.run(["report", file, "--format", "github"], environment: ["GITHUB_STEP_SUMMARY": ""])
        #expect(report.output.hasPrefix("::error file="), "\(report.output)")
    }
}

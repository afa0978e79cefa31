import Foundation
import Testing

/// `gateproof run` as a person sees it: verdicts, exit codes, files.
@Suite struct RunTests {
    /// The parts of a result file that these tests look at.
    private struct Result: Decodable {
        struct Case: Decodable {
            struct Finding: Decodable {
                var check: String
            }
            var id: String
            var verdict: String
            var findings: [Finding]
        }
        var complete: Bool
        var cases: [Case]
    }

    private func result(_ folder: URL) throws -> Result {
        let data = try Data(contentsOf: folder.appending(path: "builtin/latest.json"))
        return try JSONDecoder().decode(Result.self, from: data)
    }

    @Test func theBuiltInGatewayPassesEverything() throws {
        let folder = try Binary.temporaryFolder()
        let outcome = try Binary.run(["run", "--results", folder.path, "--strict", "--seed", "42"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let result = try result(folder)
        #expect(result.complete)
        #expect(result.cases.count > 500)
        #expect(result.cases.filter { !["pass", "not-applicable"].contains($0.verdict) }.map(\.id) == [])
        #expect(FileManager.default.fileExists(atPath: folder.appending(path: "builtin/latest.html").path))
        #expect(outcome.output.contains("gateproof run --gateway"))
    }

    @Test func aDefectFailsTheChecksThatItConcerns() throws {
        let folder = try Binary.temporaryFolder()
        let outcome = try Binary.run(
            ["run", "--results", folder.path, "--defect", "drop-retry-after", "--suite", "headers"])
        #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
        let failed = try result(folder).cases.filter { $0.verdict == "fail" }
        #expect(failed.contains { $0.findings.contains { $0.check == "headers.retry-after-kept" } })
    }

    @Test func onlyTheSelectedCasesArePlayed() throws {
        let folder = try Binary.temporaryFolder()
        let outcome = try Binary.run(["run", "--results", folder.path, "--suite", "stream.framing.crlf", "--json"])
        #expect(outcome.status == 0)
        #expect(try result(folder).cases.map(\.id) == ["stream.framing.crlf"])
        #expect(try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8)).complete)
    }

    @Test(arguments: [SIGINT, SIGKILL]) func whatWasMeasuredSurvivesAnInterruption(_ signal: Int32) throws {
        let folder = try Binary.temporaryFolder()
        let started = try Binary.start(["run", "--results", folder.path, "--jobs", "1"])
        let end = Date(timeIntervalSinceNow: 60)
        while Date() < end, (try? result(folder).cases.count) ?? 0 < 5 { Thread.sleep(forTimeInterval: 0.01) }
        kill(started.process.processIdentifier, signal)
        let outcome = try started.finish()
        #expect(outcome.status == (signal == SIGINT ? 2 : 128 + SIGKILL), "\(outcome.errors)")
        let result = try result(folder)
        #expect(!result.complete)
        #expect(result.cases.count >= 5)
        if signal == SIGINT { #expect(outcome.errors.contains("interrupted")) }
    }

    @Test func aKnownFailureIsNoFailureAndAStaleOneIs() throws {
        let folder = try Binary.temporaryFolder()
        let list = folder.appending(path: "known.txt")
        let arguments = [
            "run", "--results", folder.path, "--known-failing", list.path, "--suite", "headers.down.retry-after",
            "--defect",
            "drop-retry-after",
        ]
        try "headers.down.retry-after  # the defect drops it\n".write(to: list, atomically: true, encoding: .utf8)
        #expect(try Binary.run(arguments).status == 0)
        #expect(try result(folder).cases.map(\.verdict) == ["known-failing"])
        #expect(try Binary.run(Array(arguments.dropLast(2))).status == 1)
        #expect(try result(folder).cases.map(\.verdict) == ["unexpected-pass"])
    }

    @Test func aFailureIsExplainedWithBothEndsSideBySide() throws {
        let folder = try Binary.temporaryFolder()
        _ = try Binary.run(
            ["run", "--results", folder.path, "--suite", "headers.down.retry-after", "--defect", "drop-retry-after"])
        let file = folder.appending(path: "builtin/latest.json").path
        let explained = try Binary.run(["explain", try #require(result(folder).cases.first?.id), "--result", file])
        #expect(explained.status == 0, "\(explained.errors)")
        #expect(explained.output.contains("response headers: "), "\(explained.output)")
        #expect(explained.output.contains("lost at retry-after"))
        #expect(explained.output.contains("< retry-after"))
    }

    @Test func aScriptIsShownAsEachClientReadsIt() throws {
        let explained = try Binary.run(["explain", "text/no-done"])
        #expect(explained.status == 0, "\(explained.errors)")
        #expect(explained.output.contains("openai-python  complete"), "\(explained.output)")
    }

    @Test func aListOfKnownFailuresIsWrittenAndKept() throws {
        let folder = try Binary.temporaryFolder()
        let list = folder.appending(path: "known.txt")
        let arguments = [
            "run", "--results", folder.path, "--known-failing", list.path, "--suite", "headers.down.retry-after",
            "headers.down.date", "--defect", "drop-retry-after",
        ]
        #expect(try Binary.run(arguments + ["--write-known-failing"]).status == 1)
        #expect(try Binary.run(arguments).status == 0)
        let text = try String(contentsOf: list, encoding: .utf8)
        #expect(text.contains("headers.down.retry-after  # lost at"))
        #expect(try Binary.run(arguments + ["--write-known-failing"]).status == 0)
        #expect(try String(contentsOf: list, encoding: .utf8) == text)
    }

    @Test(arguments: ["text", "html", "markdown", "junit", "ctrf", "tap", "badge"])
    func aResultCanBeRenderedAgain(format: String) throws {
        let folder = try Binary.temporaryFolder()
        _ = try Binary.run(["run", "--results", folder.path, "--suite", "stream.framing.crlf", "--quiet"])
        let file = folder.appending(path: "builtin/latest.json").path
        let outcome = try Binary.run(["report", file, "--format", format])
        #expect(outcome.status == 0)
        #expect(!outcome.output.isEmpty)
    }
}

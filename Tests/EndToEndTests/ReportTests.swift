import Foundation
import Testing

/// `gateproof report`, and what comes of several targets.
@Suite struct ReportTests {
    private static let results = ["nginx/1.22.1", "haproxy/2.6.12"].map {
        Binary.repository.appending(path: "results/\($0).json").path
    }

    @Test func theHelpNamesEveryFormat() throws {
        let help = try Binary.run(["report", "--help"]).output
        for name in [
            "text", "html", "markdown", "junit", "ctrf", "tap", "badge", "bencher", "gobench", "openmetrics",
        ] {
            #expect(help.contains("\n  \(name) "), "no \(name)")
        }
    }

    @Test func severalFilesGiveAScorecard() throws {
        let folder = try Binary.temporaryFolder()
        let page = folder.appending(path: "card.html").path
        let outcome = try Binary.run(["report", "--html", page, "--format", "text"] + Self.results)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("nginx 1.22.1") && outcome.output.contains("haproxy 2.6.12"))
        #expect(try String(contentsOfFile: page, encoding: .utf8).contains("Gateways by area"))
        #expect(try Binary.run(["report", "--html", page] + Self.results).output.isEmpty)
    }

    @Test(arguments: [
        (["report", "--format", "junit"] + results, "one result file"),
        (["report", "/nowhere.json"], "/nowhere.json"),
        (["run", "--target", "builtin,nosuch"], "nosuch"),
        (["run", "--target", "nginx,nginx", "--launch"], "twice"),
        (["run", "--target", "nginx,envoy", "--launch", "--out", "x.json"], "--out is for one target"),
        (["run", "--quiet", "--verbose"], "contradict"),
    ])
    func amistakeIsToldBeforeAnythingIsDone(arguments: [String], words: String) throws {
        let outcome = try Binary.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func aQuietRunEndsWithItsVerdict() throws {
        let folder = try Binary.temporaryFolder()
        let outcome = try Binary.run([
            "run", "--quiet", "--suite", "stream.framing.crlf", "--results", folder.path,
        ])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("PASS") && outcome.output.split(separator: "\n").count == 1)
    }

    /// The page in a real browser, where there is one; continuous integration installs it.
    @Test(.enabled(if: hasBrowser, "no chromium here; install the package chromium"))
    func thePagesWorkInABrowser() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", ".ci/browser.py", Binary.program.path]
        process.currentDirectoryURL = Binary.repository
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
    }

    private static let hasBrowser = ["chromium", "chromium-browser", "google-chrome"].contains { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
}

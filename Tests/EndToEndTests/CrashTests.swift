import Foundation
import Testing

/// Nothing that was measured is lost, whenever the process dies, and it can be carried on.
@Suite struct CrashTests {
    private struct Result: Decodable {
        struct Case: Decodable, Equatable {
            var id: String
            var verdict: String
        }
        var complete: Bool
        var cases: [Case]
        var planHash: String
    }

    private func read(_ file: URL) throws -> Result {
        try JSONDecoder().decode(Result.self, from: Data(contentsOf: file))
    }

    /// Kills the run as soon as its file holds so many cases; the file then has to be whole.
    @Test func aKilledRunIsCarriedOnToTheSameResult() throws {
        let folder = try Binary.temporaryFolder()
        let file = folder.appending(path: "run.json")
        let play = [
            "run", "--suite", "headers", "usage", "http.messages", "--quiet", "--seed", "5", "--results", folder.path,
        ]
        let whole = folder.appending(path: "whole.json")
        #expect(try Binary.run(play + ["--out", whole.path]).status == 0)
        let expected = try read(whole)
        var arguments = play + ["--out", file.path, "--jobs", "2"]
        var seen = 0
        for wanted in stride(from: 0, to: expected.cases.count, by: expected.cases.count / 6 + 1) {
            let started = try Binary.start(arguments)
            let end = Date(timeIntervalSinceNow: 30)
            while Date() < end, started.process.isRunning, (try? read(file).cases.count) ?? -1 < max(seen, wanted) {
                Thread.sleep(forTimeInterval: 0.002)
            }
            kill(started.process.processIdentifier, SIGKILL)
            _ = try started.finish()
            let result = try read(file)
            if result.complete { break }
            #expect(result.cases.count >= seen, "what was there before is still there")
            #expect(Set(result.cases.map(\.id)).isSubset(of: Set(expected.cases.map(\.id))))
            #expect(try Binary.run(["result", "validate", file.path]).status == 0)
            seen = result.cases.count
            arguments = play + ["--resume", file.path, "--jobs", "2"]
        }
        if try !read(file).complete { #expect(try Binary.run(arguments).status == 0) }
        let result = try read(file)
        #expect(result.complete && result.cases == expected.cases && result.planHash == expected.planHash)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var says: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let refusals: [Refusal] = [
        Refusal(arguments: ["--suite", "usage", "--seed", "6"], says: "begun with --seed 1, not 6"),
        Refusal(arguments: ["--suite", "headers"], says: "other options"),
        Refusal(arguments: ["--suite", "usage", "--slow"], says: "other options"),
        Refusal(arguments: ["--suite", "usage", "--features", "chat"], says: "configuration"),
        Refusal(arguments: ["--suite", "usage", "--repeat", "2"], says: "leave out --repeat"),
    ]

    @Test(arguments: refusals) func anotherRunIsNotCarriedOn(_ refusal: Refusal) throws {
        let folder = try Binary.temporaryFolder()
        let file = folder.appending(path: "run.json")
        #expect(
            try Binary.run(["run", "--suite", "usage", "--quiet", "--results", folder.path, "--out", file.path]).status
                == 0)
        var text = try String(contentsOf: file, encoding: .utf8)
        let again = try Binary.run(["run", "--resume", file.path, "--results", folder.path] + refusal.arguments)
        #expect(again.status == 64 && (again.errors.contains("complete") || refusal.arguments.contains("--repeat")))
        text = text.replacingOccurrences(of: "\"complete\": true", with: "\"complete\": false")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let outcome = try Binary.run(["run", "--resume", file.path, "--results", folder.path] + refusal.arguments)
        #expect(outcome.status == 64, "\(outcome.errors)")
        #expect(outcome.errors.contains(refusal.says), "\(outcome.errors)")
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}

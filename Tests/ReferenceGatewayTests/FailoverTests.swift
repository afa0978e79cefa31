import Testing
import Wire

@testable import ReferenceGateway

/// What the primary does, and who must have answered.
struct Choice: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stream = false
    var steps: [ProviderStep]
    var asksBackup: Bool

    var isSilent: Bool { testDescription.contains("silent") }

    private static let error = #"{"error":{"message":"boom","type":"server_error","param":null,"code":null}}"#

    static let all: [Choice] =
        [408, 409, 429, 500, 502, 503, 504, 529].map { status($0, asksBackup: true) }
        + [400, 401, 403, 404, 413, 422].map { status($0, asksBackup: false) }
        + [
            Choice(testDescription: "healthy", steps: [.write(Request.json("one"))], asksBackup: false),
            Choice(testDescription: "reset", steps: [.reset], asksBackup: true),
            Choice(testDescription: "closed", steps: [.close], asksBackup: true),
            Choice(
                testDescription: "closed inside the head", steps: [.write("HTTP/1.1 200 OK\r\nConte"), .close],
                asksBackup: true),
            Choice(testDescription: "silent", steps: [], asksBackup: true),
            Choice(
                testDescription: "cut JSON",
                steps: [.write(Request.json("one").replacing("Length: ", with: "Length: 9")), .close], asksBackup: true),
            Choice(testDescription: "broken JSON", steps: [.write(Request.answer(200, "{"))], asksBackup: true),
            Choice(testDescription: "error in a 200", steps: [.write(Request.answer(200, error))], asksBackup: true),
            Choice(
                testDescription: "stream cut before the first event", stream: true,
                steps: [.write(Request.streamHead), .close], asksBackup: true),
            Choice(
                testDescription: "stream silent before the first event", stream: true,
                steps: [.write(Request.streamHead)], asksBackup: true),
            Choice(
                testDescription: "first event is an error", stream: true,
                steps: [.write(Request.stream(["data: \(error)\n\n"]))], asksBackup: true),
            Choice(
                testDescription: "half first event", stream: true, steps: [.write(Request.stream(["data: {"]))],
                asksBackup: true),
            Choice(
                testDescription: "comment, then cut", stream: true,
                steps: [.write(Request.streamHead + Request.chunk(": x\n\n")), .close], asksBackup: true),
            Choice(
                testDescription: "cut after the first event", stream: true,
                steps: [.write(Request.streamHead + Request.chunk(Request.event("one"))), .close], asksBackup: false),
            Choice(
                testDescription: "error after the first event", stream: true,
                steps: [.write(Request.stream([Request.event("one"), "data: \(error)\n\n"]))], asksBackup: false),
        ]

    private static func status(_ status: Int, asksBackup: Bool) -> Choice {
        Choice(
            testDescription: "\(status)",
            steps: [
                .write(Request.answer(status, error, fields: ["Content-Type: application/json", "X-Mark: primary"]))
            ], asksBackup: asksBackup)
    }
}

@Suite struct FailoverTests {
    @Test(arguments: Choice.all) func asksTheBackupWhenItMust(choice: Choice) async throws {
        let word =
            choice.stream
            ? Request.stream([Request.event("backup"), Request.finish, Request.done]) : Request.json("backup")
        try await Bench.run(
            [choice.steps], backup: [[.write(word)]], configure: { if choice.isSilent { $0.timeouts.head = 500 } }
        ) { bench in
            let response = try await bench.ask(Request.chat(route: "failover", stream: choice.stream))
            #expect(bench.primary.requests.count == 1)
            #expect(bench.backup.requests.count == (choice.asksBackup ? 1 : 0))
            #expect(response.body.contains("backup") == choice.asksBackup)
            #expect(response.field("x-gateproof-provider") == (choice.asksBackup ? "backup" : "primary"))
            guard choice.asksBackup else { return }
            #expect(response.status == 200)
            #expect(response.field("x-mark") == nil)
            #expect(!response.body.contains("boom"))
            let sent = bench.backup.requests.first ?? ""
            #expect(sent.contains("Bearer sk-backup"))
            #expect(sent.contains(#""model":"up-2""#))
        }
    }

    @Test func asksTheBackupWhenThePrimaryIsAway() async throws {
        try await Bench.run([[]], configure: { $0.primary.port = 1 }) { bench in
            let response = try await bench.ask(Request.chat(route: "failover"))
            #expect(response.status == 200)
            #expect(response.field("x-gateproof-attempts") == "2")
            let direct = try await bench.ask(Request.chat())
            #expect(direct.status == 502)
        }
    }

    @Test func givesTheLastAnswerWhenAllFail() async throws {
        let body = #"{"error":{"message":"later","type":"t","param":null,"code":"c"}}"#
        let second: [ProviderStep] = [
            .write(Request.answer(429, body, fields: ["Content-Type: application/json", "Retry-After: 7"]))
        ]
        try await Bench.run([[.reset]], backup: [second]) { bench in
            let response = try await bench.ask(Request.chat(route: "failover"))
            #expect(response.status == 429)
            #expect(response.field("retry-after") == "7")
            #expect(response.body == body)
        }
    }

    @Test func answers504WhenAProviderIsSilent() async throws {
        try await Bench.run([[]], configure: { $0.timeouts.head = 60 }) { bench in
            let response = try await bench.ask(Request.chat())
            #expect(response.status == 504)
            try await poll { bench.primary.journal.entries.closed == 1 }
            #expect(bench.primary.journal.entries.closed == 1)
        }
    }

    @Test func opensANewConnectionUnseenWhenThePooledOneIsStale() async throws {
        let answers: [[ProviderStep]] = [[.write(Request.json("one"))], [.close], [.write(Request.json("two"))]]
        try await Bench.run(answers) { bench in
            _ = try await bench.ask(Request.chat())
            let response = try await bench.ask(Request.chat())
            #expect(response.body == Request.completion("two"))
            #expect(bench.primary.requests.count == 3)
        }
    }
}

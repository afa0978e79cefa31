import Foundation
import Testing
import Wire

@testable import Suites

@Suite struct LoadProfileTests {
    private static func read(_ text: String) throws -> (LoadProfile?, [Diagnostic]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "load-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "mine.yaml").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let (profile, diagnostics) = LoadProfile.read(path)
        return (profile, diagnostics)
    }

    @Test func readsAllForms() throws {
        let (profile, diagnostics) = try Self.read(
            """
            profile: mine
            parts:
              - {part: a, answer: {json: 500}, rate: 40, arrivals: {burst: 8}, rounds: 3, per-round: 7, warm-up: 0, prompt: 9}
              - {part: b, answer: {stream: {first: 1ms, every: 2ms, events: 3, bytes: 4}}, concurrency: [1, 8], seconds: 2s}
              - {part: c, answer: {json: 1}, search: {from: 9, limits: [50ms, 5ms]}}
            """)
        #expect(diagnostics == [])
        let parts = try #require(profile?.parts)
        #expect(parts.map(\.name) == ["mine.a", "mine.b", "mine.c"])
        #expect(parts[0].arrivals == Arrivals.burst(8))
        let numbers = [parts[0].rounds, parts[0].perRound, parts[0].warmUpRounds, parts[0].promptBytes]
        #expect(numbers == [3, 7, 0, 9])
        #expect(parts[0].rate == 40 && parts[0].form == LoadPart.Form.interleaved)
        let pace = PreparedAnswer.Pace(
            firstNanoseconds: 1_000_000, everyNanoseconds: 2_000_000, events: 3, contentBytes: 4)
        #expect(parts[1].answer == PreparedAnswer.stream(pace))
        #expect(parts[1].form == LoadPart.Form.sweep(levels: [1, 8], seconds: 2))
        #expect(parts[2].form == LoadPart.Form.search(from: 9, seconds: 5, limits: [5, 50]))
    }

    @Test func readsAMixInStages() throws {
        let (profile, diagnostics) = try Self.read(
            """
            profile: mine
            parts:
              - part: all
                stages: [40, 80]
                rounds: 3
                mix:
                  - {kind: chat, per-round: 6, answer: {json: 500}}
                  - {kind: numbers, per-round: 2, endpoint: embeddings, answer: {json: 900}, prompt: 70}
            """)
        #expect(diagnostics == [])
        let parts = try #require(profile?.parts)
        #expect(parts.map(\.name) == ["mine.all.40", "mine.all.80"])
        #expect(parts.map(\.perRound) == [8, 8])
        let kinds = parts[1].kinds
        #expect(kinds.map(\.name) == ["mine.all.80.chat", "mine.all.80.numbers"])
        #expect(kinds.map(\.rate) == [60, 20])
        #expect(kinds.map(\.rounds) == [3, 3])
        #expect(kinds.map(\.endpoint) == [.chat, .embeddings])
        #expect(parts[1].replies.map(\.answer) == [.json(bytes: 500), .json(bytes: 900)])
    }

    @Test func readsATimelineOfFaults() throws {
        let (profile, diagnostics) = try Self.read(
            """
            profile: mine
            parts:
              - part: a
                answer: {stream: {events: 3}}
                rate: 40
                seconds: 9s
                slo: {ttft: 1s, total: 2s}
                faults:
                  - {at: 4s, primary: heals}
                  - {at: 1s, primary: {status: 503, share: 30%}}
                  - {at: 2s, backup: {stall: 2, every: 4}}
              - {part: b, answer: {tools: {events: 3}}, rate: 4, seconds: 60s, soak: 10s}
            """)
        #expect(diagnostics == [])
        let parts = try #require(profile?.parts)
        let second: Int64 = 1_000_000_000
        let plan = FaultPlan(steps: [
            .init(at: second, role: .primary, fault: .init(.status(503), share: 0.3)),
            .init(at: 2 * second, role: .backup, fault: .init(.stall(after: 2), share: 0.25)),
            .init(at: 4 * second, role: .primary, fault: nil),
        ])
        #expect(parts[0].form == .faults(plan, seconds: 9))
        #expect(parts[0].answer.pace?.isSigned == true)
        #expect(parts[0].objectives == Objectives(timeToFirstToken: 1000, endToEnd: 2000))
        #expect(parts[1].form == .soak(seconds: 60, window: 10))
        #expect(parts[1].isStream)
    }

    @Test(arguments: [
        (
            "profile: mine\nparts: [{part: a, answer: {json: 1}, rate: 1, faults: [{at: 1s, primary: {status: 200}}]}]",
            "must lie between 400"
        ),
        (
            "profile: mine\nparts: [{part: a, answer: {json: 1}, rate: 1, faults: [{at: 1s, primary: dies}]}]",
            "cannot do this"
        ),
        (
            "profile: mine\nparts: [{part: a, answer: {json: 1}, rate: 1, faults: [{at: 1s, primary: {reset: true, share: 3}}]}]",
            "`share` is a part"
        ),
        ("profile: mine\nparts: [{part: a, answer: {json: 1}, rate: 1, faults: []}]", "at least one step"),
        ("parts: []", "`profile` is missing"),
        ("profile: mine\nparts: []", "`parts` must be a list of at least one"),
        ("profile: other\nparts: [{part: a, answer: {json: 1}, rate: 1}]", "its file says `mine`"),
        ("profile: mine\nparts: [{part: a, answer: {json: 1}}]", "is missing"),
        ("profile: mine\nparts: [{part: a, answer: {json: 1}, rate: 1, concurrency: [1]}]", "only one of"),
        ("profile: mine\nparts: [{part: a, answer: {xml: 1}, rate: 1}]", "unknown key `xml`"),
        ("profile: mine\nparts: [{part: a, answer: {json: 1}, rate: 0}]", "must lie between 1"),
        ("profile: mine\nparts: [{part: a, answer: {json: 1}, rate: 1, arrivals: evenly}]", "cannot be `evenly`"),
        (
            "profile: mine\nparts: [{part: a, answer: {json: 1}, rate: 1}, {part: a, answer: {json: 1}, rate: 1}]",
            "the same name"
        ),
        ("profile: mine\nparts: [{part: a, rate: 1}]", "one of `answer`, `mix` is missing"),
        ("profile: mine\nparts: [{part: a, rate: 1, mix: [{kind: b, answer: {json: 1}}]}]", "two or more kinds"),
        (
            "profile: mine\nparts: [{part: a, concurrency: [1], mix: [{kind: b, answer: {json: 1}}, {kind: c, answer: {json: 1}}]}]",
            "a mix needs `rate` or `stages`"
        ),
        (
            "profile: mine\nparts: [{part: a, rate: 1, endpoint: embeddings, answer: {stream: {events: 3}}}]",
            "cannot answer like this"
        ),
        (
            "profile: mine\nparts: [{part: a, rate: 1, mix: [{kind: b, answer: {json: 1}}, {kind: b, answer: {json: 1}}]}]",
            "two kinds have the same name"
        ),
        ("profile: mine\nparts: [{part: a, rate: 1, endpoint: images, answer: {json: 1}}]", "cannot be `images`"),
        ("[1, 2]", "must be a mapping"), ("", "empty"),
    ])
    func mistakesAreNamed(text: String, words: String) throws {
        let (_, diagnostics) = try Self.read(text)
        #expect(diagnostics.contains { $0.message.contains(words) }, "\(diagnostics)")
    }

    @Test func shippedProfilesAreWithoutFault() throws {
        #expect(LoadProfile.lint(folder: Shipped.suites + "/load") == [])
        #expect(LoadProfile.names(folder: Shipped.suites + "/load").contains("quick"))
    }

    @Test func aWrongNameIsCorrected() throws {
        #expect(throws: Mistakes.self) { try LoadProfile.load("quik", folder: Shipped.suites + "/load") }
        do {
            _ = try LoadProfile.load("quik", folder: Shipped.suites + "/load")
        } catch {
            #expect("\(error)".contains("did you mean `quick`?"))
        }
    }
}

import Foundation
import Testing
import Wire

@testable import Suites

/// A small library in a temporary folder.
struct SmallLibrary {
    let folder: String

    init(_ files: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.path + "/gateproof-suites-\(UUID().uuidString)"
        for (path, text) in Self.base.merging(files, uniquingKeysWith: { $1 }) {
            let url = URL(filePath: folder + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
    }

    func load() throws -> Library {
        try Library.load(suites: folder + "/suites", mockProviders: folder + "/mock-providers")
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static let base = [
        "suites/features.yaml": "features: {chat.stream: Streams., chat.tools: Tools.}\n",
        "suites/requirements.yaml":
            "requirements:\n  SSE-001: {level: must, text: R}\n  SSE-002: {level: info, text: R}\n",
        "suites/requests/chat/stream.yaml":
            "request: chat/stream\nheaders: {content-type: application/json, x-a: 1}\nbody: {model: \"${model}\", stream: true}\n",
        "mock-providers/text/plain.yaml": "script: text/plain\nsteps: [{head: sse}, {data: a}, done]\n",
        "mock-providers/json/plain.yaml": "script: json/plain\nsteps: [{head: json}, {json: {}}]\n",
        "suites/stream/framing.yaml": """
        suite: stream.framing
        title: Framing
        requires: [chat.stream]
        defaults: {request: chat/stream, timeout: 2s, expect: [stream.fold-equal]}
        cases:
          - {id: stream.framing.one, title: One, requirement: SSE-001}
          - id: stream.framing.two
            title: Two
            requirement: [SSE-002, SSE-001]
            route: failover
            request: {from: chat/stream, set: {seed: 7}, headers: {X-A: ~, x-b: 2}, auth: wrong}
            client: {abort: {after-events: 2}, reset: true, fresh: true}
            expect: [stream.done-once, attempts.count: {primary: 1, share: 1.0}]
            requires: [chat.tools, chat.stream]
            depends-on: [stream.framing.one]
            timeout: 500ms
            control: false
        """,
        "suites/tools/calls.yaml": """
        suite: tools.calls
        title: Calls
        cases:
          - id: tools.calls.one
            title: One
            requirement: SSE-001
            request: {path: /models, method: GET}
            expect: [json.equal]
        """,
    ]
}

struct LibraryTests {
    @Test func sugarIsResolved() throws {
        let small = try SmallLibrary()
        defer { small.remove() }
        let library = try small.load()
        #expect(library.cases.map(\.id) == ["stream.framing.one", "stream.framing.two", "tools.calls.one"])
        let one = try #require(library.case(id: "stream.framing.one"))
        #expect(one.timeoutMilliseconds == 2000)
        #expect(one.expect.map(\.id) == ["stream.fold-equal"])
        #expect(one.requires == ["chat.stream"])
        #expect(one.scenario.primary.script.name == "text/plain")
        #expect(one.location.description.hasSuffix("stream/framing.yaml:6:10"))
        #expect(library.level(of: one) == .must)
        let models = try #require(library.case(id: "tools.calls.one"))
        #expect(models.request == RequestPlan(method: "GET", path: "/models"))
        #expect(models.scenario.primary.script.name == "json/plain")
    }

    @Test func aCaseMaySayEverything() throws {
        let small = try SmallLibrary()
        defer { small.remove() }
        let library = try small.load()
        let two = try #require(library.case(id: "stream.framing.two"))
        #expect(two.route == .failover)
        #expect(String(decoding: two.request.body, as: UTF8.self) == #"{"model":"${model}","stream":true,"seed":7}"#)
        #expect(two.request.fields == [HeaderField("content-type", "application/json"), HeaderField("x-b", "2")])
        #expect(two.request.auth == .wrong)
        #expect(two.client == ClientBehaviour(abort: .afterEvents(2), abortWithReset: true, freshConnection: true))
        #expect(two.expect.map(\.id) == ["stream.done-once", "attempts.count"])
        #expect(two.requires == ["chat.stream", "chat.tools"])
        #expect(two.dependsOn == ["stream.framing.one"])
        #expect(two.timeoutMilliseconds == 500)
        #expect(!two.control)
        #expect(library.level(of: two) == .info)
        guard case .object(let members) = two.expect[1].parameters else { throw Missing() }
        #expect(members.map(\.key.string) == ["primary", "share"])
    }

    struct Missing: Error {}

    @Test func digestChangesWithNamesAndContents() throws {
        let digests = try [
            [:], [:], ["suites/stream/framing.yml": ""], ["mock-providers/a.yaml": "script: a\nsteps: [reset]\n"],
        ]
        .map { (files: [String: String]) -> String? in
            let small = try SmallLibrary(files)
            defer { small.remove() }
            return try? small.load().digest
        }
        #expect(digests[0] == digests[1])
        #expect(digests[2] == nil)
        #expect(digests[3] != digests[0])
        #expect(digests[0]?.hasPrefix("fnv1a64:") == true && digests[0]?.count == 24)
    }

    @Test(arguments: [
        ([], ["stream.framing.one", "stream.framing.two", "tools.calls.one"]),
        (["stream"], ["stream.framing.one", "stream.framing.two"]),
        (["tools.*"], ["tools.calls.one"]),
        (["*.one"], ["stream.framing.one", "tools.calls.one"]),
        (["stream.framing.tw?", "tools"], ["stream.framing.two", "tools.calls.one"]),
        (["tools.calls.one", "tools.calls"], ["tools.calls.one"]),
    ])
    func patternsSelect(patterns: [String], ids: [String]) throws {
        let small = try SmallLibrary()
        defer { small.remove() }
        #expect(try small.load().select(patterns).map(\.id) == ids)
    }

    @Test(arguments: [("strem", "stream"), ("tools.call", "tools.calls"), ("stream.framing.too", "stream.framing.two")])
    func emptySelectionNamesTheNearest(pattern: String, nearest: String) throws {
        let small = try SmallLibrary()
        defer { small.remove() }
        let library = try small.load()
        #expect(throws: NothingSelected(pattern: pattern, nearest: nearest)) { try library.select([pattern]) }
    }

    @Test func missingFoldersAreMistakes() {
        #expect(throws: Mistakes.self) { try Library.load(suites: "/no/such", mockProviders: "/no/such") }
    }

    @Test func fingerprintIsFNV1a() {
        #expect(Fingerprint().description == "fnv1a64:cbf29ce484222325")
        var print = Fingerprint()
        print.add("a")
        #expect(print.description == "fnv1a64:089be207b544f1e4")
    }
}

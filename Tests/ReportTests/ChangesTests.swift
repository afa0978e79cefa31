import Results
import TestSupport
import Testing
import Wire

@testable import Report

@Suite struct ChangesTests {
    private static let head = "HTTP/1.1 200 OK\\r\\ncontent-type: "

    private static func side(
        _ name: String, request: String = "", response: String = "", ending: String = "complete"
    )
        -> Evidence.Side
    {
        Evidence.Side(name: name, request: request, response: response, ending: ending, timeline: [])
    }

    /// The answer as changes, each as `kind place`; what is usual is left out.
    private static func answer(
        _ sent: String, _ received: String, endings: (String, String) = ("complete", "complete")
    ) -> (changed: [String], kept: [String]) {
        let changes = ExchangeChanges(
            .init(
                client: side("client", response: received, ending: endings.1),
                attempts: [side("primary", response: sent, ending: endings.0)], curl: "")
        ).answer
        let told = changes?.inOrder.filter { !$0.isUsual }.map { "\($0.kind.rawValue) \($0.place)" } ?? []
        return (told, changes?.kept ?? [])
    }

    private static func json(_ body: String, fields: String = "") -> String {
        head + "application/json\\r\\n\(fields)\\r\\n" + body
    }

    private static func stream(_ events: String...) -> String {
        head + "text/event-stream\\r\\n\\r\\n" + events.map { "data: \($0)\\n\\n" }.joined()
    }

    private static func chunk(_ text: String, id: String = "a") -> String {
        "{\"id\":\"\(id)\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(text)\"}}]}"
    }

    @Test(arguments: [
        ("{\"a\":1,\"b\":[1,2]}", "{\"a\":1,\"b\":[1,2]}", []),
        ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", []),
        ("{\"a\":1.0}", "{\"a\":1}", []),
        ("{\"a\":1,\"b\":2}", "{\"a\":1}", ["lost $.b"]),
        ("{\"a\":1}", "{\"a\":2,\"c\":null}", ["altered $.a", "invented $.c"]),
        ("{\"a\":[1,2]}", "{\"a\":[2,1]}", ["reordered $.a"]),
        ("{\"a\":[1]}", "{\"a\":[1,1]}", ["duplicated $.a[1]"]),
        ("{\"a\":1}", "<html>", ["altered body"]), ("{\"a\":1}", "", ["lost body"]),
    ])
    func bodiesAreComparedByPath(sent: String, received: String, changes: [String]) {
        #expect(Self.answer(Self.json(sent), Self.json(received)).changed == changes)
    }

    @Test(arguments: [
        ("x-a: 1\\r\\n", "X-A: 1\\r\\n", []), ("x-a: 1\\r\\n", "", ["lost x-a"]),
        ("", "x-b: 1\\r\\n", ["invented x-b"]), ("x-a: 1\\r\\n", "x-a: 2\\r\\n", ["altered x-a"]),
        ("x-a: 1\\r\\n", "x-a: 1\\r\\nx-a: 1\\r\\n", ["duplicated x-a"]),
        ("x-a: 1\\r\\nx-a: 2\\r\\n", "x-a: 2\\r\\nx-a: 1\\r\\n", ["reordered x-a"]),
        ("date: 1\\r\\n", "server: x\\r\\n", []),
    ])
    func headersAreComparedByName(sent: String, received: String, changes: [String]) {
        let answer = Self.answer(Self.json("{}", fields: sent), Self.json("{}", fields: received))
        #expect(answer.changed == changes)
        #expect(answer.kept.contains("content-type"))
    }

    @Test func eventsAreComparedOneByOne() {
        let (one, two, three) = (Self.chunk("a"), Self.chunk("b"), Self.chunk("c"))
        let sent = Self.stream(one, two, three, "[DONE]")
        #expect(Self.answer(sent, sent).changed.isEmpty)
        #expect(Self.answer(sent, sent).kept.contains("accumulated text of choice 0"))
        #expect(
            Self.answer(sent, Self.stream(one, three, "[DONE]")).changed == [
                "lost event 2", "altered accumulated text of choice 0",
            ])
        #expect(
            Self.answer(sent, Self.stream(one, two, two, three, "[DONE]")).changed == [
                "altered accumulated text of choice 0", "duplicated received event 3",
            ])
        let renamed = Self.stream(
            Self.chunk("a", id: "z"), Self.chunk("b", id: "z"), Self.chunk("c", id: "z"), "[DONE]")
        #expect(Self.answer(sent, renamed).changed == ["altered $.id in events 1 to 3"])
        #expect(Self.answer(sent, Self.stream(one, two, three)).changed == ["lost event 4"])
    }

    @Test func aFailureThatTheClientIsNotToldIsHidden() {
        let (sent, whole) = (Self.stream(Self.chunk("a")), Self.stream(Self.chunk("a"), "[DONE]"))
        #expect(Self.answer(sent, whole, endings: ("reset", "complete")).changed.first == "hidden failure end")
        #expect(!Self.answer(sent, sent, endings: ("reset", "reset")).changed.contains { $0.hasPrefix("hidden") })
        let told = Self.stream(Self.chunk("a"), "{\"error\":{\"message\":\"upstream broke\"}}")
        #expect(!Self.answer(sent, told, endings: ("reset", "complete")).changed.contains { $0.hasPrefix("hidden") })
        #expect(Self.answer(told, whole).changed.first == "hidden failure event 2")
        #expect(Self.answer(sent, "", endings: ("complete", "noAnswer")).changed == ["lost the whole answer"])
    }

    @Test func requestsAreComparedForEachAttempt() {
        let head = "POST /v1/x HTTP/1.1\\r\\nhost: a\\r\\nx-a: 1\\r\\n\\r\\n"
        let changes = ExchangeChanges(
            .init(
                client: Self.side("client", request: head + "{\"model\":\"a\",\"n\":1}"),
                attempts: [
                    Self.side("primary", request: head + "{\"model\":\"b\",\"n\":1}"),
                    Self.side("backup", request: head + "{\"model\":\"b\"}"),
                ], curl: ""))
        #expect(changes.requests.map { $0.changed.map(\.place) } == [["$.model"], ["$.model", "$.n"]])
        #expect(changes.answer == nil)
    }

    @Test func anEventReadLongAfterTheNextWasWrittenIsDelayed() {
        let exchange = SampleEvidenceAccess.heldStream()
        let places = ExchangeChanges(exchange).answer?.changed.filter { $0.kind == .delayed }.map(\.place) ?? []
        #expect(places.contains("event 3") && !places.contains("event 1"))
    }

    @Test func evidenceTextTurnsBackIntoItsBytes() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random) : "\\xn:{}".utf8.randomElement(using: &random) ?? 0
            }
            #expect(EvidenceBytes.decode(PrintableBytes.text(bytes)) == bytes)
        }
    }

    @Test func whateverAGatewaySendsIsCompared() {
        var random = SplitMix64(seed: 23)
        let pieces = [
            "HTTP/1.1 200 OK\\r\\n", "HTTP/1.1 103 Early\\r\\n\\r\\n", "content-type: text/event-stream\\r\\n",
            "transfer-encoding: chunked\\r\\n", "content-encoding: gzip\\r\\n", "\\r\\n",
            "data: {\"choices\":[{}]}\\n\\n",
            "data: ", ":\\n", "{\"a\":", "[1,2", "]}", "\\x00", "\\xFF", "\\", "\\x", "5\\r\\nab", "0\\r\\n\\r\\n",
            "\u{202E}", "\u{1B}[2J",
        ]
        for _ in 0..<300 {
            let text = { (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() }
            let exchange = Evidence.ExchangeRecord(
                client: Self.side("client", request: text(), response: text()),
                attempts: [Self.side("primary", request: text(), response: text(), ending: "reset")], curl: "")
            let lines = ExchangeChangesText(exchange).lines
            #expect(!lines.isEmpty)
            #expect(!lines.contains { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E } })
        }
    }

    @Test func manyHeadersOfOneFateAreOneRow() {
        var changes = Changes()
        changes.add(
            HeaderChanges.compare([], HeaderFields((1...9).map { HeaderField("x-\($0)", "v") })))
        #expect(changes.grouped.count == 1 && changes.grouped[0].received == "9 header fields")
        #expect(changes.summary == "invented 9")
    }
}

/// The held stream of the sample.
enum SampleEvidenceAccess {
    static func heldStream() -> Evidence.ExchangeRecord {
        let exchanges = SampleResult.make().cases.compactMap(\.evidence).flatMap(\.exchanges)
        return exchanges.max { left, right in held(left) < held(right) } ?? exchanges[0]
    }

    private static func held(_ exchange: Evidence.ExchangeRecord) -> Int {
        Timeline(exchange).pairs(lane: 0).filter(\.held).count
    }
}

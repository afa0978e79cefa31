import NIOCore
import Testing

@testable import ReferenceGateway

/// One way to write a stream, and what must come out.
struct Encoding: Sendable, CustomTestStringConvertible {
    var name: String
    var input: String
    var output: String

    var testDescription: String { name }

    private static let one = #"{"choices":[{"index":0,"delta":{"content":"é🙂"},"finish_reason":null}]}"#
    private static let two = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
    private static let plain = "data: \(one)\n\ndata: \(two)\n\ndata: [DONE]\n\n"

    private static func with(_ change: (String) -> String) -> String { change(plain) }

    static let all = [
        Encoding(name: "plain", input: plain, output: plain),
        Encoding(name: "CRLF", input: with { $0.replacing("\n", with: "\r\n") }, output: plain),
        Encoding(name: "CR", input: with { $0.replacing("\n", with: "\r") }, output: plain),
        Encoding(
            name: "mixed", input: "data: \(one)\r\ndata:\r\n\rdata: \(two)\n\r\ndata: [DONE]\r\r",
            output: "data: \(one)\ndata: \n\ndata: \(two)\n\ndata: [DONE]\n\n"),
        Encoding(name: "mark", input: "\u{FEFF}" + plain, output: plain),
        Encoding(name: "no space", input: with { $0.replacing("data: ", with: "data:") }, output: plain),
        Encoding(name: "comments", input: ": a\n\n:\n" + plain, output: ": a\n:\n" + plain),
        Encoding(
            name: "comment inside", input: with { $0.replacing("\n\ndata: [", with: "\n: x\n\ndata: [") },
            output: "data: \(one)\n\n: x\ndata: \(two)\n\ndata: [DONE]\n\n"),
        Encoding(
            name: "control lines", input: "retry: 3000\n\nid: 7\nevent: message\n" + plain + "event: x\n\n",
            output: plain),
        Encoding(name: "control block between", input: "id\n\nevent: ping\n\n" + plain, output: plain),
        Encoding(name: "empty data", input: "data:\n\ndata\n\n" + plain, output: plain),
        Encoding(name: "blank lines", input: with { $0.replacing("\n\n", with: "\n\n\n\n") }, output: plain),
        Encoding(
            name: "many data lines", input: "data: {\"choices\":\ndata:   []}\n\n" + plain,
            output: "data: {\"choices\":\ndata:   []}\n\n" + plain),
        Encoding(
            name: "error null", input: "data: {\"error\":null, \"choices\":[]}\n\n" + plain,
            output: "data: { \"choices\":[]}\n\n" + plain),
        Encoding(
            name: "error null last", input: "data: {\"choices\":[] , \"error\" : null}\n\n" + plain,
            output: "data: {\"choices\":[] }\n\n" + plain),
        Encoding(name: "unknown fields", input: "foo: bar\nnocolon\n" + plain, output: plain),
        Encoding(name: "padded done", input: with { $0.replacing("[DONE]", with: "  [DONE] ") }, output: plain),
        Encoding(name: "after done", input: plain + "data: {\"choices\":[]}\n\n", output: plain),
        Encoding(
            name: "separators", input: "data: {\"a\":\"\u{2028}\u{2029}\u{85}\"}\n\n" + plain,
            output: "data: {\"a\":\"\u{2028}\u{2029}\u{85}\"}\n\n" + plain),
    ]
}

@Suite struct NormaliserTests {
    private func normalise(_ pieces: [[UInt8]]) -> (output: String, step: EventNormaliser.Step) {
        var normaliser = EventNormaliser(endpoint: .chat, choices: 1, limit: 1 << 20)
        var output = ByteBuffer()
        var step = EventNormaliser.Step.more
        for piece in pieces {
            guard case .more = step else { break }
            var events = ByteBuffer()
            step = normaliser.feed(ByteBuffer(bytes: piece), into: &events)
            output.writeImmutableBuffer(events)
        }
        return (String(decoding: output.readableBytesView, as: UTF8.self), step)
    }

    @Test(arguments: Encoding.all) func readsEveryLegalForm(encoding: Encoding) {
        let bytes = Array(encoding.input.utf8)
        #expect(normalise([bytes]).output == encoding.output)
        #expect(normalise(bytes.map { [$0] }).output == encoding.output)
        for cut in 1..<bytes.count {
            let output = normalise([Array(bytes[..<cut]), Array(bytes[cut...])]).output
            #expect(output == encoding.output, "cut at \(cut)")
        }
    }

    @Test(arguments: [
        #"{"error":{"message":"boom"}}"#, #"{"error":"boom"}"#, #"{"error":{}}"#,
        #"{"choices":[],"error":{"message":"boom"}}"#,
    ])
    func stopsAtAnError(data: String) {
        let good = "data: {\"choices\":[]}\n\n"
        let (output, step) = normalise([Array((good + "data: \(data)\n\n" + good).utf8)])
        #expect(output == good)
        guard case .failed(let failure) = step else {
            Issue.record("not failed")
            return
        }
        #expect(!failure.isInvalid)
        #expect(String(decoding: failure.payload, as: UTF8.self) == data)
    }

    @Test(arguments: [
        "data: {\"a\":}\n\n", "data: {\"a\":1\n\n", "data: [1]\n\n", "data: \"[DONE]\"\n\n", "data: [done]\n\n",
        "data: {\"a\":NaN}\n\n", "data: {\"a\":\"\u{01}\"}\n\n", "data: {} x\n\n",
    ])
    func stopsAtWhatIsNoEvent(text: String) {
        guard case .failed(let failure) = normalise([Array(text.utf8)]).step else {
            Issue.record("not failed")
            return
        }
        #expect(failure.isInvalid)
    }

    @Test(arguments: ["{\"error\":{\"message\":\"x\"}}\n", "<html>\n", "event: error\ndata: {\"message\":\"x\"}\n\n"])
    func stopsAtBareErrors(text: String) {
        guard case .failed(let failure) = normalise([Array(text.utf8)]).step else {
            Issue.record("not failed")
            return
        }
        #expect(!failure.isInvalid)
    }

    @Test func refusesIllFormedText() {
        let bytes = Array("data: {\"a\":\"".utf8) + [0xE9] + Array("\"}\n\n".utf8)
        guard case .failed = normalise([bytes]).step else {
            Issue.record("not failed")
            return
        }
    }

    @Test func boundsAnEventWithoutEnd() {
        var normaliser = EventNormaliser(endpoint: .chat, choices: 1, limit: 1000)
        var output = ByteBuffer()
        var failed = false
        for _ in 0..<200 where !failed {
            if case .failed = normaliser.feed(ByteBuffer(string: "data: xxxxxxxx"), into: &output) { failed = true }
        }
        #expect(failed)
        #expect(output.readableBytes == 0)
    }

    /// Whatever comes in, the same bytes in other pieces give the same events, and all that comes out is events.
    @Test func splitsMakeNoDifference() {
        var generator = Seeded(state: 7)
        let words = [
            "data:", "data: ", "{\"a\":1}", "\n", "\r", "\r\n", "\n\n", ":", " ", "[DONE]", "event: x", "é", "id",
            "\u{FEFF}",
        ]
        for _ in 0..<2_000 {
            let count = Int.random(in: 1...14, using: &generator)
            let text = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
            let bytes = Array(text.utf8)
            let whole = normalise([bytes]).output
            #expect(normalise(bytes.map { [$0] }).output == whole, "\(text.debugDescription)")
        }
    }
}

struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

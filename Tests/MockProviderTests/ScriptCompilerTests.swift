import NIOCore
import Suites
import Testing
import Wire

@testable import MockProvider

struct ScriptCompilerTests {
    /// A behaviour and the body writes it must make, transfer coding included.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var steps: [Step]
        var encode = Encoding()
        var body: [String]
        var testDescription: String { name }

        init(_ name: String, _ steps: [Step], _ body: [String], encode change: (inout Encoding) -> Void = { _ in }) {
            self.name = name
            self.steps = steps
            self.body = body
            // Raw bodies show the text; the tests of framing choose another.
            encode.framing = .close
            change(&encode)
        }
    }

    static let texts: [Row] = [
        Row("data", [.data("x")], ["data: x\n\n"]),
        Row("named event", [.namedEvent(name: "error", data: "x")], ["event: error\ndata: x\n\n"]),
        Row("done", [.done], ["data: [DONE]\n\n"]),
        Row("comment", [.comment(text: "hi", blank: false)], [": hi\n"]),
        Row("comment and blank line", [.comment(text: "", blank: true)], [":\n\n"]),
        Row("control", [.control(lines: ["retry: 3", "id: 7"], blank: true)], ["retry: 3\nid: 7\n\n"]),
        Row("bytes", [.bytes([0x00, 0x41])], ["\u{0}A"]),
        Row("line ends in data", [.data("a\nb\r\nc")], ["data: a\ndata: b\ndata: c\n\n"]),
        Row("CRLF", [.data("x")], ["data: x\r\n\r\n"]) { $0.lineEnd = .crlf },
        Row("CR", [.data("x")], ["data: x\r\r"]) { $0.lineEnd = .cr },
        Row("mixed", [.data("x"), .data("y"), .data("z")], ["data: x\n\r\n", "data: y\r\r\n", "data: z\r\n\r"]) {
            $0.lineEnd = .mixed
        },
        Row("BOM once", [.data("x"), .data("y")], ["\u{FEFF}data: x\n\n", "data: y\n\n"]) { $0.bom = true },
        Row("no space", [.data("x"), .data(" y")], ["data:x\n\n", "data:  y\n\n"]) { $0.spaceAfterColon = false },
        Row("blank lines", [.data("x")], ["data: x\n\n\n\n"]) { $0.blankLines = 3 },
        Row("no blank line", [.data("x")], ["data: x\n"]) { $0.blankLines = 0 },
        Row(
            "several data lines", [.data(#"{"a":"{,","b":1}"#)],
            ["data: {\ndata: \"a\":\"{,\",\ndata: \"b\":1}\n\n"]
        ) { $0.multiline = true },
        Row("repeat", [.repeat(count: 2, steps: [.data("w${n}")])], ["data: w1\n\n", "data: w2\n\n"]),
        Row(
            "place-holders", [.data("${model} ${provider} ${key} ${nonce} ${id} ${attempt} ${words} ${x} $ ${")],
            ["data: m primary k 00ff chatcmpl-gp00ffp1 1 w w1 ${x} $ ${\n\n"]),
    ]

    static let writes: [Row] = [
        Row("byte", [.data("x")], "data: x\n\n".map { String($0) }) { $0.write = .byte },
        Row("whole", [.data("x"), .comment(text: "c", blank: true), .done], ["data: x\n\n: c\n\ndata: [DONE]\n\n"]) {
            $0.write = .whole
        },
        Row("at", [.data("x"), .data("y")], ["data", ": x\n\nda", "ta: y\n\n"]) { $0.write = .at([11, 4]) },
        Row("at a boundary", [.data("x"), .data("y")], ["data: x\n\n", "data: y\n\n"]) { $0.write = .at([9, 99]) },
        Row("chunked", [.data("x"), .done], ["9\r\ndata: x\n\n\r\n", "e\r\ndata: [DONE]\n\n\r\n", "0\r\n\r\n"]) {
            $0.framing = .chunked
        },
        Row("chunk extension", [.bytes([0x41])], ["1;x=1\r\nA\r\n", "0;x=1\r\n\r\n"]) {
            $0.framing = .chunked
            $0.chunkExtension = ";x=1"
        },
        Row(
            "chunks of four", [.bytes(Array("abcde".utf8)), .bytes(Array("fg".utf8))],
            ["4\r\nabcd\r\n3\r\ne", "fg\r\n", "0\r\n\r\n"]
        ) {
            $0.framing = .chunked
            $0.chunkBoundary = .every(4)
        },
        Row("a chunk that is cut", [.bytes(Array("abcde".utf8)), .close], ["4\r\nabcd\r\n4\r\ne"]) {
            $0.framing = .chunked
            $0.chunkBoundary = .every(4)
        },
        Row(
            "trailers", [.bytes([0x41]), .end(trailers: [HeaderField("X-T", "1")])],
            ["1\r\nA\r\n", "0\r\nX-T: 1\r\n\r\n"]
        ) {
            $0.framing = .chunked
        },
        Row("close without the last chunk", [.bytes([0x41]), .close], ["1\r\nA\r\n"]) { $0.framing = .chunked },
        Row("nothing but an end", [], ["0\r\n\r\n"]) { $0.framing = .chunked },
        Row("length", [.bytes([0x41])], ["A"]) { $0.framing = .length },
    ]

    @Test(arguments: texts + writes)
    func makesTheBytesAndCuts(_ row: Row) throws {
        let playlist = try ScriptCompiler.compile(
            Behaviour(encode: row.encode, steps: [.head(Step.Head(without: ["date"]))] + row.steps), context: .sample)
        let writes = playlist.bodyWrites
        #expect(writes == row.body)
    }

    @Test func countsEventsButNeitherCommentsNorControlLines() throws {
        let playlist = try ScriptCompiler.compile(
            .stream([
                .data("x"), .comment(text: "c", blank: true), .control(lines: ["id: 1"], blank: false), .bytes([1]),
                .done,
            ]) {
                $0.framing = .close
            }, context: .sample)
        #expect(playlist.events.map(\.index) == [1, 2, 3])
        #expect(playlist.events.map(\.payload) == [0..<9, 20..<21, 21..<35])
        #expect(playlist.events.map { $0.wireEnd - playlist.headBytes } == [9, 21, 35])
    }

    @Test func stampsAnEventWithTheWriteOfItsLastByte() throws {
        let playlist = try ScriptCompiler.compile(
            .stream([.data("x"), .data("y")]) { $0.write = .at([4, 11]) }, context: .sample)
        let events = playlist.actions.compactMap {
            if case .write(let write) = $0, write.headBytes == 0 { write.events } else { nil }
        }
        #expect(events == [0..<0, 0..<1, 1..<2, 2..<2])
    }

    @Test func joinsHeadBodyAndEndWhenWhole() throws {
        let playlist = try ScriptCompiler.compile(.stream([.data("x"), .done]) { $0.write = .whole }, context: .sample)
        #expect(playlist.actions.count == 2)
        guard case .write(let write)? = playlist.actions.first else {
            throw ScriptError(script: "", message: "no write")
        }
        #expect(write.range == 0..<playlist.wire.readableBytes)
        #expect(write.headBytes == playlist.headBytes)
        #expect(write.completesHead)
        #expect(write.events == 0..<2)
    }

    @Test func keepsTimeBetweenWrites() throws {
        let steps: [Step] = [
            .data("x"), .wait(milliseconds: 5), .awaitClient(event: 0), .data("y"), .awaitClose(milliseconds: 7),
        ]
        let playlist = try ScriptCompiler.compile(.stream(steps), context: .sample)
        let times = playlist.actions.filter { if case .write = $0 { false } else { true } }
        #expect(
            times == [
                .wait(milliseconds: 5), .awaitClient(event: 1), .awaitClose(milliseconds: 7),
                .finish(.complete(close: false)),
            ])
    }

    @Test func pausesBetweenTheWritesOfOneStep() throws {
        let playlist = try ScriptCompiler.compile(
            .stream([.bytes([1, 2])]) {
                $0.write = .byte
                $0.pauseMilliseconds = 3
            }, context: .sample)
        #expect(playlist.actions.filter { $0 == .wait(milliseconds: 3) }.count == 1)
    }

    @Test func unrollsFillerToItsSize() throws {
        let playlist = try ScriptCompiler.compile(.stream([.filler(events: 3, size: 50)]), context: .sample)
        #expect(playlist.events.count == 3)
        for write in playlist.bodyWrites.dropLast() {
            let json = try JSON.parse(Array(write.drop { $0 != "{" }.prefix { $0 != "\n" }.utf8))
            #expect(json["choices"]?[0]?["delta"]?["content"]?.stringValue?.utf8.count == 50)
        }
    }

    @Test func refusesWhatNoMachineHolds() {
        #expect(throws: ScriptError.self) {
            try ScriptCompiler.compile(.stream([.filler(events: 1 << 20, size: 1 << 10)]), context: .sample)
        }
        #expect(throws: ScriptError.self) {
            try ScriptCompiler.compile(
                .stream([.repeat(count: .max, steps: [.wait(milliseconds: 1)])]), context: .sample)
        }
        #expect(throws: ScriptError.self) {
            try ScriptCompiler.compile(Script(name: "empty", behaviours: []), context: .sample)
        }
    }

    @Test func playsTheLastBehaviourAgain() throws {
        let script = Script(name: "s", behaviours: [.stream([.data("1")]), .stream([.data("2")])])
        var texts: [String] = []
        for attempt in 1...3 {
            var context = PlayContext.sample
            context.attempt = attempt
            texts.append(try ScriptCompiler.compile(script, context: context).bodyWrites[0])
        }
        #expect(texts.map { $0.contains("data: 1") } == [true, false, false])
    }
}

extension PlayContext {
    static let sample = PlayContext(
        role: .primary, identity: ProviderIdentity(origin: "http://127.0.0.1:1", key: "k", model: "m", word: "w"),
        nonce: "00ff")
}

extension Playlist {
    var bodyWrites: [String] {
        actions.compactMap { action in
            guard case .write(let write) = action, write.headBytes < write.range.count else { return nil }
            return String(
                decoding: bytes(of: (write.range.lowerBound + write.headBytes)..<write.range.upperBound), as: UTF8.self)
        }
    }

    var headText: String {
        String(decoding: bytes(of: 0..<headBytes), as: UTF8.self)
    }
}

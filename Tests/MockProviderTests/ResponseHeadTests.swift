import Suites
import Testing
import Wire

@testable import MockProvider

struct ResponseHeadTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var head: Step.Head
        var framing: Encoding.Framing
        var method = "POST"
        var keepAlive = true
        var last: Step = .end(trailers: [])
        var text: String
        var finish: Playlist.Finish
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "chunked", head: Step.Head(without: ["date"]), framing: .chunked,
            text: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", finish: .complete(close: false)),
        Row(
            name: "length", head: Step.Head(status: 429, without: ["Date"]), framing: .length,
            text: "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 3\r\n\r\n", finish: .complete(close: false)),
        Row(
            name: "close", head: Step.Head(without: ["date"]), framing: .close,
            text: "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", finish: .complete(close: true)),
        Row(
            name: "close, said by close", head: Step.Head(without: ["date"]), framing: .close, last: .close,
            text: "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", finish: .complete(close: true)),
        Row(
            name: "a length of its own",
            head: Step.Head(fields: [HeaderField("Content-Length", "3")], without: ["date"]),
            framing: .chunked, text: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", finish: .complete(close: false)),
        Row(
            name: "a length too long",
            head: Step.Head(fields: [HeaderField("Content-Length", "50")], without: ["date"]),
            framing: .length, text: "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", finish: .close),
        Row(
            name: "a length too short",
            head: Step.Head(fields: [HeaderField("Content-Length", "2")], without: ["date"]),
            framing: .length, text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", finish: .complete(close: true)),
        Row(
            name: "no length", head: Step.Head(without: ["date", "content-length"]), framing: .length,
            text: "HTTP/1.1 200 OK\r\n\r\n", finish: .complete(close: true)),
        Row(
            name: "FIN after a whole answer", head: Step.Head(without: ["date"]), framing: .length, last: .close,
            text: "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n", finish: .complete(close: true)),
        Row(
            name: "FIN before the last chunk", head: Step.Head(without: ["date"]), framing: .chunked, last: .close,
            text: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", finish: .close),
        Row(
            name: "reset", head: Step.Head(without: ["date"]), framing: .chunked, last: .reset,
            text: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", finish: .reset),
        Row(
            name: "stall", head: Step.Head(without: ["date"]), framing: .chunked, last: .stall,
            text: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", finish: .stall),
        Row(
            name: "the request closes", head: Step.Head(without: ["date"]), framing: .length, keepAlive: false,
            text: "HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\n", finish: .complete(close: true)),
        Row(
            name: "HEAD", head: Step.Head(without: ["date"]), framing: .length, method: "HEAD",
            text: "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n", finish: .complete(close: false)),
        Row(
            name: "reason and version",
            head: Step.Head(status: 599, reason: "Odd", version: "HTTP/1.0", without: ["date"]),
            framing: .length, text: "HTTP/1.0 599 Odd\r\ncontent-length: 3\r\n\r\n", finish: .complete(close: true)),
        Row(
            name: "verbatim",
            head: Step.Head(verbatim: Array("HTTP/1.1 200 ${model}\r\nContent-Length: 3\r\n\r\n".utf8)),
            framing: .chunked, text: "HTTP/1.1 200 m\r\nContent-Length: 3\r\n\r\n", finish: .complete(close: false)),
        Row(
            name: "cut inside", head: Step.Head(verbatim: Array("HTTP/1.1 200 OK\r\ncontent-ty".utf8)),
            framing: .chunked,
            last: .close, text: "HTTP/1.1 200 OK\r\ncontent-ty", finish: .close),
        Row(
            name: "Latin-1", head: Step.Head(fields: [HeaderField("x", "\u{FC}🙂")], without: ["date"]),
            framing: .length,
            text: "HTTP/1.1 200 OK\r\nx: \u{FFFD}🙂\r\ncontent-length: 3\r\n\r\n", finish: .complete(close: false)),
    ]

    @Test(arguments: rows)
    func writesTheHeadAndLeavesTheConnection(_ row: Row) throws {
        var encode = Encoding()
        encode.framing = row.framing
        var context = PlayContext.sample
        context.method = row.method
        context.keepAlive = row.keepAlive
        let behaviour = Behaviour(encode: encode, steps: [.head(row.head), .bytes(Array("abc".utf8)), row.last])
        let playlist = try ScriptCompiler.compile(behaviour, context: context)
        #expect(playlist.headText == row.text)
        #expect(playlist.actions.last == .finish(row.finish))
        #expect(playlist.bodyWrites.isEmpty == (row.method == "HEAD"))
    }

    @Test func addsADate() throws {
        let playlist = try ScriptCompiler.compile(.stream([]), context: .sample)
        #expect(playlist.head?.fields["date"] == nil)
        let dated = try ScriptCompiler.compile(Behaviour(steps: [.head(Step.Head())]), context: .sample)
        #expect(dated.head?.fields["date"]?.hasSuffix(" GMT") == true)
        #expect(HTTPDate.text(of: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }

    @Test func putsInterimHeadsBeforeTheFinalOne() throws {
        let steps: [Step] = [
            .interim(status: 103, fields: [HeaderField("link", "</x>")]), .head(Step.Head(without: ["date"])),
        ]
        let playlist = try ScriptCompiler.compile(Behaviour(steps: steps), context: .sample)
        #expect(playlist.headText.hasPrefix("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n"))
        #expect(playlist.head?.status == 200)
    }

    @Test func sendsNoBodyFramingWithoutABody() throws {
        let playlist = try ScriptCompiler.compile(
            Behaviour(steps: [.head(Step.Head(status: 204, without: ["date"]))]), context: .sample)
        #expect(playlist.headText == "HTTP/1.1 204 No Content\r\n\r\n")
        #expect(playlist.actions.last == .finish(.complete(close: false)))
    }
}

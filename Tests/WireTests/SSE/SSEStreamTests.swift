import TestSupport
import Testing
import Wire

@Suite struct SSEStreamTests {
    @Test(arguments: [
        ("data: a\n\n", ["a"]), ("data: a\r\n\r\n", ["a"]), ("data: a\r\r", ["a"]), ("data: a\r\n\n", ["a"]),
        ("data:a\n\n", ["a"]), ("data:  a\n\n", [" a"]), ("data: a\ndata: b\n\n", ["a\nb"]), ("data\n\n", [""]),
        ("data:\n\n", [""]), ("data: \n\n", [""]), (": c\n\ndata: a\n\n", ["a"]), (": c\ndata: a\n: d\n\n", ["a"]),
        ("\u{FEFF}data: a\n\n", ["a"]), ("data: a\n\n\n\ndata: b\n\n", ["a", "b"]), ("data: a", []), ("data: a\n", []),
        ("id: 7\n\n", []), ("retry: 3\n\n", []), ("event: x\n\n", []), ("{\"a\":1}\n\n", []), ("DATA: a\n\n", []),
        ("data : a\n\n", []), (" data: a\n\n", []), ("data: a\r\n\r\ndata: b\r\r", ["a", "b"]), ("", []),
        ("data: \u{2028}\u{2029}\u{85}\n\n", ["\u{2028}\u{2029}\u{85}"]), ("data: a:b: c\n\n", ["a:b: c"]),
    ])
    func events(_ text: String, _ expected: [String]) {
        let stream = SSEStream.decode(Array(text.utf8))
        #expect(stream.events.map { String(decoding: $0.data, as: UTF8.self) } == expected)
    }

    @Test func wireFacts() {
        let text = "\u{FEFF}: hi\n\nid: 1\n\ndata: a\r\n\r\n<p>\rdata: b\rid: x\revent: e\r\rdata: [DO"
        let stream = SSEStream.decode(Array(text.utf8))
        #expect(stream.hasBOM)
        #expect(stream.lineEnds == [.lf, .crlf, .cr])
        #expect(stream.comments == [.init(text: " hi", range: 0..<8)])
        #expect(stream.spareBlankLines == [8..<9])
        #expect(stream.dataless == [9..<16])
        #expect(stream.events.map(\.range) == [16..<27, 27..<55])
        #expect(stream.events[1].id == "x" && stream.events[1].name == "e")
        #expect(stream.unknownLines == [27..<31])
        #expect(stream.leftover == 55..<64)
    }

    @Test(
        arguments: [
            ("data: a\n\n: bye\n", nil), ("data: a\n\n: bye", nil), ("data: a\n\n", nil), ("data: a\n\n\n", nil),
            ("data: a", 0..<7), ("data: a\n", 0..<8), ("data: a\n\ndata: {\"id", 9..<19), ("{\"id\":1}", 0..<8),
            (": c\ndata: a\n", 0..<12),
        ] as [(String, Range<Int>?)])
    func leftover(_ text: String, _ expected: Range<Int>?) {
        #expect(SSEStream.decode(Array(text.utf8)).leftover == expected)
    }

    @Test(arguments: [
        ("{\"id\":1}", 1), ("dat", 0), ("data: x", 0), ("<html>", 1), ("id", 0), (": x", 0), ("datax", 1),
    ])
    func cutLineThatIsNoField(_ text: String, _ unknown: Int) {
        #expect(SSEStream.decode(Array(text.utf8)).unknownLines.count == unknown)
    }

    @Test(
        arguments: [
            ("data: a\n\n: x\ndata: b\r\n\r\n", []), ("data: a\n\ndata: b", ["SSE-002 2"]),
            ("<p>\n\ndata: b\n\n", ["SSE-003 1"]),
            ("data: a\r\r", ["SSE-004 0"]), ("\u{FEFF}data: a\n\n", ["SSE-005 1"]),
            ("data: a\n\nretry: 1\n\n", ["SSE-006 2"]),
            ("id: 1\ndata: a\n\n: x\n\n", ["SSE-008 2"]), ("data: a\n\n: x\n\n", []), ("\nid: 1\ndata: a\n\n", []),
        ] as [(String, [String])])
    func violations(_ text: String, _ expected: [String]) {
        let found = SSEStream.decode(Array(text.utf8)).violations
        #expect(found.map { "\($0.rule) \($0.event)" } == expected)
    }

    static let canonical = Array(
        ("\u{FEFF}: hi\r\n\r\ndata: {\"a\":1}\r\n\r\nid: 7\r\n\r\ndata:x\rdata: y\r\revent: e\nid: 1\ndata: é🙂\n\n"
            + "<html>\r\nretry: 5\r\n\r\n\r\n: c\ndata: [DONE]\n\ndata: lef").utf8)

    @Test func anySplitGivesTheSame() {
        let whole = SSEStream.decode(Self.canonical)
        #expect(whole.events.count == 4)
        for cut in 0...Self.canonical.count {
            var decoder = SSEDecoder()
            decoder.feed(Self.canonical[..<cut])
            _ = decoder.stream
            decoder.feed(Self.canonical[cut...])
            #expect(decoder.stream == whole, "cut at \(cut)")
        }
    }

    @Test func everyPrefixIsLikeAWhole() {
        var decoder = SSEDecoder()
        for (index, byte) in Self.canonical.enumerated() {
            decoder.feed([byte])
            #expect(decoder.stream == SSEStream.decode(Array(Self.canonical[...index])))
        }
    }

    @Test func randomSplitsOfRandomBytes() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<1_500 {
            let bytes = random.bytes(random.below(80), alphabet: "data: \r\n\r\nid:event:retry:x\u{FEFF}")
            var decoder = SSEDecoder()
            for piece in random.pieces(bytes) {
                decoder.feed(piece)
            }
            let whole = SSEStream.decode(bytes)
            #expect(decoder.stream == whole)
            #expect(whole.events.allSatisfy { $0.range.upperBound <= bytes.count })
        }
    }
}

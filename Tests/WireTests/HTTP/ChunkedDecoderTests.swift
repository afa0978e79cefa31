import TestSupport
import Testing
import Wire

@Suite struct ChunkedDecoderTests {
    @Test(arguments: [
        ("0\r\n\r\n", "", 0), ("3\r\nabc\r\n0\r\n\r\n", "abc", 1), ("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde", 2),
        ("A\r\n0123456789\r\n000\r\n\r\n", "0123456789", 1), ("3;x=\"y\";z\r\nabc\r\n0;last\r\n\r\n", "abc", 1),
        ("3 ;x\r\nabc\r\n0\r\nX-T: 1\r\nY:2\r\n\r\n", "abc", 1), ("003\r\n\r\n\r\r\n0\r\n\r\n", "\r\n\r", 1),
    ])
    func complete(_ wire: String, _ payload: String, _ frames: Int) {
        var decoder = ChunkedDecoder()
        decoder.feed(Array(wire.utf8))
        #expect(decoder.isComplete && decoder.error == nil)
        #expect(decoder.payload == Array(payload.utf8))
        #expect(decoder.frames.count == frames)
        #expect(decoder.consumed == wire.utf8.count && decoder.excess == 0)
    }

    @Test func factsOfFrames() {
        var decoder = ChunkedDecoder()
        decoder.feed(Array("3;a=b\r\nabc\r\n2\r\nde\r\n0;z\r\nX-T: 1\r\nx-t:2 \r\n\r\nHTTP".utf8))
        #expect(
            decoder.frames == [
                ChunkFrame(size: 3, extension: ";a=b", payloadRange: 0..<3, wireRange: 0..<12),
                ChunkFrame(size: 2, extension: "", payloadRange: 3..<5, wireRange: 12..<19),
            ])
        #expect(decoder.trailers.all("X-T") == ["1", "2"])
        #expect(decoder.excess == 4)
    }

    @Test(arguments: [
        ("x\r\n", 0), ("\r\n", 0), ("3\nabc", 1), ("3\r\nabcd", 6), ("3\r\nabc\n", 6), ("3\r\nabc\rx", 7),
        ("-3\r\n", 0),
        ("0x3\r\n", 1), ("3 4\r\n", 1), ("3;\u{1}\r\n", 1), ("1234567890123456\r\n", 0), ("+3\r\n", 0),
        ("3\r\nabc\r\n0\r\nbad trailer\r\n", 23), ("3\rabc\r\n", 1),
    ])
    func broken(_ wire: String, _ offset: Int) {
        var decoder = ChunkedDecoder()
        decoder.feed(Array(wire.utf8))
        #expect(decoder.error?.offset == offset, "\(decoder.error?.message ?? "no error")")
        #expect(!decoder.isComplete)
    }

    @Test(arguments: ["", "3", "3\r\n", "3\r\nab", "3\r\nabc", "3\r\nabc\r\n", "0\r\n", "0\r\nX: 1\r\n"])
    func cut(_ wire: String) {
        var decoder = ChunkedDecoder()
        decoder.feed(Array(wire.utf8))
        #expect(!decoder.isComplete && decoder.error == nil)
    }

    @Test func boundsLinesAndTrailers() {
        var decoder = ChunkedDecoder(greatestLine: 100, greatestTrailers: 200)
        decoder.feed(Array(("3;" + String(repeating: "x", count: 1_000)).utf8))
        #expect(decoder.error?.message == "a line longer than 100 bytes")
        var trailers = ChunkedDecoder(greatestLine: 100, greatestTrailers: 200)
        trailers.feed(Array(("0\r\n" + String(repeating: "X-Trailer: value\r\n", count: 100)).utf8))
        #expect(trailers.error?.message == "trailers longer than 200 bytes")
    }

    @Test func anySplitGivesTheSame() {
        let wire = Array("3;a\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nX-T: 1\r\n\r\nrest".utf8)
        var whole = ChunkedDecoder()
        whole.feed(wire)
        for cut in 0...wire.count {
            var decoder = ChunkedDecoder()
            decoder.feed(wire[..<cut])
            decoder.feed(wire[cut...])
            #expect(decoder.payload == whole.payload && decoder.frames == whole.frames)
            #expect(decoder.excess == 4 && decoder.isComplete && decoder.trailers == whole.trailers)
        }
    }

    @Test func survivesMutationInAnySplit() {
        var random = SplitMix64(seed: 4)
        let seed = Array("3;a=\"b\"\r\nabc\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nX-T: 1\r\n\r\n".utf8)
        for _ in 0..<2_000 {
            let wire = random.mutated(seed)
            var whole = ChunkedDecoder()
            whole.feed(wire)
            var pieces = ChunkedDecoder()
            for piece in random.pieces(wire) {
                pieces.feed(piece)
            }
            #expect(pieces.payload == whole.payload && pieces.error == whole.error && pieces.frames == whole.frames)
            #expect(whole.consumed + whole.excess == wire.count)
        }
    }
}

import Testing
import Wire

@Suite struct MessageBodyTests {
    private func decode(
        _ status: Int = 200, _ method: String = "POST", _ fields: HeaderFields, _ pieces: [String]
    ) -> MessageBody {
        var transcript = Transcript()
        for (index, piece) in pieces.enumerated() {
            transcript.append(Array(piece.utf8), at: Instant(nanoseconds: Int64(index)))
        }
        return MessageBody.decode(
            head: ResponseHead(status: status, fields: fields), method: method, transcript: transcript)
    }

    private let chunked: HeaderFields = [HeaderField("Transfer-Encoding", "chunked")]

    @Test(arguments: [(200, "HEAD"), (204, "POST"), (304, "GET"), (103, "POST")])
    func noBody(_ status: Int, _ method: String) {
        let body = decode(status, method, [HeaderField("Content-Length", "5")], ["x"])
        #expect(body.framing == .none && body.payload.isEmpty && body.isComplete)
        #expect(body.excess == Array("x".utf8))
    }

    @Test func length() {
        let fields: HeaderFields = [HeaderField("content-length", "5")]
        #expect(decode(fields, ["abc", "de"]).isComplete)
        let short = decode(fields, ["abc"])
        #expect(!short.isComplete && short.framing == .length(5) && short.payload.count == 3)
        let long = decode(fields, ["abc", "defg"])
        #expect(long.isComplete && long.payload == Array("abcde".utf8) && long.excess == Array("fg".utf8))
        #expect(long.payloadSegments.map(\.range) == [0..<3, 3..<5])
    }

    private func decode(_ fields: HeaderFields, _ pieces: [String]) -> MessageBody {
        decode(200, "POST", fields, pieces)
    }

    @Test func chunkedInstants() {
        let body = decode(chunked, ["3\r\nab", "c\r", "\n4\r\ndefg\r\n", "0\r\nX-T: 1\r\n\r\n", "extra"])
        #expect(body.framing == .chunked && body.isComplete && body.problem == nil)
        #expect(body.payload == Array("abcdefg".utf8))
        #expect(body.payloadSegments.map(\.range) == [0..<2, 2..<3, 3..<7])
        #expect(body.instant(ofByte: 2)?.nanoseconds == 1 && body.instant(ofByte: 6)?.nanoseconds == 2)
        #expect(body.instant(ofByte: 7) == nil)
        #expect(body.trailers["x-t"] == "1" && body.excess == Array("extra".utf8))
    }

    @Test func chunkedCut() {
        let body = decode(chunked, ["3\r\nabc\r\n"])
        #expect(!body.isComplete && body.payload == Array("abc".utf8) && body.problem == nil)
        let bad = decode(chunked, ["3\r\nabc\r\nzz\r\nmore"])
        #expect(bad.problem?.contains("hexadecimal") == true && bad.payload == Array("abc".utf8))
    }

    @Test func close() {
        let body = decode([], ["ab", "c"])
        #expect(body.framing == .close && !body.isComplete && body.payload == Array("abc".utf8))
    }

    @Test(arguments: [
        ([HeaderField("Transfer-Encoding", "chunked"), HeaderField("Content-Length", "3")], "both"),
        ([HeaderField("Content-Length", "3"), HeaderField("Content-Length", "4")], "more than one"),
        ([HeaderField("Content-Length", "3, 4")], "more than one"),
        ([HeaderField("Content-Length", "-3")], "no number"),
        ([HeaderField("Content-Length", "+3")], "no number"), ([HeaderField("Content-Length", "0x3")], "no number"),
    ])
    func contradictions(_ fields: [HeaderField], _ problem: String) {
        #expect(decode(HeaderFields(fields), ["0\r\n\r\n"]).problem?.contains(problem) == true)
    }

    @Test func repeatedEqualLengthIsOne() {
        let fields: HeaderFields = [HeaderField("Content-Length", "3"), HeaderField("Content-Length", "3")]
        #expect(decode(fields, ["abc"]).framing == .length(3))
        #expect(decode([HeaderField("Transfer-Encoding", "gzip, Chunked")], []).framing == .chunked)
    }
}

import TestSupport
import Testing
import Wire

@Suite struct ContentProgressTests {
    private static let text = Chat.role + Chat.content("Hé") + Chat.content("🙂!") + Chat.stop + Chat.done

    private func chunked(_ pieces: [[UInt8]]) -> [UInt8] {
        pieces.flatMap { Array("\(String($0.count, radix: 16))\r\n".utf8) + $0 + [13, 10] } + Array("0\r\n\r\n".utf8)
    }

    @Test func countsAsTheStreamDoes() {
        var progress = ContentProgress(framing: .close)
        progress.feed(Array(Self.text.utf8))
        #expect(progress.contentUnits == 5 && progress.eventCount == 5 && progress.isDone)
        #expect(progress.contentUnits == Chat.read(Self.text).contentEnds.last)
        #expect(progress.payloadBytes == Self.text.utf8.count)
    }

    @Test func anyFramingAndSplit() {
        var random = SplitMix64(seed: 9)
        for _ in 0..<50 {
            let wire = chunked(random.pieces(Array(Self.text.utf8)))
            var progress = ContentProgress(framing: .chunked)
            var last = 0
            for piece in random.pieces(wire) {
                progress.feed(piece)
                #expect(progress.contentUnits >= last)
                last = progress.contentUnits
            }
            #expect(progress.contentUnits == 5 && progress.isDone)
        }
    }

    @Test func stopsAtTheLength() {
        var progress = ContentProgress(framing: .length(Chat.role.utf8.count))
        progress.feed(Array(Self.text.utf8))
        #expect(progress.contentUnits == 0 && progress.eventCount == 1)
        var none = ContentProgress(head: ResponseHead(status: 204), method: "POST")
        none.feed(Array(Self.text.utf8))
        #expect(none.eventCount == 0)
    }

    @Test func countsOtherKindsOfEvents() throws {
        #expect(ContentUnits.count(in: try JSON.parse(#"{"type":"response.output_text.delta","delta":"abc"}"#)) == 3)
        #expect(
            ContentUnits.count(
                in: try JSON.parse(#"{"type":"content_block_delta","delta":{"type":"text_delta","text":"ab"}}"#)) == 2)
        #expect(ContentUnits.count(in: try JSON.parse(#"{"choices":[{"text":"abcd"}]}"#)) == 4)
        #expect(
            ContentUnits.count(
                in: try JSON.parse(
                    #"{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"{}"}},{"custom":{"input":"x"}}],"refusal":"n"}}]}"#
                )) == 4)
    }

    @Test func survivesMutation() {
        var random = SplitMix64(seed: 12)
        let wire = chunked([Array(Self.text.utf8)])
        for _ in 0..<300 {
            let bytes = random.mutated(wire, times: 6)
            var pieces = ContentProgress(framing: .chunked)
            var whole = ContentProgress(framing: .chunked)
            whole.feed(bytes)
            random.pieces(bytes).forEach { pieces.feed($0) }
            #expect(pieces.contentUnits == whole.contentUnits && pieces.eventCount == whole.eventCount)
        }
    }
}

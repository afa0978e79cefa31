/// Chunk events that only weigh something: their content is numbered words of the provider, so loss and order show.
enum FillerText {
    /// The JSON text of one chunk whose content has `size` bytes.
    static func chunk(round: Int, size: Int, fill: Placeholders) -> [UInt8] {
        let word = fill.fill("${provider}")
        let content = words(word, round: round, size: size)
        let before = fill.fill(
            #"{"id":"${id}","object":"chat.completion.chunk","created":1700000001,"model":"${model}","#
                + #""choices":[{"index":0,"delta":{"content":""#)
        return before + content + Array(#""},"finish_reason":null}]}"#.utf8)
    }

    private static func words(_ word: [UInt8], round: Int, size: Int) -> [UInt8] {
        let digits = String(round)
        let unit =
            word + Array(String(repeating: "0", count: max(0, 6 - digits.count)).utf8) + Array(digits.utf8) + [0x20]
        var content: [UInt8] = []
        content.reserveCapacity(size + unit.count)
        while content.count < size {
            content.append(contentsOf: unit)
        }
        content.removeLast(content.count - max(0, size))
        return content
    }
}

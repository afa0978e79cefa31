internal import Wire

extension Check {
    /// Requests at the same time.
    package static let isolationOwnWords = Check(
        id: "isolation.own-words", title: "Each client gets its own answer and nobody else's", requirement: "ISO-001",
        rationale:
            "Shared buffers, caches and connections that are given back too early show one customer the answer of "
            + "another.",
        holdsInControl: false,
        passing: [
            Example("each its own", .both("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb")),
            Example("one exchange", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example("swapped", .both("bbbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaaa")),
            Example("the own one is missing", .both("aaaaaaaaaaaaaaaa", "x")),
        ],
        judge: { trial in
            let nonces = trial.exchanges.compactMap(\.client.request.marker)
            return trial.each { round in
                guard let own = round.client.request.marker else { return [] }
                let seen = OwnWords.texts(round.received, head: round.received.headBytes)
                if let foreign = nonces.first(where: { $0 != own && OwnWords.holds(seen, $0) }) {
                    return [
                        Finding(
                            .leaked, at: "answer", expected: "only the words of \(own)",
                            actual: "the words of \(foreign)")
                    ]
                }
                guard let provided = round.provided, OwnWords.holds(OwnWords.texts(provided), own),
                    !OwnWords.holds(seen, own)
                else { return [] }
                return [
                    Finding(.lost, at: "answer", expected: "the words of \(own)", actual: round.received.summary)
                ]
            }
        })
}

private enum OwnWords {
    /// The bytes, and the joined text, in which a word stands whole although chunk borders cut it.
    static func texts(_ answer: Answer, head: [UInt8] = []) -> [[UInt8]] {
        [head, answer.payload] + Contents(answer).parts.values.map { Array(String(decoding: $0, as: UTF16.self).utf8) }
    }

    static func holds(_ texts: [[UInt8]], _ word: String) -> Bool {
        texts.contains { $0.firstRange(of: Array(word.utf8)) != nil }
    }
}

extension Trial {
    /// Two exchanges at the same time, whose clients received these words.
    fileprivate static func both(_ first: String, _ second: String) -> Trial {
        let own = ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"]
        return several(
            zip(own, [first, second]).map { nonce, word in
                .example([.sse(Sample.text(nonce))], received: .sse(Sample.text(word)), Setting { $0.marker = nonce })
            })
    }
}

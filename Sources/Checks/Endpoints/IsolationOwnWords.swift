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
                let payload = round.received.payload + round.received.headBytes
                let foreign = nonces.first { $0 != own && payload.firstRange(of: Array($0.utf8)) != nil }
                if let foreign {
                    return [
                        Finding(
                            .leaked, at: "answer", expected: "only the words of \(own)",
                            actual: "the words of \(foreign)")
                    ]
                }
                guard let provided = round.provided, provided.payload.firstRange(of: Array(own.utf8)) != nil,
                    round.received.payload.firstRange(of: Array(own.utf8)) == nil
                else { return [] }
                return [Finding(.lost, at: "answer", expected: "the words of \(own)", actual: round.received.summary)]
            }
        })
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

internal import Wire

extension Check {
    /// Characters outside the basic plane at chunk borders.
    package static let streamNoCutPairs = Check(
        id: "stream.no-cut-pairs", title: "No chunk border cuts a surrogate pair", requirement: "STREAM-030",
        rationale:
            "A client that shows each delta as it comes prints two replacement characters in place of one emoji.",
        passing: [
            Example("whole characters", .stream(Sample.text("🙂"), received: Sample.text("\\ud83d\\ude42"))),
            Example(
                "allowed: the provider cut it itself",
                .stream(Sample.text("\\ud83d", "\\ude42"), received: Sample.text("\\ud83d", "\\ude42"))),
        ],
        failing: [
            Example("cut by the gateway", .stream(Sample.text("🙂"), received: Sample.text("\\ud83d", "\\ude42")))
        ],
        each: { $0.introduced(CutPairs.violations) })
}

private enum CutPairs {
    static func violations(_ answer: Answer) -> [Finding] {
        answer.goodChunks.compactMap { chunk in
            let texts = chunk.choices.compactMap { choice -> [UInt16]? in
                guard case .string(let text) = choice["delta"]?["content"] else { return nil }
                return text.units
            }
            guard texts.contains(where: { isHigh($0.last) || isLow($0.first) }) else { return nil }
            return .malformed(chunk.place, "both halves of a surrogate pair in one delta", "half of one")
        }
    }

    private static func isHigh(_ unit: UInt16?) -> Bool { unit.map { (0xD800..<0xDC00).contains($0) } ?? false }
    private static func isLow(_ unit: UInt16?) -> Bool { unit.map { (0xDC00..<0xE000).contains($0) } ?? false }
}

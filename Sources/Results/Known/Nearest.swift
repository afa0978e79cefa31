/// The known word that a misspelt one most likely stands for.
enum Nearest {
    /// Nil when none is within a third of the word's length.
    static func match(for word: String, in known: some Sequence<String>) -> String? {
        let limit = max(2, word.utf8.count / 3)
        let ranked = known.map { (distance: distance(Array(word.utf8), Array($0.utf8)), word: $0) }
        let best = ranked.min { ($0.distance, $0.word) < ($1.distance, $1.word) }
        return best.flatMap { $0.distance <= limit ? $0.word : nil }
    }

    /// Levenshtein distance, in bytes.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let substituted = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}

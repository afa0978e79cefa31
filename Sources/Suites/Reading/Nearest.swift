/// The word of `words` most like `word`, or nil when none is close enough to be what was meant.
package func nearest(to word: String, in words: some Sequence<String>) -> String? {
    let scored = words.map { (word: $0, distance: editDistance(word, $0)) }
    guard let best = scored.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
    return best.distance <= max(1, word.count / 3) ? best.word : nil
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; case costs nothing.
func editDistance(_ left: String, _ right: String) -> Int {
    let a = Array(left.lowercased().prefix(80)), b = Array(right.lowercased().prefix(80))
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
            row.append(cost)
        }
        (before, previous) = (previous, row)
    }
    return previous[b.count]
}

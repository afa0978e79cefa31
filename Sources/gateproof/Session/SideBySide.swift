/// Two texts of one message, aligned line by line, with the differing part of each pair of lines marked.
struct SideBySide {
    var left: [String]
    var right: [String]
    /// Longer messages are not aligned line by line.
    static let limit = 400
    /// Equal lines shown around a difference.
    static let context = 2
    static let width = 160

    /// The texts with `\n` for line ends, as evidence has them.
    init(_ left: String, _ right: String) {
        self.left = Self.split(left)
        self.right = Self.split(right)
    }

    private static func split(_ text: String) -> [String] {
        let lines = text.replacing("\\r\\n", with: "\n").replacing("\\n", with: "\n")
        return lines.split(separator: "\n", omittingEmptySubsequences: false).prefix(limit).map(String.init)
    }

    /// Lines that begin with two blanks (equal), `<` (sent), `>` (received) or `^` (where the two differ).
    var lines: [String] {
        var lines: [String] = []
        var quiet: [String] = []
        func flush(keepingTail: Bool) {
            let head = lines.isEmpty ? 0 : Self.context
            let tail = keepingTail ? Self.context : 0
            if quiet.count > head + tail + 1 {
                lines += quiet.prefix(head) + ["    … \(quiet.count - head - tail) equal lines"] + quiet.suffix(tail)
            } else {
                lines += quiet
            }
            quiet = []
        }
        for step in steps {
            switch step {
            case (.some(let line), .some(let other)) where line == other: quiet.append("    " + Self.clip(line))
            case (let sent, let received):
                flush(keepingTail: true)
                lines += Self.pair(sent, received)
            }
        }
        flush(keepingTail: false)
        return lines
    }

    private static func pair(_ sent: String?, _ received: String?) -> [String] {
        guard let sent, let received else {
            return [sent.map { "  < " + clip($0) }, received.map { "  > " + clip($0) }].compactMap { $0 }
        }
        let (a, b) = (Array(sent), Array(received))
        let start = zip(a, b).prefix { $0 == $1 }.count
        let end = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        let from = max(0, start - 40)
        let length = max(1, max(a.count, b.count) - start - min(end, min(a.count, b.count) - start))
        let window = { (text: [Character]) in
            (from > 0 ? "…" : "") + String(text[min(from, text.count)...].prefix(width))
        }
        let mark =
            String(repeating: " ", count: start - from + (from > 0 ? 1 : 0))
            + String(repeating: "^", count: min(length, width - (start - from)))
        return ["  < " + window(a), "  > " + window(b), "    " + mark]
    }

    private static func clip(_ line: String) -> String {
        line.count > width ? line.prefix(width) + "…" : line
    }

    /// A longest common subsequence; a run of left lines beside a run of right lines is paired line by line.
    private var steps: [(String?, String?)] {
        var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for i in left.indices.reversed() {
            for j in right.indices.reversed() {
                table[i][j] = left[i] == right[j] ? table[i + 1][j + 1] + 1 : max(table[i + 1][j], table[i][j + 1])
            }
        }
        var steps: [(String?, String?)] = []
        var (lost, new): ([String], [String]) = ([], [])
        func flush() {
            for index in 0..<max(lost.count, new.count) {
                steps.append((index < lost.count ? lost[index] : nil, index < new.count ? new[index] : nil))
            }
            (lost, new) = ([], [])
        }
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            if i < left.count, j < right.count, left[i] == right[j] {
                flush()
                steps.append((left[i], right[j]))
                (i, j) = (i + 1, j + 1)
            } else if j == right.count || i < left.count && table[i + 1][j] >= table[i][j + 1] {
                lost.append(left[i])
                i += 1
            } else {
                new.append(right[j])
                j += 1
            }
        }
        flush()
        return steps
    }
}

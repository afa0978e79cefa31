internal import Results

/// A row of the score table.
struct AreaView {
    let name: Markup
    let bar: Markup
    let must: Markup
    let should: Markup
    let info: Markup
    let rest: Markup
    let isTotal: Bool

    init(_ tally: Tally) {
        name = tally.name == "all" ? "all" : "<a href=\"#area=\(tally.name)\">\(tally.name)</a>"
        bar = Self.bar(tally)
        must = Self.share(tally, "must")
        should = Self.share(tally, "should")
        info = Self.share(tally, "info")
        let others: [Verdict] = [.knownFailing, .notApplicable, .blocked, .error]
        let words = others.filter { tally.count($0) > 0 }.map { "\(tally.count($0)) \($0.words)" }
        rest = Markup(words.joined(separator: ", "))
        isTotal = tally.name == "all"
    }

    private static func share(_ tally: Tally, _ level: String) -> Markup {
        let judged = tally.judged(level: level)
        guard judged > 0 else { return "" }
        let failed = level == "info" ? 0 : tally.count(.fail, level: level)
        let text: Markup = "\(tally.passed(level: level))/\(judged)"
        return failed > 0 ? "<b class=\"bad\">\(text)</b>" : text
    }

    /// A bar of the whole width, split by what came of the cases.
    private static func bar(_ tally: Tally) -> Markup {
        let passed = tally.passed()
        let failed = tally.count(.fail, level: "must") + tally.count(.fail, level: "should") + tally.count(.error)
        let known = tally.count(.knownFailing)
        let rest = tally.counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } - passed - failed - known
        let total = max(1, passed + failed + known + rest)
        var start = 0.0
        let parts: [(String, Int)] = [("good", passed), ("bad", failed), ("odd", known), ("none", rest)]
        let boxes = parts.map { name, count -> Markup in
            let width = Double(count) / Double(total) * 100
            defer { start += width }
            return count == 0
                ? ""
                : "<rect class=\"\(name)\" x=\"\(Figure.fixed(start, 2))\" width=\"\(Figure.fixed(width, 2))\" height=\"8\"/>"
        }
        let label = "\(passed) passed, \(failed) failed, \(known) known failing, \(rest) others"
        return
            "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"\(label)\">"
            + boxes.joined() + "</svg>"
    }
}

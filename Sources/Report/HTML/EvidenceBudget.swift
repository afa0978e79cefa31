internal import Results

/// How much of a result fits into a page.
struct EvidenceBudget: Equatable {
    /// Unicode scalars of one text of one side.
    var sideLimit: Int
    /// Scalars of an expected or actual value.
    var findingLimit = 1500
    var findingsPerCase = 12
    var exchangesPerCase = 3
    var attemptsPerExchange = 4
    /// Cases without findings are left out when even this is too much.
    var quietCases = true

    /// Shares about a megabyte of evidence among the cases that show any.
    init(result: RunResult) {
        let sides = result.cases.filter { EvidenceBudget.shows($0) }.flatMap { $0.evidence?.exchanges ?? [] }
            .reduce(0) { $0 + 2 + 2 * $1.attempts.count }
        sideLimit = min(24_000, max(1_000, 600_000 / max(1, sides)))
    }

    /// The next tighter budget, or nil when there is none; `share` is how much of the page fits.
    func smaller(by share: Double) -> EvidenceBudget? {
        var copy = self
        if sideLimit > 100 {
            // Not all of a page is evidence, so a little more is taken than its share.
            copy.sideLimit = max(100, Int(Double(sideLimit) * min(0.75, share * 0.75)))
            copy.findingLimit = max(200, findingLimit * 2 / 3)
            copy.findingsPerCase = max(3, findingsPerCase * 3 / 4)
        } else if exchangesPerCase > 0 {
            copy.exchangesPerCase = 0
            copy.findingsPerCase = 1
        } else if quietCases {
            copy.quietCases = false
        } else {
            return nil
        }
        return copy
    }

    /// Evidence of what passed stays in the result file.
    static func shows(_ item: CaseRecord) -> Bool {
        item.verdict != .pass && item.verdict != .notApplicable && item.verdict != .notMeasurable
    }

    /// A part of a line that is too long to show: its start and its end, as far as asked for.
    static func shorten(_ scalars: ArraySlice<Unicode.Scalar>, head: Int, tail: Int) -> String {
        let text = { (part: ArraySlice<Unicode.Scalar>) in String(String.UnicodeScalarView(part)) }
        let missing = scalars.count - head - tail
        guard missing > 20 else { return text(scalars) }
        return text(scalars.prefix(head)) + " … \(missing) more … " + text(scalars.suffix(tail))
    }

    func clip(finding text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > findingLimit else { return text }
        return String(scalars.prefix(findingLimit)) + "… (\(scalars.count - findingLimit) more)"
    }
}

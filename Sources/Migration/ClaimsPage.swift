package import Results
package import Suites

/// Published claims beside what tests them and what was last measured.
package struct ClaimsPage: Sendable {
    package var tables: [ClaimTable]
    /// The newest complete result of each target, sorted by its name.
    package var results: [RunResult]
    package var cases: [String]

    package init(tables: [ClaimTable], results: [RunResult], cases: [String]) {
        self.tables = tables
        self.results = results.sorted { $0.target.name < $1.target.name }
        self.cases = cases
    }

    package static let header = ["claim", "said", "by", "known", "tested by", "last measured"]

    /// One row for each claim, without Markdown.
    package var rows: [[String]] {
        tables.flatMap { table in table.claims.map { fixed($0) + [measured($0)] } }
    }

    /// Everything but what was measured; a page is stale when one of these is not in it.
    package func fixed(_ claim: Claim) -> [String] {
        [claim.id, claim.claim, claim.by.joined(separator: ", "), claim.facts, tests(claim)]
    }

    private func tests(_ claim: Claim) -> String {
        let patterns = claim.cases.map { pattern in
            let count = cases.count { Glob.matches($0, pattern) }
            return "`\(pattern)` (\(count) \(count == 1 ? "case" : "cases"))"
        }
        var parts = patterns + claim.metrics.map { "metric `\($0)`" } + claim.properties.map { "property `\($0)`" }
        if !claim.unmeasured.isEmpty { parts.append("not measured: \(claim.unmeasured)") }
        if !claim.live.isEmpty { parts.append("live: \(claim.live)") }
        return parts.joined(separator: "; ")
    }

    private func measured(_ claim: Claim) -> String {
        var parts: [String] = []
        if !claim.cases.isEmpty {
            let all = results.map { ($0.target.name, CaseCount($0, claim.cases)) }
            let counts = all.filter { $0.1.judged > 0 }
            let reasons = Set(all.compactMap(\.1.reason)).sorted()
            if counts.isEmpty, !reasons.isEmpty {
                parts.append("judged on no target: \(reasons.joined(separator: ", or "))")
            }
            let whole = counts.filter { $0.1.failing.isEmpty }.map(\.0)
            if !whole.isEmpty { parts.append("all pass: \(whole.joined(separator: ", "))") }
            parts += counts.filter { !$0.1.failing.isEmpty }.map { "\($0.0) \($0.1.text)" }
        }
        for metric in claim.metrics {
            parts += results.compactMap { result in
                Assessment.contrast(result, metric).map { "\(result.target.name) \(metric) \($0)" }
            }
            let unfit = results.filter { Assessment.isUnfit($0, metric) }.map(\.target.name)
            if !unfit.isEmpty {
                parts.append("\(metric) measured past the harness's limits: \(unfit.joined(separator: ", "))")
            }
        }
        for property in claim.properties {
            parts += results.flatMap { result in
                result.properties.filter { $0.name == property || $0.name.hasPrefix(property + ".") }.prefix(2).map {
                    "\(result.target.name) \($0.name) \($0.value)\($0.unit.isEmpty ? "" : " " + $0.unit)"
                }
            }
        }
        return parts.isEmpty ? "-" : parts.joined(separator: "; ")
    }

    /// The page `results/CLAIMS.md`.
    package var markdown: String {
        var lines = [
            "# What people say about gateways, and what was measured", "",
            "Written by `gateproof list claims --format markdown`; do not edit. A test fails when a claim or its tests "
                + "changed and this page did not.", "",
            "A number such as 12/14 is cases passed of cases judged. The claims come from articles of one interested "
                + "source; they are here because people repeat them.", "", "| source | what | dated |",
            "| --- | --- | --- |",
        ]
        lines += tables.flatMap(\.sources).map { "| \($0.id) | \($0.text) | \($0.date?.description ?? "undated") |" }
        lines += ["", "| target | version | measured |", "| --- | --- | --- |"]
        lines += results.map { "| \($0.target.name) | \($0.target.version) | \($0.started.prefix(10)) |" }
        for table in tables where !table.claims.isEmpty {
            lines += ["", "## \(table.title)", "", Self.line(Self.header), Self.line(Self.header.map { _ in "---" })]
            lines += table.claims.map { Self.line(fixed($0) + [measured($0)]) }
        }
        return lines.joined(separator: "\n")
    }

    /// One row of a Markdown table.
    package static func line(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
}

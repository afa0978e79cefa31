internal import Suites

/// The page `suites/COVERAGE.md`: what is decided by which case, and what is not.
struct CoveragePage {
    var library: Library

    var text: String {
        """
        # Coverage

        Written by `make coverage` (`gateproof list --format markdown`); do not edit. A test fails when it is stale.
        Each rule and each defect names its cases; `gateproof explain CASE` shows what a case sends and expects.

        \(totals)

        ## Requirements

        \(table(["requirement", "level", "text", "cases", "checks", "sources"], library.requirements.map(row)))

        ## Defects seen in the field

        From `defects.yaml`; ★ marks the forty that are most common or most severe.

        \(table(["defect", "what goes wrong", "cases", "seen in"], library.defects.map(row)))
        """
    }

    private var totals: String {
        let decided = library.requirements.filter { !cases(of: $0).isEmpty }
        let lines = Level.allCases.map { level in
            let all = library.requirements.filter { $0.level == level }
            return
                "- \(level.rawValue): \(decided.count { $0.level == level }) of \(all.count) requirements have a case"
        }
        let defects = [true, false].map { starred in
            let all = library.defects.filter { $0.isStarred == starred }
            return
                "- \(starred ? "starred" : "other") defects: \(all.count { !$0.cases.isEmpty }) of \(all.count) have a case"
        }
        return (lines + defects).joined(separator: "\n")
    }

    private func cases(of requirement: Requirement) -> [Case] {
        library.cases.filter { $0.requirements.contains(requirement.id) }
    }

    private func row(_ requirement: Requirement) -> [String] {
        let cases = cases(of: requirement)
        let checks = Set(cases.flatMap { $0.expect.map(\.id) }).sorted()
        return [
            requirement.id, requirement.level.rawValue, requirement.text,
            cases.isEmpty ? "*\(requirement.uncovered ?? "no case yet")*" : list(cases.map(\.id)), list(checks),
            requirement.sources.joined(separator: ", "),
        ]
    }

    private func row(_ defect: FieldDefect) -> [String] {
        [
            defect.id + (defect.isStarred ? " ★" : ""), defect.what,
            defect.uncovered.map { "*\($0)*" } ?? list(defect.cases), defect.thread,
        ]
    }

    private func list(_ ids: [String]) -> String {
        ids.map { "`\($0)`" }.joined(separator: "<br>")
    }

    private func table(_ header: [String], _ rows: [[String]]) -> String {
        TextTable(header: header, rows: rows).render(.markdown)
    }
}

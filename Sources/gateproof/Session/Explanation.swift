internal import Checks
internal import ReferenceGateway
internal import Results
internal import Suites

/// The text of `gateproof explain`.
struct Explanation {
    var library: Library
    var result: RunResult?

    /// Nil when nothing has that id.
    func text(of id: String) -> String? {
        if let item = library.cases.first(where: { $0.id == id }) { return text(of: item) }
        if let check = Catalog.byID[id] { return text(of: check) }
        if let requirement = library.requirements.first(where: { $0.id == id }) { return text(of: requirement) }
        if let defect = Defect.named(id) { return text(of: defect) }
        return nil
    }

    private func text(of item: Case) -> String {
        var lines = [
            "\(item.id): \(item.title)", "  written at \(item.location)", "  level \(library.level(of: item).rawValue)",
        ]
        for id in item.requirements {
            if let requirement = library.requirements.first(where: { $0.id == id }) {
                lines.append("  \(id): \(requirement.text) [\(requirement.sources.joined(separator: ", "))]")
            }
        }
        lines.append("  provider plays \(item.scenario.primary.script.name): \(item.scenario.primary.script.title)")
        lines.append("  expects")
        for use in item.expect {
            lines.append("    \(use.id): \(Catalog.byID[use.id]?.title ?? "")")
        }
        if let record = result?.cases.first(where: { $0.id == item.id }) {
            lines.append(CaseExhibit(record: record).text)
        }
        return lines.joined(separator: "\n")
    }

    private func text(of check: Check) -> String {
        let cases = library.cases.filter { $0.expect.contains { $0.id == check.id } }.map(\.id)
        var lines = ["\(check.id): \(check.title)", "  decides \(check.requirement)", "  \(check.rationale)"]
        for (name, meaning) in check.parameters.sorted(by: { $0.key < $1.key }) {
            lines.append("  parameter \(name): \(meaning)")
        }
        lines.append("  used by \(cases.isEmpty ? "no case" : cases.joined(separator: ", "))")
        return lines.joined(separator: "\n")
    }

    private func text(of requirement: Requirement) -> String {
        let cases = library.cases.filter { $0.requirements.contains(requirement.id) }.map(\.id)
        return [
            "\(requirement.id) (\(requirement.level.rawValue)): \(requirement.text)",
            "  sources: \(requirement.sources.joined(separator: ", "))",
            cases.isEmpty
                ? "  no case: \(requirement.uncovered ?? "not written yet")"
                : "  cases: \(cases.joined(separator: ", "))",
        ].joined(separator: "\n")
    }

    private func text(of defect: Defect) -> String {
        [
            "\(defect.id): \(defect.title)", "  violates \(defect.requirements.joined(separator: ", "))",
            "  must be found by \(defect.checks.joined(separator: ", "))",
            "  to see it: gateproof run --defect \(defect.id)",
        ].joined(separator: "\n")
    }
}

internal import Checks
internal import ReferenceGateway
internal import Suites

/// The tables of `gateproof list`, all derived from the files and the catalogue.
struct Listing {
    var library: Library
    var targets: String
    var suite: [String]

    func table(_ kind: ListCommand.Kind) throws -> TextTable {
        switch kind {
        case .cases: try cases()
        case .checks: checks
        case .requirements: requirements
        case .scripts: scripts
        case .targets: try targetFiles()
        case .defects: defects
        case .claims: TextTable(header: [], rows: [])
        }
    }

    private func selected() throws -> [Case] {
        do {
            return suite.isEmpty ? library.cases : try library.select(suite)
        } catch {
            throw Complaint(.usage, "\(error)")
        }
    }

    private func cases() throws -> TextTable {
        TextTable(
            header: ["case", "level", "requirements", "title"],
            rows: try selected().map {
                [$0.id, library.level(of: $0).rawValue, $0.requirements.joined(separator: " "), $0.title]
            })
    }

    private var checks: TextTable {
        TextTable(
            header: ["check", "requirement", "title"],
            rows: Catalog.all.map { [$0.id, $0.requirement, $0.title] })
    }

    private var requirements: TextTable {
        TextTable(
            header: ["requirement", "level", "cases", "text"],
            rows: library.requirements.map { requirement in
                let count = library.cases.count { $0.requirements.contains(requirement.id) }
                return [requirement.id, requirement.level.rawValue, "\(count)", requirement.text]
            })
    }

    private var scripts: TextTable {
        TextTable(
            header: ["script", "title"],
            rows: library.scripts.values.sorted { $0.name < $1.name }.map { [$0.name, $0.title] })
    }

    private func targetFiles() throws -> TextTable {
        let rows = try Target.names(folder: targets).map { name in
            [name, try Target.load(name, folder: targets).title]
        }
        return TextTable(header: ["target", "title"], rows: rows)
    }

    private var defects: TextTable {
        TextTable(
            header: ["defect", "requirements", "title"],
            rows: Defect.all.map { [$0.id, $0.requirements.joined(separator: " "), $0.title] })
    }

    /// Requirements without a case, each with the reason that the catalogue gives.
    func uncovered() -> TextTable {
        let covered = Set(library.cases.flatMap(\.requirements))
        return TextTable(
            header: ["requirement", "level", "reason", "text"],
            rows: library.requirements.filter { !covered.contains($0.id) }.map {
                [$0.id, $0.level.rawValue, $0.uncovered ?? "no case yet", $0.text]
            })
    }
}

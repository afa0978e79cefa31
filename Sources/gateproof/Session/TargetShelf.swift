internal import Suites

/// The target files of the suites folder.
struct TargetShelf {
    var data: DataOptions

    func load(_ name: String) throws -> Target {
        do {
            return try Target.load(name, folder: try data.suitesFolder() + "/targets")
        } catch let error as Mistakes {
            throw Complaint(.usage, "\(error)")
        }
    }

    /// One row for each target: what it is, how it is judged, how far that was proven.
    func table(variants: Bool) throws -> TextTable {
        let names = Target.names(folder: try data.suitesFolder() + "/targets").filter { variants || !$0.contains(":") }
        let rows = try names.map { name -> [String] in
            let target = try load(name)
            let profile = target.profile
            return [
                name, profile.kind.rawValue, profile.mode.rawValue, target.lane, profile.evidence.status,
                profile.evidence.mark.rawValue, target.title,
            ]
        }
        return TextTable(header: ["target", "kind", "mode", "lane", "status", "evidence", "title"], rows: rows)
    }
}

internal import Foundation
internal import Migration
internal import Results
internal import Suites

/// Published claims with what was measured, from the files and the results folder.
struct ClaimsListing {
    var data: DataOptions
    var library: Library

    func text(_ format: ListCommand.Format) throws -> String {
        let page = try page()
        return format == .markdown
            ? page.markdown : TextTable(header: ClaimsPage.header, rows: page.rows).render(format)
    }

    private func page() throws -> ClaimsPage {
        let suites = try data.suitesFolder()
        do {
            let tables = try MigrationFiles(suites: suites).claims()
            let root = URL(fileURLWithPath: suites).deletingLastPathComponent().appending(path: "results").path
            return ClaimsPage(tables: tables, results: Self.newest(root), cases: library.cases.map(\.id))
        } catch {
            throw Complaint(.usage, "\(error)")
        }
    }

    /// The newest complete result of each target, the kept ones only: `latest.json` is not committed.
    private static func newest(_ root: String) -> [RunResult] {
        let store = ResultStore(root: root)
        return store.files().keys.sorted().compactMap { store.newest(of: $0, except: ["latest.json"]) }
    }
}

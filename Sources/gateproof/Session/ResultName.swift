internal import Foundation
internal import Results

/// A result as people name one: a file, a folder's latest, `nginx`, `nginx/1.22.1`, or `nginx@1.22.1` as for `run`.
struct ResultName {
    var text: String
    /// Where names are looked up.
    var folder: String

    init(_ text: String, folder: String? = nil) {
        self.text = text
        self.folder = folder ?? "results"
    }

    /// The file that is meant.
    func path() throws -> String {
        for candidate in candidates {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder) else { continue }
            if !isFolder.boolValue { return candidate }
            if let latest = try latest(in: candidate) { return latest }
            throw Complaint(.usage, "\(candidate): there is no result in this folder")
        }
        let known = ResultStore(root: folder).files().keys.sorted()
        throw Complaint(
            .usage,
            "\(text): neither a file nor a result in \(folder)/\(Nearest.hint(text, among: known)); `gateproof run "
                + "--out \(text)` writes one")
    }

    func read() throws -> RunResult {
        try ResultFile.read(try path())
    }

    private var candidates: [String] {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let store = ResultStore(root: folder)
        var list = [text]
        if parts.count == 1 { list.append(store.folder(of: text)) }
        let release = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        if release.count == 2, parts.count == 1 { list.append(store.path(of: release[0], version: release[1])) }
        if parts.count == 2 { list.append(store.path(of: parts[0], version: parts[1])) }
        return list
    }

    /// `latest.json`, or else the result that was started last.
    private func latest(in folder: String) throws -> String? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let files = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
        if files.contains("latest.json") || files.count == 1 {
            return "\(folder)/\(files.count == 1 ? files[0] : "latest.json")"
        }
        let results = try files.map { "\(folder)/\($0)" }.map { (path: $0, result: try ResultFile.read($0)) }
        // What `bench` left beside them has no cases.
        let judged = results.filter { !$0.result.cases.isEmpty }
        return (judged.isEmpty ? results : judged)
            .max { ($0.result.started, $0.path) < ($1.result.started, $1.path) }?.path
    }
}

internal import Foundation
internal import Results
internal import Suites

/// The list of known failures that goes with a run: the named file, or the one beside the target's results.
struct KnownFailingFile {
    var target: Target
    var library: Library
    var options: RunOptions

    func load() throws -> KnownFailing {
        let path = options.knownFailing ?? ResultStore(root: options.resultsFolder).knownFailing(of: target.fullName)
        guard FileManager.default.fileExists(atPath: path) else {
            if options.knownFailing == nil { return KnownFailing() }
            throw Complaint(.usage, "--known-failing \(path): there is no such file")
        }
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return try KnownFailing.read(
                text, file: path, cases: Set(library.cases.map(\.id)), checks: Set(KnownChecks.all.keys))
        } catch {
            throw Complaint(.usage, "\(error)")
        }
    }
}

extension Target {
    /// `nginx`, or `nginx:buffered` for a variant.
    var fullName: String {
        variant.map { "\(name):\($0)" } ?? name
    }
}

extension RunOptions {
    /// The folder of results: as named, or `results` here.
    var resultsFolder: String { results ?? "results" }
}

internal import Foundation
internal import Results
internal import Suites

/// The list of known failures that goes with a run: the named file, or the one beside the target's results.
struct KnownFailingFile {
    var target: Target
    var library: Library
    var options: RunOptions

    private var path: String {
        options.knownFailing
            ?? ResultStore(root: options.resultsFolder).knownFailing(of: target.fullName, version: target.version)
    }

    /// Writes the list that the result proposes, and says what changed; nothing is written where nothing did.
    func write(_ result: RunResult) throws -> String {
        let old = try? String(contentsOfFile: path, encoding: .utf8)
        let proposal = KnownFailing.proposal(for: result, over: old)
        guard !proposal.added.isEmpty || !proposal.removed.isEmpty else { return "\(path): nothing to change" }
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try proposal.text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw Complaint(.broken, "\(path) cannot be written: \(error.localizedDescription)")
        }
        let changes = proposal.added.map { "+ \($0)" } + proposal.removed.map { "- \($0) (passes now)" }
        return (["\(path): \(proposal.kept) kept; say why for each new line, and link the issue"] + changes)
            .joined(separator: "\n  ")
    }

    func load() throws -> KnownFailing {
        guard FileManager.default.fileExists(atPath: path) else {
            if options.knownFailing == nil || options.writeKnownFailing { return KnownFailing() }
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

internal import Foundation
internal import Results
internal import Suites

/// Where the result of a run goes, and the reports beside it.
struct ResultFile {
    /// The JSON file.
    let path: String
    private var writer: ResultWriter

    /// Proves before the run that the file can be written.
    init(target: Target, options: RunOptions, resume: String? = nil) throws {
        try self.init(
            path: options.out ?? resume ?? ResultStore(root: options.resultsFolder).latest(of: target.fullName))
    }

    /// Proves that the file can be written.
    init(path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        } catch {
            throw Complaint(
                .broken,
                "the folder of \(path) cannot be made: \(error.localizedDescription); name another file with --out")
        }
        do {
            writer = try ResultWriter(path: path)
        } catch {
            throw Complaint(.broken, "\(error)")
        }
    }

    mutating func write(_ result: RunResult) throws {
        do {
            try writer.write(result)
        } catch {
            throw Complaint(.broken, "\(error)")
        }
    }

    /// Proves before the run that a report can be written.
    static func probe(_ path: String) throws {
        do {
            try AtomicFile(path).probe()
        } catch {
            throw Complaint(.broken, "\(error)")
        }
    }

    /// Writes a report; `text` is whole before the file is touched.
    static func put(_ text: String, into path: String) throws {
        do {
            try AtomicFile(path).write(Array(text.utf8))
        } catch {
            throw Complaint(.broken, "\(error)")
        }
    }

    /// The HTML page beside the JSON file.
    var htmlPath: String {
        (path.hasSuffix(".json") ? String(path.dropLast(5)) : path) + ".html"
    }

    /// Reads a result that somebody names.
    static func read(_ path: String) throws -> RunResult {
        do {
            return try ResultReader.read(path)
        } catch {
            throw Complaint(.usage, "\(error)")
        }
    }
}

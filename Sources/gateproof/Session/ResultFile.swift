internal import Foundation
internal import Results
internal import Suites

/// Where the result of a run goes, and the reports beside it.
struct ResultFile {
    /// The JSON file.
    let path: String
    /// Kept under its version too, unless the person named a file.
    private let store: ResultStore?
    private var writer: ResultWriter

    /// Proves before the run that the file can be written.
    init(target: Target, options: RunOptions) throws {
        let store = ResultStore(root: options.resultsFolder)
        path = options.out ?? store.latest(of: target.fullName)
        self.store = options.out == nil ? store : nil
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

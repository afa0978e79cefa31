internal import Foundation
internal import Migration
internal import Recordings
internal import Suites

/// What `gateproof replay` does: make the recording into a suite, then run it like any other.
struct ReplayRun {
    var command: Replay

    func run() async throws -> ExitStatus {
        let recording = try Self.read(command.file)
        var library = try command.dataOptions.library()
        let replay = ReplaySuite(
            recording, file: command.file, scripts: library.scripts, limit: max(1, command.maxRequests))
        for line in recording.warnings + replay.skipped { Self.say(line) }
        guard !replay.suite.cases.isEmpty else {
            throw Complaint(.usage, "\(command.file) holds no request that can be replayed")
        }
        library.suites = [replay.suite]
        return try await ConformanceRun(
            target: command.targetOptions, data: command.dataOptions, options: options, library: library,
            recording: command.file,
            gate: command.gateOptions
        ).run()
    }

    /// The result stands beside the recording: it is no result of the suites.
    private var options: RunOptions {
        var options = command.runOptions
        let stem = command.file.hasSuffix(".jsonl") ? String(command.file.dropLast(6)) : command.file
        let target = (command.targetOptions.target ?? (command.targetOptions.gateway == nil ? "builtin" : "custom"))
        let word = target.split(separator: "/").last.map { $0.replacing(":", with: "-") } ?? "gateway"
        options.out = options.out ?? "\(stem).\(word).json"
        // Known failures are listed by case, and these cases exist only here.
        options.results = options.results ?? stem + ".replay"
        return options
    }

    static func read(_ path: String) throws -> Recording {
        do {
            return try Recording.read(path)
        } catch {
            throw Complaint(.usage, "\(error)")
        }
    }

    static func say(_ text: String) {
        FileHandle.standardError.write(Data("gateproof: \(text)\n".utf8))
    }
}

internal import Foundation
internal import Results

/// A result measured now, by this program in a process of its own.
struct FreshResult {
    var target: String
    var data: DataOptions
    /// The folder with the lists of known failures.
    var results: String

    func run() async throws -> RunResult {
        let file = FileManager.default.temporaryDirectory.appending(path: "gateproof-migrate-\(UUID().uuidString).json")
        let beside = file.deletingPathExtension().appendingPathExtension("html")
        defer { for url in [file, beside] { try? FileManager.default.removeItem(at: url) } }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        process.arguments = ["run", "--target", target, "--out", file.path, "--quiet"]
        process.arguments? += ["--suites", try data.suitesFolder(), "--mock-providers", try data.mockProvidersFolder()]
        process.arguments? += ["--results", results]
        if target != "builtin" { process.arguments?.append("--launch") }
        process.standardOutput = FileHandle.nullDevice
        ReplayRun.say("measuring \(target)")
        try process.run()
        let status = await withCheckedContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
        }
        // 1 says that cases failed, which is what is asked here.
        guard status == 0 || status == 1 else {
            throw Complaint(.broken, "\(target) could not be measured; try: gateproof run --target \(target) --launch")
        }
        return try ResultFile.read(file.path)
    }
}

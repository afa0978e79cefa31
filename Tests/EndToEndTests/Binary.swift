import Foundation

/// The built `gateproof`, run the way a person runs it.
struct Binary {
    /// What came of a call.
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The repository, from the place of this file.
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The program stands beside the test bundle, whatever the configuration.
    static let program: URL = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = bundle.deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appending(path: "gateproof")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
            folder.deleteLastPathComponent()
        }
        return repository.appending(path: ".build/debug/gateproof")
    }()

    /// A new folder for the results of one test.
    static func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gateproof-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Starts the program in the repository; its output goes to files, so that no pipe can fill.
    static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Started {
        let folder = try temporaryFolder()
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = repository
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
        for file in [output, errors] { FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return Started(process: process, output: output, errors: errors)
    }

    /// Runs the program to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        try start(arguments, environment: environment).finish()
    }
}

/// A program that is running.
struct Started {
    let process: Process
    let output: URL
    let errors: URL

    func finish() throws -> Binary.Outcome {
        process.waitUntilExit()
        return Binary.Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }

    /// Waits until standard output holds `text`, at most so many seconds.
    func waitForOutput(_ text: String, seconds: Double = 30) throws -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end {
            if try String(contentsOf: output, encoding: .utf8).contains(text) { return true }
            Thread.sleep(forTimeInterval: 0.02)
        }
        return false
    }
}

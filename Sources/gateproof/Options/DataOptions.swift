internal import ArgumentParser
internal import Foundation
internal import Suites

/// Where the files that people write are found.
struct DataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of suites.", valueName: "folder"))
    var suites: String?

    @Option(help: ArgumentHelp("The folder of provider scripts.", valueName: "folder"))
    var mockProviders: String?

    /// The suites folder: as given, or the one found upward from the working directory or from the program.
    func suitesFolder() throws -> String {
        try suites ?? Self.find("suites")
    }

    func mockProvidersFolder() throws -> String {
        try mockProviders ?? Self.find("mock-providers")
    }

    /// Reads everything; all mistakes in the files are told at once.
    func library() throws -> Library {
        let (suites, scripts) = (try suitesFolder(), try mockProvidersFolder())
        do {
            return try Library.load(suites: suites, mockProviders: scripts, knownChecks: KnownChecks.all)
        } catch {
            throw Complaint(.usage, "\(error)")
        }
    }

    private static func find(_ name: String) throws -> String {
        let program = CommandLine.arguments.first.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath() }
        let starts = [URL(fileURLWithPath: FileManager.default.currentDirectoryPath)] + [program].compactMap { $0 }
        for start in starts {
            var folder = start
            while folder.path != "/" {
                let candidate = folder.appending(path: name)
                if FileManager.default.fileExists(atPath: candidate.path) {
                    return candidate.path
                }
                folder.deleteLastPathComponent()
            }
        }
        throw Complaint(
            .usage, "no folder `\(name)` here or above; go into the gateproof checkout, or name it with --\(name)")
    }
}

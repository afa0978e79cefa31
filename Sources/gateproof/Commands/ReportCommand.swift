internal import ArgumentParser
internal import Foundation
internal import Report
internal import Results

/// `gateproof report`: renders result files.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Render result files.",
        discussion: """
            One file gives its report; several give a scorecard, gateways side by side.
              gateproof report results/nginx/latest.json
              gateproof report --html out.html results/*/latest.json
              gateproof report --format junit --out junit.xml results/nginx/latest.json
            \(ReportFormat.list)
            """)

    @Argument(help: ArgumentHelp("Result files.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("The format of what is written (default: text).", valueName: "format"))
    var format: ReportFormat?

    @Option(help: ArgumentHelp("Write it here, and not on standard output.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Also write the HTML page here.", valueName: "file"))
    var html: String?

    @Option(
        help: ArgumentHelp(
            "The result that the run was held to: what it fails too counts as known to fail.", valueName: "file|name"))
    var baseline: String?

    func run() async throws {
        try await Guarded.run {
            let accepted = try baseline.map { try ResultName($0).read() }
            let results = try files.map(ResultFile.read).map { result in accepted.map(result.excused) ?? result }
            if format == .github, results.count == 1 {
                try annotate(GitHubReport(results[0], file: files[0]))
                return .success
            }
            try Rendering(results: results, format: format, out: out, html: html).deliver()
            return .success
        }
    }

    /// Annotations on standard output, and the summary where GitHub's runner says that it wants it.
    private func annotate(_ report: GitHubReport) throws {
        print(report.annotations, terminator: "")
        guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw Complaint(.broken, "GITHUB_STEP_SUMMARY \(path) cannot be written")
        }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(report.summary.utf8))
        try handle.close()
    }
}

internal import ArgumentParser
internal import Foundation
internal import Report

/// `gateproof report`: renders a result file.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "report", abstract: "Render a result file.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, html, markdown, junit, ctrf, tap, badge, github
    }

    @Argument(help: "A result file.")
    var file: String

    @Option(help: "One of \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: Format = .text

    func run() async throws {
        try await Guarded.run {
            let result = try ResultFile.read(file)
            switch format {
            case .text: print(TerminalReport(result, style: Terminal.style).text)
            case .html: print(try HTMLReport(result).text())
            case .markdown: print(MarkdownReport(result).text)
            case .junit: print(JUnitReport(result).text)
            case .ctrf: print(try CTRFReport(result).text())
            case .tap: print(TAPReport(result).text)
            case .badge: print(try Badge(result).text())
            case .github: try annotate(GitHubReport(result, file: file))
            }
            return .success
        }
    }

    /// Annotations on standard output, and the summary where GitHub's runner says that it wants it.
    private func annotate(_ report: GitHubReport) throws {
        print(report.annotations, terminator: "")
        guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw Complaint(.broken, "GITHUB_STEP_SUMMARY \(path) cannot be written")
        }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(report.summary.utf8))
        try handle.close()
    }
}

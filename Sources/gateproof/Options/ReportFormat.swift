internal import ArgumentParser

/// What a result file can be rendered as.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, html, markdown, junit, ctrf, tap, badge, bencher, gobench, openmetrics, github

    /// What it is for.
    var meaning: String {
        switch self {
        case .text: "for a terminal"
        case .html: "one page that works offline"
        case .markdown: "fits into a comment of a pull request"
        case .junit: "JUnit XML, for CI servers"
        case .ctrf: "Common Test Report Format, JSON"
        case .tap: "Test Anything Protocol 14"
        case .badge: "JSON for the endpoint badge of shields.io"
        case .bencher: "Bencher Metric Format, JSON"
        case .gobench: "Go benchmark text, for benchstat"
        case .openmetrics: "OpenMetrics text, for Prometheus"
        case .github: "annotations, and the job summary, of GitHub Actions"
        }
    }

    /// Whether several results can be written as one.
    var takesMany: Bool {
        switch self {
        case .text, .html, .markdown, .gobench, .openmetrics: true
        case .junit, .ctrf, .tap, .badge, .bencher, .github: false
        }
    }

    static var list: String {
        "Formats:\n"
            + allCases.map { format in
                let padding = String(repeating: " ", count: 12 - format.rawValue.count)
                return "  \(format.rawValue)\(padding)\(format.meaning)"
            }.joined(separator: "\n")
    }
}

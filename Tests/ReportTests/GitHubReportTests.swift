import Results
import TestSupport
import Testing

@testable import Report

@Suite struct GitHubReportTests {
    private func result(_ count: Int, level: String, text: String = "x") -> RunResult {
        var result = SampleResult.make()
        result.cases = (0..<count).map { number in
            CaseRecord(
                id: "a.b.c\(number)", title: "title", requirements: [], level: level, verdict: .fail,
                findings: [FindingRecord(check: "c", kind: "lost", place: "p", expected: "e", actual: text)])
        }
        return result
    }

    @Test func aFailureIsOneLine() {
        let text = GitHubReport(result(1, level: "must", text: "50 %, then\r\n::error::mine"), file: "r,1.json")
            .annotations
        #expect(
            text
                == "::error file=r%2C1.json,title=gateproof%3A a.b.c0 (must)::title%0Alost at p: expected e, got 50 %25, "
                + "then\\r\\n::error::mine\n")
    }

    @Test(arguments: [(3, 3), (10, 10), (11, 10), (500, 10)]) func noMoreThanGitHubKeeps(count: Int, shown: Int) {
        let lines = GitHubReport(result(count, level: "must"), file: "r").annotations.split(separator: "\n")
        #expect(lines.count == shown && lines.allSatisfy { $0.hasPrefix("::error ") })
        #expect(lines.last?.contains("and \(count - 9) more") == (count > 10))
    }

    @Test func recommendationsAreWarningsAndKnownFailuresNothing() {
        #expect(GitHubReport(result(1, level: "should"), file: "r").annotations.hasPrefix("::warning "))
        #expect(GitHubReport(result(1, level: "info"), file: "r").annotations == "")
        var known = result(2, level: "must")
        known.cases[0].verdict = .knownFailing
        known.cases[1].verdict = .unexpectedPass
        let lines = GitHubReport(known, file: "r").annotations.split(separator: "\n")
        #expect(lines.count == 1 && lines[0].contains("a.b.c1"))
    }

    @Test func theSummaryFits() {
        let huge = GitHubReport(result(4000, level: "must", text: String(repeating: "é", count: 3000)), file: "r")
        #expect(huge.summary.utf8.count <= GitHubReport.summaryLimit)
        #expect(huge.summary.hasPrefix("### gateproof"))
    }
}

package import Results

/// JUnit XML in the subset that the common CI servers share: suites by area, no nesting.
package struct JUnitReport: Sendable {
    private let result: RunResult

    package init(_ result: RunResult) {
        self.result = result.sorted()
    }

    /// The document.
    package var text: String {
        let areas = Dictionary(grouping: result.cases, by: \.area).sorted { $0.key < $1.key }
        let suites = areas.map { suite($0, $1) }.joined()
        let name = "gateproof \(result.target.name) \(result.target.version)"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="\(XML.attribute(name))" \(counts(result.cases))>
            \(suites)</testsuites>

            """
    }

    private func counts(_ cases: [CaseRecord]) -> String {
        let outcomes = cases.map { Outcome($0, strict: result.isStrict) }
        let skipped = outcomes.filter { outcome in
            switch outcome {
            case .skipped, .tolerated: true
            default: false
            }
        }
        let seconds = cases.reduce(0) { $0 + $1.milliseconds } / 1000
        return "tests=\"\(cases.count)\" failures=\"\(outcomes.filter { $0 == .failed }.count)\""
            + " errors=\"\(outcomes.filter { $0 == .broken }.count)\" skipped=\"\(skipped.count)\""
            + " time=\"\(Figure.fixed(seconds, 3))\""
    }

    private func suite(_ area: String, _ cases: [CaseRecord]) -> String {
        let time = result.started.replacing("Z", with: "")
        return """
              <testsuite name="\(XML.attribute(area))" \(counts(cases)) timestamp="\(XML.attribute(time))" hostname="localhost">
                <properties>
            \(properties)    </properties>
            \(cases.map(testcase).joined())  </testsuite>

            """
    }

    private var properties: String {
        let target = result.target
        let facts = [
            ("target", target.name), ("version", target.version), ("url", target.url), ("lane", target.lane),
            ("seed", "\(result.seed)"), ("suites", result.suiteDigest), ("gateproof", result.tool.version),
        ]
        return facts.map { "      <property name=\"\($0)\" value=\"\(XML.attribute($1))\"/>\n" }.joined()
    }

    private func testcase(_ item: CaseRecord) -> String {
        let seconds = Figure.fixed(item.milliseconds / 1000, 6)
        let open = """
            <testcase name="\(XML.attribute("\(item.id): \(item.title)"))" classname="\(XML.attribute(classname(item)))" \
            time="\(seconds)"
            """
        let children = children(of: item)
        return children.isEmpty ? "    \(open)/>\n" : "    \(open)>\n\(children)    </testcase>\n"
    }

    /// The id without its last word: servers make a tree of it.
    private func classname(_ item: CaseRecord) -> String {
        item.id.split(separator: ".").dropLast().joined(separator: ".")
    }

    private func children(of item: CaseRecord) -> String {
        let message = XML.attribute(Printable.clipped(item.explanation.first ?? "", to: 500))
        let kind = XML.attribute(item.findings.first?.check ?? item.verdict.words)
        switch Outcome(item, strict: result.isStrict) {
        case .passed: return ""
        case .failed: return "      <failure message=\"\(message)\" type=\"\(kind)\">\(details(item))</failure>\n"
        case .broken: return "      <error message=\"\(message)\" type=\"harness\">\(details(item))</error>\n"
        case .skipped(let why): return "      <skipped message=\"\(XML.attribute(why))\"/>\n"
        case .tolerated(let why):
            return
                "      <skipped message=\"\(XML.attribute(why))\"/>\n      <system-out>\(details(item))</system-out>\n"
        }
    }

    private func details(_ item: CaseRecord) -> String {
        let rules = item.requirements.joined(separator: " ")
        let clients = Set(item.findings.flatMap(\.clients)).sorted().joined(separator: ", ")
        let lines =
            ["\(item.level) \(rules)"] + item.explanation.prefix(20).map { Printable.clipped($0, to: 2000) }
            + (clients.isEmpty ? [] : ["breaks \(clients)"]) + (item.replay.isEmpty ? [] : ["replay: \(item.replay)"])
        return XML.text(lines.joined(separator: "\n"))
    }
}

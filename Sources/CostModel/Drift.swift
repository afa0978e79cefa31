package import Results
package import Suites

/// A token count that the gateway reported otherwise than the provider, and what the difference would cost.
package struct Drift: Sendable, Equatable {
    package var caseID: String
    /// Such as `prompt_tokens`.
    package var field: String
    /// What the provider said, and what the client read; nil where it is no number, such as `absent`.
    package var provider: Amount?
    package var reported: Amount?
    /// Dollars that a million such requests would be billed more (or, negative, less); nil where nothing was reported.
    package var perMillion: Amount?

    /// (reported − said) / said, in per cent; nil where either is no number or the provider said zero.
    package var percent: Amount? {
        guard let provider, let reported else { return nil }
        return ((reported - provider) / provider).map { $0 * .hundred }
    }

    /// Every priced difference of a result, in the order of its cases.
    package static func all(in result: RunResult, price: ModelPrice) -> [Drift] {
        result.cases.flatMap { record in
            record.findings.compactMap { finding in drift(finding, record.id, price) }
        }
    }

    /// Cases of usage that were judged, whether or not they drift.
    package static func judged(in result: RunResult) -> Int {
        result.cases.count { $0.id.hasPrefix("usage.") && [.pass, .fail, .knownFailing].contains($0.verdict) }
    }

    private static func drift(_ finding: FindingRecord, _ caseID: String, _ price: ModelPrice) -> Drift? {
        guard finding.check == "usage.equal", let start = finding.place.firstRange(of: "usage.")?.upperBound else {
            return nil
        }
        let field = String(finding.place[start...])
        guard let rate = rate(of: field, price) else { return nil }
        let (said, reported) = (Amount(finding.expected), Amount(finding.actual))
        let cost = said.flatMap { said in reported.map { ($0 - said) * rate } }
        return Drift(caseID: caseID, field: field, provider: said, reported: reported, perMillion: cost)
    }

    /// Dollars for a million tokens more in that field: a cached token stands in place of a plain one.
    private static func rate(of field: String, _ price: ModelPrice) -> Amount? {
        switch field {
        case "prompt_tokens", "input_tokens": price.prompt
        case "completion_tokens", "output_tokens": price.completion
        case "prompt_tokens_details.cached_tokens", "input_tokens_details.cached_tokens": price.cached - price.prompt
        case "prompt_tokens_details.cache_write_tokens": price.cacheWrite - price.prompt
        case "completion_tokens_details.reasoning_tokens", "output_tokens_details.reasoning_tokens":
            price.reasoning - price.completion
        default: nil
        }
    }
}

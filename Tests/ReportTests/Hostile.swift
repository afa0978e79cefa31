import Foundation
import Results
import TestSupport

/// Results that a report must survive.
enum Hostile {
    /// The sample, with every text in it replaced but those that are drawn from a fixed list.
    static func result(_ payload: String) throws -> RunResult {
        let object = try JSONSerialization.jsonObject(with: Data(try ResultWriter.encode(SampleResult.make())))
        let data = try JSONSerialization.data(withJSONObject: replace(object, key: "", payload))
        return try ResultReader.decode(Array(data), path: "hostile")
    }

    private static func replace(_ value: Any, key: String, _ payload: String) -> Any {
        switch value {
        case is String where !["schema", "verdict", "level"].contains(key): payload
        case let list as [Any]: list.map { replace($0, key: key, payload) }
        case let object as [String: Any]:
            Dictionary(uniqueKeysWithValues: object.map { ($0, replace($1, key: $0, payload)) })
        default: value
        }
    }

    /// A failed run of a large suite, each case with bytes of both ends.
    static func large(cases: Int, bytes: Int) -> RunResult {
        var result = SampleResult.make()
        var random = SplitMix64(seed: 3)
        result.cases = (0..<cases).map { index in
            let text = (0..<(bytes / 20)).map { _ in "data: <\(random.next() % 1_000_000)>" }.joined(separator: "\n\n")
            let side = { (name: String, text: String) in
                Evidence.Side(name: name, request: text, response: text, ending: "complete", timeline: [])
            }
            return CaseRecord(
                id: "area\(index % 9).topic.case\(index)", title: "Case", requirements: ["SSE-001"], level: "must",
                verdict: .fail,
                findings: [
                    FindingRecord(check: "a.b", kind: "lost", place: "body", expected: text, actual: text + "x")
                ],
                evidence: Evidence(exchanges: [
                    .init(
                        client: side("client", text.replacing(">", with: "!>")), attempts: [side("primary", text)],
                        curl: "curl")
                ]))
        }
        return result
    }
}

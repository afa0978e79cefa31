internal import Foundation
package import Results

/// The JSON of a badge, in the form that the endpoint badge of shields.io reads.
package struct Badge: Sendable {
    private let result: RunResult

    package init(_ result: RunResult) {
        self.result = result
    }

    /// The JSON object.
    package func text() throws -> String {
        try MachineJSON.text(Form(schemaVersion: 1, label: "gateproof", message: message, color: colour))
    }

    private struct Form: Encodable {
        var schemaVersion: Int
        var label: String
        var message: String
        var color: String
    }

    private var message: String {
        let all = Tally(name: "", cases: result.cases)
        let judged = all.judged(level: "must")
        switch Headline.word(result) {
        case "PASS", "FAIL": return "\(all.passed(level: "must"))/\(judged) required"
        default: return Headline.word(result).lowercased()
        }
    }

    private var colour: String {
        switch Headline.word(result) {
        case "PASS": result.cases.contains { $0.verdict == .knownFailing } ? "yellowgreen" : "brightgreen"
        case "FAIL": "red"
        default: "lightgrey"
        }
    }
}

/// JSON for machines: sorted keys, indented, one line feed at the end.
enum MachineJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}

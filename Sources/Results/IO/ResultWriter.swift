internal import Foundation

/// Writes the result file, as often as there is something new to keep.
///
/// Keys and cases are sorted, so that two files of one target differ only where the gateway did. A case that
/// did not change since the last call is not encoded again.
package struct ResultWriter {
    private let file: AtomicFile
    private var texts: [String: (record: CaseRecord, text: [UInt8])] = [:]

    /// Proves that the file can be written before anything is run.
    package init(path: String) throws(ResultError) {
        file = AtomicFile(path)
        try file.probe()
    }

    /// Replaces the file; the last call, with a complete result, also waits for the disk.
    ///
    /// A pipe or a device gets nothing before the result is complete.
    package mutating func write(_ result: RunResult) throws(ResultError) {
        guard result.complete || !file.isStream else { return }
        do {
            let bytes = try text(of: result)
            try file.write(bytes, durably: result.complete)
        } catch let error as ResultError {
            throw error
        } catch {
            throw ResultError(.corrupt, path: file.path, "the result cannot be encoded: \(error)")
        }
    }

    /// The text of a result, as the file holds it.
    package static func encode(_ result: RunResult) throws -> [UInt8] {
        var writer = ResultWriter(file: AtomicFile("/dev/null"))
        return try writer.text(of: result)
    }

    private init(file: AtomicFile) {
        self.file = file
    }

    private mutating func text(of result: RunResult) throws -> [UInt8] {
        var frame = result.sorted()
        let cases = frame.cases
        frame.cases = []
        let laid = JSONLayout.lay(try Self.compact(frame))
        var joined: [UInt8] = []
        for record in cases {
            joined += Array((joined.isEmpty ? "\n    " : ",\n    ").utf8)
            joined += try text(of: record)
        }
        return Self.splice(joined, into: laid) + [UInt8(ascii: "\n")]
    }

    private mutating func text(of record: CaseRecord) throws -> [UInt8] {
        if let known = texts[record.id], known.record == record { return known.text }
        let text = JSONLayout.lay(try Self.compact(record), indent: 4)
        texts[record.id] = (record, text)
        return text
    }

    /// Only the layout breaks lines, and only top-level keys stand two columns in: the first match is the place.
    private static func splice(_ cases: [UInt8], into text: [UInt8]) -> [UInt8] {
        let mark = Array("\n  \"cases\": [".utf8)
        guard !cases.isEmpty, let found = text.firstRange(of: mark) else { return text }
        return text[..<found.upperBound] + cases + Array("\n  ".utf8) + text[found.upperBound...]
    }

    private static func compact(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return Array(try encoder.encode(value))
    }
}

extension RunResult {
    /// The same, with cases in order of id and properties in order of name and case.
    package func sorted() -> RunResult {
        var copy = self
        copy.cases.sort { $0.id < $1.id }
        copy.properties.sort { ($0.name, $0.caseID, $0.value) < ($1.name, $1.caseID, $1.value) }
        return copy
    }
}

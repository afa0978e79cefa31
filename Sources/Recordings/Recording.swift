internal import Foundation

/// A file of recorded requests, one JSON object a line.
package struct Recording: Sendable {
    package var requests: [RecordedRequest]
    /// What was left out, with the line's number.
    package var warnings: [String]

    package static let greatestFile = 1 << 30

    /// Reads a file; a last line without its end is what a killed recorder leaves behind, and is left out.
    package static func read(_ path: String) throws(RecordingProblem) -> Recording {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        guard let size else { throw RecordingProblem("\(path) cannot be read") }
        guard size <= greatestFile else { throw RecordingProblem("\(path) is larger than 1 GiB; split it") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RecordingProblem("\(path) cannot be read")
        }
        return try parse(Array(data), name: path)
    }

    /// Parses the bytes of a file; `name` stands in front of messages.
    package static func parse(_ bytes: [UInt8], name: String) throws(RecordingProblem) -> Recording {
        var recording = Recording(requests: [], warnings: [])
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            guard let text = String(validating: line, as: UTF8.self) else {
                throw RecordingProblem("\(name):\(index + 1): the line is not UTF-8")
            }
            do throws(RecordingProblem) {
                recording.requests.append(try RecordedRequest(line: text))
            } catch {
                guard index == lines.count - 1 else { throw RecordingProblem("\(name):\(index + 1): \(error)") }
                recording.warnings.append("\(name):\(index + 1): the last line is cut off and was left out")
            }
        }
        return recording
    }
}

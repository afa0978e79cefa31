internal import Foundation
package import Wire

extension RecordedRequest {
    static let keys = ["recorded", "at", "method", "path", "headers", "body", "text", "base64", "omitted", "answer"]
    static let answerKeys = ["status", "headers", "ending", "body", "text", "base64", "omitted"]

    /// The line, without its end.
    package var line: JSON {
        var members: [(String, JSON)] = [
            ("recorded", 1), ("at", JSON(at)), ("method", JSON(method)), ("path", JSON(target)),
            ("headers", Self.json(fields)),
        ]
        members += body.members
        if let answer { members.append(("answer", answer.json)) }
        return .object(members.map { JSON.Member(key: JSONString($0.0), value: $0.1) })
    }

    /// Reads a line; throws a sentence about what is wrong with it.
    package init(line: String) throws(RecordingProblem) {
        let json = try Self.parse(line)
        guard let members = json.members else { throw RecordingProblem("the line is \(json.kindName), not an object") }
        for member in members where !Self.keys.contains(member.key.string) {
            throw RecordingProblem("unknown key `\(member.key.string)`; known are \(Self.keys.joined(separator: ", "))")
        }
        guard let path = json["path"]?.stringValue, path.hasPrefix("/") else {
            throw RecordingProblem("`path` must be the path of the request, such as /v1/chat/completions")
        }
        self.init(
            at: json["at"]?.stringValue ?? "", method: try Self.method(json["method"]), target: path,
            fields: try Self.fields(json["headers"]), body: try Payload(of: json),
            answer: try json["answer"].map { answer throws(RecordingProblem) in try Answer(answer) })
    }

    private static func parse(_ line: String) throws(RecordingProblem) -> JSON {
        do {
            return try JSON.parse(line)
        } catch {
            throw RecordingProblem("no JSON: \(error)")
        }
    }

    private static func method(_ json: JSON?) throws(RecordingProblem) -> String {
        guard let json else { return "POST" }
        guard let text = json.stringValue, !text.isEmpty,
            text.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }), text.utf8.count <= 20
        else { throw RecordingProblem("`method` must be a word of capital letters, such as POST") }
        return text
    }

    static func json(_ fields: HeaderFields) -> JSON {
        .array(fields.lines.map { .array([JSON($0.name), JSON($0.value)]) })
    }

    /// A list of pairs, or an object.
    static func fields(_ json: JSON?) throws(RecordingProblem) -> HeaderFields {
        var fields = HeaderFields()
        let pairs = json?.members?.map { [JSON.string($0.key), $0.value] } ?? json?.elements?.map { $0.elements ?? [] }
        guard let pairs = pairs ?? (json == nil ? [] : nil) else {
            throw RecordingProblem("`headers` must be a list of pairs or an object")
        }
        for pair in pairs {
            guard pair.count == 2, let name = pair[0].stringValue, let value = pair[1].stringValue, isSafe(name, value)
            else { throw RecordingProblem("each header must be a pair of a name and a value on one line") }
            fields.append(name, value)
        }
        return fields
    }

    /// A recording is a file from outside: what it holds must not break out of a header line.
    private static func isSafe(_ name: String, _ value: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
            && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }
}

extension RecordedRequest.Payload {
    fileprivate var members: [(String, JSON)] {
        switch self {
        case .none: []
        case .json(let json): [("body", json)]
        case .text(let text): [("text", JSON(text))]
        case .bytes(let bytes): [("base64", JSON(Data(bytes).base64EncodedString()))]
        case .omitted(let count): [("omitted", JSON(count))]
        }
    }

    fileprivate init(of json: JSON) throws(RecordingProblem) {
        let present = ["body", "text", "base64", "omitted"].filter { json[$0] != nil }
        guard present.count <= 1 else {
            throw RecordingProblem("`\(present[0])` and `\(present[1])` exclude each other")
        }
        switch present.first {
        case "body": self = json["body"].map { .json($0) } ?? .none
        case "text":
            guard let text = json["text"]?.stringValue else { throw RecordingProblem("`text` must be a string") }
            self = .text(text)
        case "base64":
            guard let data = json["base64"]?.stringValue.flatMap({ Data(base64Encoded: $0) }) else {
                throw RecordingProblem("`base64` must be a string in base64")
            }
            self = .bytes(Array(data))
        case "omitted": self = .omitted(json["omitted"]?.intValue ?? 0)
        default: self = .none
        }
    }
}

extension RecordedRequest.Answer {
    fileprivate var json: JSON {
        var members: [(String, JSON)] = [
            ("status", JSON(status)), ("headers", RecordedRequest.json(fields)), ("ending", JSON(ending)),
        ]
        members += body.members
        return .object(members.map { JSON.Member(key: JSONString($0.0), value: $0.1) })
    }

    fileprivate init(_ json: JSON) throws(RecordingProblem) {
        for member in json.members ?? [] where !RecordedRequest.answerKeys.contains(member.key.string) {
            throw RecordingProblem("unknown key `\(member.key.string)` in `answer`")
        }
        guard let status = json["status"]?.intValue, (200...599).contains(status) else {
            throw RecordingProblem("`answer` needs a `status` from 200 to 599")
        }
        self.init(
            status: status, fields: try RecordedRequest.fields(json["headers"]),
            body: try RecordedRequest.Payload(of: json), ending: json["ending"]?.stringValue ?? "complete")
    }
}

/// What is wrong with a line of a recording.
package struct RecordingProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}

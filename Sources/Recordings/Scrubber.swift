internal import Wire

/// Takes secrets out of a request and its answer before anything of them is kept.
///
/// Three things are secrets: the values of header lines and JSON members whose names say so, words that look like keys
/// of known makers, and every place where one of those values stands again.
package struct Scrubber: Sendable {
    package static let mark = "[redacted]"

    package init() {}

    /// The request and its answer without secrets.
    package func scrub(_ request: RecordedRequest) -> RecordedRequest {
        var values = secrets(in: request.fields) + secrets(inQuery: request.target)
        if let answer = request.answer { values += secrets(in: answer.fields) }
        let pass = Pass(values: Set(values.filter { $0.utf8.count >= 8 }).sorted { $0.utf8.count > $1.utf8.count })
        var request = request
        request.target = pass.target(request.target)
        request.fields = pass.fields(request.fields)
        request.body = pass.payload(request.body)
        if var answer = request.answer {
            answer.fields = pass.fields(answer.fields)
            answer.body = pass.payload(answer.body)
            request.answer = answer
        }
        return request
    }

    private func secrets(in fields: HeaderFields) -> [String] {
        fields.lines.filter { SecretNames.isHeader($0.name) }.flatMap { field in
            [field.value] + field.value.split(separator: " ").map(String.init)
        }
    }

    private func secrets(inQuery target: String) -> [String] {
        SecretNames.pairs(ofQuery: target).filter { SecretNames.isParameter($0.name) }.map(\.value)
    }
}

/// Names whose values are secrets.
enum SecretNames {
    private static let words = ["apikey", "authorization", "secret", "password", "credential", "cookie", "virtualkey"]
    private static let ends = [
        "auth", "accesstoken", "authtoken", "refreshtoken", "sessiontoken", "idtoken", "privatekey",
    ]

    /// Without dashes and underscores, in lower case: `X-Api-Key`, `api_key` and `apiKey` are one name.
    private static func plain(_ name: String) -> String {
        name.filter { $0 != "-" && $0 != "_" }.lowercased()
    }

    static func isHeader(_ name: String) -> Bool {
        let plain = plain(name)
        return isMember(name) || plain.hasSuffix("token") || plain == "xbfvk" || plain == "key"
    }

    static func isMember(_ name: String) -> Bool {
        let plain = plain(name)
        return words.contains { plain.contains($0) } || ends.contains { plain.hasSuffix($0) }
    }

    static func isParameter(_ name: String) -> Bool {
        isMember(name) || ["key", "token", "sig", "signature"].contains(plain(name))
    }

    static func pairs(ofQuery target: String) -> [(name: String, value: String)] {
        guard let mark = target.firstIndex(of: "?") else { return [] }
        return target[target.index(after: mark)...].split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
        }
    }
}

/// One going over a request, with the secret values that it showed.
private struct Pass {
    /// Longest first.
    var values: [String]

    func target(_ target: String) -> String {
        guard let mark = target.firstIndex(of: "?") else { return text(target) }
        let pairs = SecretNames.pairs(ofQuery: target).map { name, value in
            value.isEmpty ? name : "\(name)=\(SecretNames.isParameter(name) ? Scrubber.mark : text(value))"
        }
        return text(String(target[..<mark])) + "?" + pairs.joined(separator: "&")
    }

    func fields(_ fields: HeaderFields) -> HeaderFields {
        HeaderFields(
            fields.lines.map { field in
                let isSecret = SecretNames.isHeader(field.name)
                return HeaderField(field.name, isSecret ? hidden(field.value) : header(field.value))
            })
    }

    /// The scheme of an authorization stays readable.
    private func hidden(_ value: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, ["bearer", "basic", "token"].contains(parts[0].lowercased()) else {
            return Scrubber.mark
        }
        return "\(parts[0]) \(Scrubber.mark)"
    }

    /// Some gateways take their configuration, keys included, as JSON in a header.
    private func header(_ value: String) -> String {
        guard value.hasPrefix("{"), let json = try? JSON.parse(value) else { return text(value) }
        return self.json(json).text
    }

    func payload(_ payload: RecordedRequest.Payload) -> RecordedRequest.Payload {
        switch payload {
        case .json(let json): .json(self.json(json))
        case .text(let text): .text(self.text(text))
        // Unreadable bytes cannot be searched word by word; known values in them are found all the same.
        case .bytes(let bytes): .bytes(Redactor(values.map { ("key", $0) }).redact(bytes))
        case .none, .omitted: payload
        }
    }

    private func json(_ json: JSON) -> JSON {
        switch json {
        case .string(let string):
            let before = string.string
            let after = text(before)
            return after == before ? json : JSON(after)
        case .array(let elements): return .array(elements.map(self.json))
        case .object(let members): return .object(members.map(member))
        case .null, .bool, .number: return json
        }
    }

    private func member(_ member: JSON.Member) -> JSON.Member {
        guard case .string(let value) = member.value, !value.units.isEmpty, SecretNames.isMember(member.key.string)
        else { return JSON.Member(key: member.key, value: json(member.value)) }
        return JSON.Member(key: member.key, value: JSON(hidden(value.string)))
    }

    private func text(_ text: String) -> String {
        var text = text
        for value in values where text.contains(value) { text = text.replacing(value, with: Scrubber.mark) }
        return KeyWords.scrub(text)
    }
}

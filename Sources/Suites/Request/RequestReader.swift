internal import Wire

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Reads requests: named ones (`suites/requests/**`) and those written into a case.
struct RequestReader {
    static let namedKeys = [
        "request", "title", "method", "path", "headers", "auth", "body", "body-text", "body-base64",
    ]
    static let inlineKeys = [
        "from", "set", "remove", "method", "path", "headers", "auth", "body", "body-text", "body-base64",
    ]
    private static let bodies = ["body", "body-text", "body-base64"]

    let reader: Reader

    /// A file of `suites/requests`; `expected` is the name that its path demands.
    func named(_ node: YAMLNode, expected: String) -> RequestPlan? {
        guard let fields = Fields(node, keys: Self.namedKeys, of: "a request", reader) else { return nil }
        let name = fields.required("request", "a request file begins with `request: \(expected)`")
        if let name, let text = reader.string(name, of: "request"), text != expected {
            reader.error(name.place, "the request calls itself `\(text)`, its file says `\(expected)`")
        }
        return plan(fields, over: RequestPlan())
    }

    /// The request of a case: a name, or a mapping with changes.
    func use(_ node: YAMLNode, named requests: [String: RequestPlan]) -> RequestPlan? {
        if node.text != nil { return look(up: node, in: requests) }
        guard let fields = Fields(node, keys: Self.inlineKeys, of: "`request`", reader) else { return nil }
        guard let from = fields["from"] else {
            for key in ["set", "remove"] where fields.has(key) {
                reader.error(fields.place(key), "`\(key)` changes a named request", hint: "say which with `from: …`")
            }
            return plan(fields, over: RequestPlan())
        }
        guard let base = look(up: from, in: requests) else { return nil }
        return edited(plan(fields, over: base), fields)
    }

    private func look(up node: YAMLNode, in requests: [String: RequestPlan]) -> RequestPlan? {
        guard let name = reader.string(node, of: "request") else { return nil }
        if let plan = requests[name] { return plan }
        reader.unknown("request", name, at: node.place, known: requests.keys.sorted())
        return nil
    }

    private func plan(_ fields: Fields, over base: RequestPlan) -> RequestPlan {
        var plan = base
        plan.method = fields.string("method") ?? plan.method
        plan.path = fields.string("path") ?? plan.path
        plan.auth = fields.word("auth", as: RequestPlan.Auth.self) ?? plan.auth
        if let node = fields["path"], !plan.path.hasPrefix("/") {
            reader.error(node.place, "a path begins with `/`", hint: "write `/\(plan.path)`")
        }
        if let node = fields["method"], !plan.method.utf8.allSatisfy(Self.isTokenByte) || plan.method.isEmpty {
            reader.error(node.place, "`\(plan.method.abbreviated)` is no method")
        }
        if let node = fields["headers"] { plan.fields = headers(node, over: plan.fields) }
        fields.atMostOne(of: Self.bodies)
        if let body = body(fields) {
            plan.body = body
            if fields.has("body"), !plan.fields.contains("content-type") {
                plan.fields.append("content-type", "application/json")
            }
        }
        return plan
    }

    /// Headers replace those of the same name; a header without a value takes it away.
    private func headers(_ node: YAMLNode, over base: HeaderFields) -> HeaderFields {
        var result = base
        for entry in node.entries ?? [] { result.remove(entry.key) }
        let removed = Set((node.entries ?? []).filter { $0.value.isNull }.map { $0.key.lowercased() })
        let lines = reader.headers(node)
        if node.entries == nil { for line in lines { result.remove(line.name) } }
        for line in lines where !removed.contains(line.name.lowercased()) { result.append(line.name, line.value) }
        return result
    }

    private func body(_ fields: Fields) -> [UInt8]? {
        if let node = fields["body"] { return node.isNull ? [] : Array(reader.jsonText(node).utf8) }
        if let text = fields.string("body-text") { return Array(text.utf8) }
        guard let node = fields["body-base64"], let text = reader.string(node, of: "body-base64") else { return nil }
        guard let data = Data(base64Encoded: text.filter { !$0.isWhitespace }) else {
            reader.error(node.place, "this is not base64")
            return nil
        }
        return Array(data)
    }

    private func edited(_ plan: RequestPlan, _ fields: Fields) -> RequestPlan {
        guard fields.has("set") || fields.has("remove") else { return plan }
        var edit = BodyEdit(plan.body)
        guard edit.isObject else {
            let key = fields.has("set") ? "set" : "remove"
            reader.error(fields.place(key), "`\(key)` needs a body that is a JSON object")
            return plan
        }
        remove(fields, &edit)
        set(fields, &edit)
        var result = plan
        result.body = edit.bytes
        return result
    }

    private func set(_ fields: Fields, _ edit: inout BodyEdit) {
        guard let node = fields["set"] else { return }
        guard let entries = node.entries else {
            return reader.error(node.place, "`set` must be a mapping of body fields, not \(node.kind)")
        }
        for entry in entries where !edit.set(entry.key, to: reader.jsonText(entry.value)) {
            reader.error(entry.keyPlace, "the body has nothing at `\(entry.key)` to set")
        }
    }

    private func remove(_ fields: Fields, _ edit: inout BodyEdit) {
        guard let node = fields["remove"] else { return }
        for element in node.elements ?? [node] {
            guard let path = reader.string(element, of: "remove"), !edit.remove(path) else { continue }
            reader.unknown("body field", path, at: element.place, known: edit.names)
        }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !Array("()<>@,;:\\\"/[]?={}".utf8).contains(byte)
    }
}

extension RequestPlan {
    /// Whether the body asks for an event stream.
    var streams: Bool {
        BodyEdit(body).text(of: "stream") == "true"
    }
}

internal import Foundation
internal import Suites
internal import Wire

/// Turns a case's request into bytes for one endpoint.
struct RequestBuilder {
    var endpoint: Endpoint
    var caseID: String
    /// Ids of the tool calls that the client received before.
    var callIDs: [String] = []

    /// Carries the marker of requests that have no body to carry it.
    static let markerField = "X-Gateproof-Marker"

    /// The request of a case, as the case's client sends it.
    func build(_ item: Case, nonce: String, isLater: Bool = false) -> ClientRequest {
        var request = build(isLater ? item.then ?? item.request : item.request, nonce: nonce)
        request.behaviour = item.client
        request.behaviour.verbatim = item.client.verbatim.map {
            raw($0, target: request.target, body: request.body, nonce: nonce)
        }
        // A connection that another case left in a bad state must not decide this one.
        if item.requests == 1 { request.behaviour.freshConnection = true }
        if item.client.verbatim != nil { request.fields.remove(Self.markerField) }
        request.limits = ClientLimits(totalMilliseconds: item.timeoutMilliseconds)
        return request
    }

    /// A request with model, marker and key filled in.
    func build(_ plan: RequestPlan, nonce: String) -> ClientRequest {
        let body = fill(plan.body, nonce: nonce)
        var fields = fields(of: plan, nonce: nonce)
        if Marker.find(in: body) == nil, !fields.contains(Self.markerField) {
            fields.append(Self.markerField, Marker(caseID: caseID, nonce: nonce).text)
        }
        return ClientRequest(
            origin: endpoint.origin, method: plan.method, target: target(of: plan, nonce: nonce), fields: fields,
            body: body, marker: nonce)
    }

    private func target(of plan: RequestPlan, nonce: String) -> String {
        let path = fill(plan.path, nonce: nonce)
        // A path that leaves the base URL is written with two slashes, such as `//health`.
        return path.hasPrefix("//") ? String(path.dropFirst()) : endpoint.prefix + path
    }

    private func fields(of plan: RequestPlan, nonce: String) -> HeaderFields {
        var fields = HeaderFields()
        if !plan.fields.contains("authorization") {
            switch plan.auth {
            case .valid where !endpoint.key.isEmpty: fields.append("Authorization", "Bearer \(endpoint.key)")
            case .wrong: fields.append("Authorization", "Bearer sk-gp-wrong-key-000000")
            case .valid, .missing: break
            }
        }
        for field in plan.fields.lines + endpoint.fields.lines {
            fields.append(field.name, fill(field.value, nonce: nonce))
        }
        return fields
    }

    private func fill(_ bytes: [UInt8], nonce: String) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "$")) else { return bytes }
        let filled = replacements(nonce).reduce(bytes) { bytes, pair in
            bytes.replacing(Array(pair.0.utf8), with: Array(pair.1.utf8))
        }
        return Filler.expand(filled)
    }

    /// A request that is written byte by byte, around the case's own target, key and body.
    private func raw(_ bytes: [UInt8], target: String, body: [UInt8], nonce: String) -> [UInt8] {
        let parts: [(String, [UInt8])] = [
            ("${target}", Array(target.utf8)), ("${authorization}", Array("Bearer \(endpoint.key)".utf8)),
            ("${length}", Array("\(body.count)".utf8)), ("${hex-length}", Array(String(body.count, radix: 16).utf8)),
            ("${body}", body),
        ]
        return parts.reduce(fill(bytes, nonce: nonce)) { $0.replacing(Array($1.0.utf8), with: $1.1) }
    }

    private func fill(_ text: String, nonce: String) -> String {
        String(decoding: fill(Array(text.utf8), nonce: nonce), as: UTF8.self)
    }

    private func replacements(_ nonce: String) -> [(String, String)] {
        let fixed = [
            ("${model}", endpoint.model), ("${marker}", Marker(caseID: caseID, nonce: nonce).text),
            ("${nonce}", nonce), ("${key}", endpoint.key), ("${prefix}", endpoint.prefix),
            ("${host}", endpoint.origin.replacing("http://", with: "").replacing("https://", with: "")),
        ]
        return fixed + callIDs.enumerated().map { ("${call-id:\($0.offset)}", $0.element) }
    }
}

internal import Foundation
internal import Suites
internal import Wire

/// Turns a case's request into bytes for one endpoint.
struct RequestBuilder {
    var endpoint: Endpoint
    var caseID: String

    /// Carries the marker of requests that have no body to carry it.
    static let markerField = "X-Gateproof-Marker"

    /// The request with model, marker and key filled in.
    func build(_ item: Case, nonce: String) -> ClientRequest {
        let plan = item.request
        let body = fill(plan.body, nonce: nonce)
        var fields = fields(of: plan, nonce: nonce)
        if Marker.find(in: body) == nil, item.client.verbatim == nil, !fields.contains(Self.markerField) {
            fields.append(Self.markerField, Marker(caseID: caseID, nonce: nonce).text)
        }
        var behaviour = item.client
        behaviour.verbatim = behaviour.verbatim.map { fill($0, nonce: nonce) }
        return ClientRequest(
            origin: endpoint.origin, method: plan.method, target: target(of: plan, nonce: nonce), fields: fields,
            body: body, behaviour: behaviour, limits: ClientLimits(totalMilliseconds: item.timeoutMilliseconds),
            marker: nonce)
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
        return replacements(nonce).reduce(bytes) { bytes, pair in
            bytes.replacing(Array(pair.0.utf8), with: Array(pair.1.utf8))
        }
    }

    private func fill(_ text: String, nonce: String) -> String {
        String(decoding: fill(Array(text.utf8), nonce: nonce), as: UTF8.self)
    }

    private func replacements(_ nonce: String) -> [(String, String)] {
        [
            ("${model}", endpoint.model), ("${marker}", Marker(caseID: caseID, nonce: nonce).text),
            ("${nonce}", nonce), ("${key}", endpoint.key), ("${prefix}", endpoint.prefix),
            ("${host}", endpoint.origin.replacing("http://", with: "").replacing("https://", with: "")),
        ]
    }
}

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
        let target = target(of: plan, nonce: nonce)
        behaviour.verbatim = behaviour.verbatim.map { raw($0, target: target, body: body, nonce: nonce) }
        // A connection that another case left in a bad state must not decide this one.
        if item.requests == 1 { behaviour.freshConnection = true }
        return ClientRequest(
            origin: endpoint.origin, method: plan.method, target: target, fields: fields, body: body,
            behaviour: behaviour, limits: ClientLimits(totalMilliseconds: item.timeoutMilliseconds), marker: nonce)
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
        [
            ("${model}", endpoint.model), ("${marker}", Marker(caseID: caseID, nonce: nonce).text),
            ("${nonce}", nonce), ("${key}", endpoint.key), ("${prefix}", endpoint.prefix),
            ("${host}", endpoint.origin.replacing("http://", with: "").replacing("https://", with: "")),
        ]
    }
}

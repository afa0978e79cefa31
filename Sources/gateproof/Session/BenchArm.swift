internal import Benchmark
internal import Client
internal import Foundation
internal import Suites
internal import Wire

/// One way to the provider: straight, through the byte-copy proxy, or through a gateway.
struct BenchArm: Sendable {
    /// In results: `direct`, `proxy`, `gateway`.
    var name: String
    /// Ends without a slash, normally in `/v1`.
    var baseURL: String
    var model: String
    var key: String
    var fields: HeaderFields = []

    /// The request that this arm sends over and over, its marker still to be filled in.
    func request(_ part: LoadPart) -> LoadRequest {
        let (origin, path) = split
        var fields: HeaderFields = [HeaderField("content-type", "application/json")]
        if !key.isEmpty { fields.append("authorization", "Bearer \(key)") }
        for field in self.fields { fields.append(field.name, field.value) }
        return LoadRequest(
            origin: origin, target: path + part.endpoint.path, fields: fields, body: Array(body(part).utf8))
    }

    private func body(_ part: LoadPart) -> String {
        let text = String(repeating: "tell me more ", count: part.promptBytes / 13 + 1).prefix(part.promptBytes)
        let said = "\(Self.marker) \(text)"
        let stream = part.isStream ? #","stream":true"# : ""
        let usage = part.isStream ? #","stream_options":{"include_usage":true}"# : ""
        switch part.endpoint {
        case .chat:
            return #"{"model":"\#(model)","messages":[{"role":"user","content":"\#(said)"}]\#(stream)\#(usage)}"#
        case .completions: return #"{"model":"\#(model)","prompt":"\#(said)"\#(stream)\#(usage)}"#
        case .responses: return #"{"model":"\#(model)","input":"\#(said)"\#(stream)}"#
        case .embeddings: return #"{"model":"\#(model)","input":"\#(said)"}"#
        }
    }

    private static let marker = Marker(caseID: "bench", nonce: String(repeating: "0", count: 16)).text

    /// Where the marker's digits stand in the body.
    static func place(in body: [UInt8]) -> Int {
        let wanted = Array(marker.utf8)
        guard body.count >= wanted.count else { return -1 }
        let start = (0...(body.count - wanted.count)).first { body[$0..<($0 + wanted.count)].elementsEqual(wanted) }
        return start.map { $0 + wanted.count - 16 } ?? -1
    }

    private var split: (origin: String, path: String) {
        guard let scheme = baseURL.range(of: "://") else { return (baseURL, "") }
        let slash = baseURL[scheme.upperBound...].firstIndex(of: "/") ?? baseURL.endIndex
        return (String(baseURL[..<slash]), String(baseURL[slash...]))
    }
}

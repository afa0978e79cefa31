internal import Client
internal import Foundation
internal import Migration
internal import Wire

/// The models of a gateway, from a file or from the gateway itself.
struct ModelList {
    var source: String
    /// The environment variable with the key; nil for none.
    var keyVariable: String?

    func ids() async throws -> [String] {
        let bytes = source.hasPrefix("http") ? try await fetched() : try file()
        guard let json = try? JSON.parse(bytes) else {
            throw Complaint(.usage, "\(source): the list of models is no JSON")
        }
        let ids = ModelMap.ids(in: json)
        guard !ids.isEmpty else { throw Complaint(.usage, "\(source): there is no list of models in it") }
        return ids
    }

    private func file() throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: source) else {
            throw Complaint(.usage, "\(source) cannot be read")
        }
        return Array(data)
    }

    private func fetched() async throws -> [UInt8] {
        guard let url = URL(string: source), let host = url.host, let scheme = url.scheme else {
            throw Complaint(.usage, "\(source): not a URL; write for example http://127.0.0.1:4000/v1/models")
        }
        let key = try EnvironmentKey(keyVariable).value
        let origin = "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
        let client = try CurlClient()
        defer { client.shutdown() }
        let target = String(source.dropFirst(origin.count))
        let request = ClientRequest(
            origin: origin, method: "GET", target: target.isEmpty ? "/" : target,
            fields: key.isEmpty ? [] : [HeaderField("Authorization", "Bearer \(key)")])
        let record = await client.exchange(request, observer: nil)
        guard let head = record.head, head.status == 200 else {
            throw Complaint(
                .broken, "\(source) gave no list of models: \(record.head.map { "\($0.status)" } ?? "\(record.ending)")"
            )
        }
        return MessageBody.decode(head: head, method: "GET", transcript: record.body).payload
    }
}

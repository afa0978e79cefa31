package import Suites
package import Wire

extension Wiring {
    /// A plain chat request on that route, for warming a gateway up; no provider expects it.
    package func warmUp(_ route: Route) -> ClientRequest {
        var seed = CaseSeed(run: 0, caseID: "warm-up", repeat: 0)
        return plainRequest(endpoint(route), nonce: seed.nonce())
    }

    /// The smallest chat request, with a marker and the client's key.
    func plainRequest(_ endpoint: Endpoint, nonce: String, stream: Bool = false) -> ClientRequest {
        let text = """
            {"model":"\(endpoint.model)","messages":[{"role":"user","content":"\
            \(Marker(caseID: "preflight", nonce: nonce).text)"}]\(stream ? #","stream":true"# : "")}
            """
        var fields: HeaderFields = [HeaderField("Content-Type", "application/json")]
        if !endpoint.key.isEmpty { fields.append("Authorization", "Bearer \(endpoint.key)") }
        fields.lines += endpoint.fields.lines
        return ClientRequest(
            origin: endpoint.origin, target: endpoint.prefix + "/chat/completions", fields: fields,
            body: Array(text.utf8), marker: nonce)
    }
}

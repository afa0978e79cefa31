internal import Suites
internal import Wire

/// A request as live mode sends it: bounded, and with what makes the gateway show more.
struct LiveRequest {
    var plan: RequestPlan
    var endpoint: Endpoint
    /// JSON members added to every JSON body, such as `"max_tokens":64`.
    var addition: String
    var visibility: LiveVisibility

    /// - Parameter reveals: also asks the gateway to repeat what it sends upstream.
    func build(nonce: String, reveals: Bool, milliseconds: Int) -> ClientRequest {
        var request = RequestBuilder(endpoint: endpoint, caseID: "live").build(plan, nonce: nonce)
        request.body = Self.adding(addition, to: request.body)
        if reveals {
            for (name, value) in visibility.headers.sorted(by: { $0.key < $1.key }) {
                request.fields.append(name, value)
            }
            if let echo = visibility.echoRequest, isStream {
                request.body = Self.adding(Self.members(echo), to: request.body)
            }
        }
        request.limits = ClientLimits(totalMilliseconds: milliseconds)
        request.behaviour.freshConnection = false
        return request
    }

    var isStream: Bool { String(decoding: plan.body, as: UTF8.self).contains("\"stream\":true") }

    /// The text between the braces of an object.
    static func members(_ object: String) -> String {
        String(object.drop { $0 != "{" }.dropFirst().reversed().drop { $0 != "}" }.dropFirst().reversed())
    }

    /// Puts members at the front of an object that has none of that name; anything else stays as it is.
    static func adding(_ members: String, to body: [UInt8]) -> [UInt8] {
        guard !members.isEmpty, let json = try? JSON.parse(body), let old = json.members,
            let new = (try? JSON.parse(Array("{\(members)}".utf8)))?.members,
            let brace = body.firstIndex(of: UInt8(ascii: "{")),
            !new.contains(where: { member in old.contains { $0.key == member.key } })
        else { return body }
        let comma = old.isEmpty ? "" : ","
        return Array(body[...brace]) + Array((members + comma).utf8) + Array(body[(brace + 1)...])
    }
}

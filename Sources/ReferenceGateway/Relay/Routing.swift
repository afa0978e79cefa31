internal import NIOCore
internal import Wire

/// A request that goes to a provider.
struct RoutedRequest {
    var incoming: IncomingRequest
    var endpoint: Endpoint
    /// Nil where there is no body to read, as for one model's description.
    var scan: RequestScan?
    /// Where to ask, in order.
    var providers: ArraySlice<UpstreamPool>

    var isStream = false
}

extension GatewayLoop {
    enum Dispatch {
        case refusal(Refusal)
        case local(Answer)
        case relay(RoutedRequest)
    }

    /// What the head alone decides against a request; nil if nothing does.
    func refusal(of incoming: IncomingRequest) -> Refusal? {
        guard let endpoint = Endpoint(path: incoming.path) else {
            return isKnown(incoming) ? .path(incoming.path) : .key
        }
        if incoming.method == "OPTIONS" { return nil }
        guard isKnown(incoming) else { return .key }
        if let refuses = behaviour?.refuses, let name = refuses(incoming.head.fields) {
            return .badRequest("The field \(name) is not supported.")
        }
        let isAllowed =
            endpoint.isRead ? incoming.method == "GET" || incoming.method == "HEAD" : incoming.method == "POST"
        guard isAllowed else { return .method(incoming.method, allowed: endpoint.methods) }
        let coding = incoming.head.values(.contentEncoding).first ?? "identity"
        guard endpoint.isRead || coding.equalsIgnoringASCIICase("identity") else {
            return Refusal(415, "The body must not be compressed.", code: "unsupported_content_encoding")
        }
        return nil
    }

    /// What to do with a whole request that its head did not rule out.
    func answer(to incoming: IncomingRequest) -> Dispatch {
        guard let endpoint = Endpoint(path: incoming.path) else { return .refusal(.path(incoming.path)) }
        if incoming.method == "OPTIONS" {
            return .local(Answer(status: 204, fields: "Allow: \(endpoint.methods)\r\n", body: ""))
        }
        switch endpoint {
        case .models: return .local(Answer(status: 200, body: modelList))
        case .model(let name) where models.contains(name): return .local(Answer(status: 200, body: model(name)))
        case .model: return .relay(RoutedRequest(incoming: incoming, endpoint: endpoint, providers: pools[..<1]))
        default: return route(incoming, endpoint)
        }
    }

    private func route(_ incoming: IncomingRequest, _ endpoint: Endpoint) -> Dispatch {
        do throws(RequestScan.Problem) {
            let scan = try incoming.body.scanned(for: endpoint)
            if has(.caches), let answer = cache[incoming.body.cacheKey] { return .local(answer) }
            guard let providers = providers(forModel: scan.model) else {
                return .refusal(.model(scan.model, known: models))
            }
            let wantsEvents = has(.streamsByAccept) && incoming.head.acceptsEvents
            return .relay(
                RoutedRequest(
                    incoming: incoming, endpoint: endpoint, scan: scan, providers: providers,
                    isStream: scan.isStream || wantsEvents))
        } catch {
            guard has(.forwardsBadBodies) else { return .refusal(.body(error)) }
            return .relay(RoutedRequest(incoming: incoming, endpoint: endpoint, providers: pools[..<1]))
        }
    }

    private var models: [String] {
        [configuration.directModel, configuration.failoverModel]
    }

    private func model(_ name: String) -> String {
        #"{"id":\#(ErrorObject.quoted(name)),"object":"model","created":1700000000,"owned_by":"gateproof"}"#
    }

    private var modelList: String {
        #"{"object":"list","data":[\#(models.map(model).joined(separator: ","))]}"#
    }
}

extension GatewayLoop {
    /// Whether the request carries one of the clients' keys, in any of the usual fields.
    private func isKnown(_ incoming: IncomingRequest) -> Bool {
        if configuration.clientKeys.isEmpty || has(.acceptsAnyKey) { return true }
        let head = incoming.head
        for line in head.lines where line.kind == .authorization || line.kind == .apiKey {
            let value = head.text(line.value)
            let key = line.kind == .apiKey ? value[...] : GatewayLoop.bearer(value)
            if let key, configuration.clientKeys.count(where: { GatewayLoop.isEqual($0, key) }) > 0 { return true }
        }
        return false
    }

    private static func bearer(_ value: String) -> Substring? {
        guard value.prefix(7).equalsIgnoringASCIICase("Bearer ") else { return nil }
        return Substring(value.dropFirst(7).trimmingOWS())
    }

    /// Looks at every byte whatever it finds, so that the time taken tells nothing of the key.
    private static func isEqual(_ key: String, _ sent: Substring) -> Bool {
        var difference = key.utf8.count ^ sent.utf8.count
        for (one, other) in zip(key.utf8, sent.utf8) { difference |= Int(one ^ other) }
        return difference == 0
    }
}

extension HeadScan {
    fileprivate var acceptsEvents: Bool {
        fields["accept"]?.contains("text/event-stream") ?? false
    }
}

extension ByteBuffer {
    fileprivate func scanned(for endpoint: Endpoint) throws(RequestScan.Problem) -> RequestScan {
        let result = withUnsafeReadableBytes { raw in
            Result { () throws(RequestScan.Problem) in try RequestScan.read(raw, endpoint: endpoint) }
        }
        return try result.get()
    }
}

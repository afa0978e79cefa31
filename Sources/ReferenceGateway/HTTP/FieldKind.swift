/// The header fields that the gateway treats in its own way; all others are `other` and pass.
enum FieldKind: UInt8 {
    case other
    case host, contentLength, contentType, contentEncoding, transferEncoding, expect
    /// Hop by hop (RFC 9110 §7.6.1), `Connection` apart because it names more.
    case hop, connection
    /// A client's credential, or a session: never sent upstream.
    case authorization, apiKey, credential
    case acceptEncoding, traceparent, tracestate, via
    case setCookie, requestID, date, cacheControl, accelBuffering, location, challenge
    /// What the gateway itself adds: never taken from either side.
    case own

    private static let names: [(StaticString, FieldKind)] = [
        ("te", .hop), ("via", .via), ("host", .host), ("date", .date),
        ("cookie", .credential), ("expect", .expect), ("api-key", .apiKey), ("trailer", .hop), ("upgrade", .hop),
        ("location", .location),
        ("x-api-key", .apiKey), ("connection", .connection), ("keep-alive", .hop), ("set-cookie", .setCookie),
        ("tracestate", .tracestate), ("traceparent", .traceparent), ("set-cookie2", .setCookie),
        ("content-type", .contentType), ("x-request-id", .requestID),
        ("authorization", .authorization), ("cache-control", .cacheControl), ("content-length", .contentLength),
        ("accept-encoding", .acceptEncoding), ("content-encoding", .contentEncoding),
        ("transfer-encoding", .transferEncoding), ("x-accel-buffering", .accelBuffering),
        ("www-authenticate", .challenge), ("x-goog-api-key", .credential),
        ("proxy-connection", .hop), ("proxy-authenticate", .hop), ("proxy-authorization", .hop),
        ("proxy-authentication-info", .hop), ("http2-settings", .hop),
        ("x-gateproof-provider", .own), ("x-gateproof-attempts", .own),
    ]

    /// `names` by length, so that most fields are settled by one look.
    private static let byLength: [[(StaticString, FieldKind)]] = (0...32).map { length in
        names.filter { $0.0.utf8CodeUnitCount == length }
    }

    static func of(_ name: UnsafeRawBufferPointer) -> FieldKind {
        guard name.count < byLength.count else { return .other }
        for (text, kind) in byLength[name.count] where name.equalsIgnoringCase(text) { return kind }
        return .other
    }
}

extension UnsafeRawBufferPointer {
    /// Equality with ASCII letters folded; `text` is lower-case.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count {
            let byte = self[index]
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            if folded != text.utf8Start[index] { return false }
        }
        return true
    }
}

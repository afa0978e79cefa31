internal import Wire

extension Defect {
    /// Header fields, both ways.
    static let headers: [Defect] = [
        Defect(
            "stream-headers-dropped", "Says nothing to caches and buffering proxies", ["HDR-017"],
            checks: ["headers.stream-hygiene"]
        ) {
            $0.dropsFields("cache-control", "x-accel-buffering")
        },
        Defect(
            "cookie-jar", "Sends the cookies of one answer with the next request", ["ISO-002"],
            checks: ["security.no-foreign-cookies"]
        ) {
            let jar = CookieJar()
            $0.responseFields { _, passage in jar.keep(passage.providerFields) }
            $0.requestFields { fields, _ in jar.add(to: &fields) }
        },
        Defect("drop-retry-after", "Drops Retry-After", ["HDR-001"], checks: ["headers.retry-after-kept"]) {
            $0.dropsFields("retry-after", "retry-after-ms")
        },
        Defect("retry-after-ms-dropped", "Drops retry-after-ms", ["HDR-001"], checks: ["headers.retry-after-kept"]) {
            $0.dropsFields("retry-after-ms")
        },
        Defect(
            "retry-after-prefixed", "Passes Retry-After on under a name of its own", ["HDR-001"],
            checks: ["headers.retry-after-kept"]
        ) {
            $0.responseFields { fields, _ in
                for index in fields.lines.indices where fields.lines[index].name.lowercased().hasPrefix("retry-after") {
                    fields.lines[index].name = "llm-provider-" + fields.lines[index].name
                }
            }
        },
        Defect(
            "retry-after-broken", "Cuts dates and decimals in Retry-After", ["HDR-002"],
            checks: ["headers.retry-after-kept"]
        ) {
            $0.changesField("retry-after") {
                $0.allSatisfy(\.isNumber) ? $0 : String($0.prefix { $0 != "." && $0 != "," })
            }
        },
        Defect("should-retry-dropped", "Drops x-should-retry", ["HDR-003"], checks: ["headers.kept-down"]) {
            $0.dropsFields("x-should-retry")
        },
        Defect("should-retry-inverted", "Always says x-should-retry: true", ["HDR-003"], checks: ["headers.kept-down"])
        {
            $0.changesField("x-should-retry") { _ in "true" }
        },
        Defect("rate-limits-dropped", "Drops x-ratelimit fields", ["HDR-004"], checks: ["headers.rate-limit-set"]) {
            $0.dropsFields(prefix: "x-ratelimit-")
        },
        Defect(
            "rate-limits-mixed", "Puts its own limit among the provider's", ["HDR-004"],
            checks: ["headers.rate-limit-set"]
        ) {
            $0.changesField("x-ratelimit-limit-requests") { _ in "99999" }
        },
        Defect(
            "rate-limit-reset-as-float", "Writes the reset as a bare number", ["HDR-005"],
            checks: ["headers.rate-limit-set"]
        ) {
            $0.responseFields { fields, _ in
                for index in fields.lines.indices
                where fields.lines[index].name.lowercased().hasPrefix("x-ratelimit-reset") {
                    fields.lines[index].value = "-0.012"
                }
            }
        },
        Defect("request-id-dropped", "Sends no x-request-id", ["HDR-006", "HDR-007"], checks: ["headers.request-id"]) {
            $0.dropsFields("x-request-id")
        },
        Defect(
            "request-id-constant", "Sends the same x-request-id each time", ["HDR-006"], checks: ["headers.request-id"]
        ) {
            $0.changesField("x-request-id") { _ in "req_1" }
        },
        Defect(
            "provider-request-id-lost", "Replaces the provider's x-request-id", ["HDR-007"],
            checks: ["headers.provider-id-findable"]
        ) {
            $0.changesField("x-request-id") { "req_own_\($0.hashValue.magnitude)" }
        },
        Defect("client-request-id-dropped", "Drops X-Client-Request-Id", ["HDR-008"], checks: ["headers.kept-up"]) {
            $0.dropsRequestFields("x-client-request-id")
        },
        Defect(
            "client-key-upstream", "Sends the client's key to the provider", ["HDR-010"],
            checks: ["security.client-key-not-upstream"]
        ) {
            $0.requestFields { fields, passage in
                fields.append("X-Forwarded-Authorization", "Bearer \(passage.clientKey)")
            }
        },
        Defect(
            "client-api-key-kept", "Passes the client's key on where it came as x-api-key or api-key", ["HDR-010"],
            checks: ["security.client-key-not-upstream"]
        ) {
            $0.requestFields { fields, passage in
                guard fields.contains("x-api-key") || fields.contains("api-key") else { return }
                fields.append("X-Api-Key", passage.clientKey)
            }
        },
        Defect(
            "client-key-as-credential", "Uses the client's key for the provider", ["HDR-010"],
            checks: ["failover.right-key", "security.client-key-not-upstream"]
        ) {
            $0.requestFields { fields, passage in fields.set("Authorization", "Bearer \(passage.clientKey)") }
        },
        Defect(
            "provider-key-downstream", "Tells the client the provider's key", ["HDR-010", "ERR-015"],
            checks: ["security.no-canary", "security.provider-key-not-downstream"]
        ) {
            $0.responseFields { fields, passage in
                fields.append("x-upstream-authorization", "Bearer \(passage.providerKey)")
            }
        },
        Defect(
            "unknown-headers-refused", "Refuses x-stainless fields", ["HDR-011"],
            checks: ["http.status", "response.equal"]
        ) {
            $0.refuses = { $0.lines.first { $0.name.lowercased().hasPrefix("x-stainless-") }?.name }
        },
        Defect("traceparent-dropped", "Drops the trace context", ["HDR-012"], checks: ["headers.traceparent"]) {
            $0.dropsRequestFields("traceparent", "tracestate")
        },
        Defect("traceparent-new", "Begins a trace of its own", ["HDR-012"], checks: ["headers.traceparent"]) {
            $0.requestFields { fields, _ in
                if fields.contains("traceparent") {
                    fields.set("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01")
                }
            }
        },
        Defect(
            "bad-traceparent-forwarded", "Forwards a malformed traceparent", ["HDR-012"],
            checks: ["headers.dropped-up"]
        ) {
            $0.requestFields { fields, passage in
                guard !fields.contains("traceparent"), let value = passage.clientFields["traceparent"] else { return }
                fields.append("traceparent", value)
            }
        },
        Defect("cookies-relayed", "Passes Set-Cookie on", ["HDR-014"], checks: ["headers.dropped-down"]) {
            $0.responseFields { fields, passage in
                for cookie in passage.providerFields.all("set-cookie") { fields.append("Set-Cookie", cookie) }
            }
        },
    ]
}

extension Behaviour {
    mutating func dropsFields(_ names: String...) {
        responseFields { fields, _ in for name in names { fields.remove(name) } }
    }

    fileprivate mutating func dropsFields(prefix: String) {
        responseFields { fields, _ in fields.lines.removeAll { $0.name.lowercased().hasPrefix(prefix) } }
    }

    fileprivate mutating func dropsRequestFields(_ names: String...) {
        requestFields { fields, _ in for name in names { fields.remove(name) } }
    }

    /// Changes the value of a field that is there.
    mutating func changesField(_ name: String, _ change: @escaping @Sendable (String) -> String) {
        responseFields { fields, _ in
            for index in fields.lines.indices where fields.lines[index].name.lowercased() == name {
                fields.lines[index].value = change(fields.lines[index].value)
            }
        }
    }
}

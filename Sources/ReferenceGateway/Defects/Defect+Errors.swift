internal import Wire

extension Defect {
    /// Error answers, the gateway's own and the provider's.
    static let errors: [Defect] = [
        Defect(
            "429-becomes-500", "Answers 500 where the provider said 429", ["ERR-003"], checks: ["errors.status-class"]
        ) { $0.status(429, 500) },
        Defect(
            "400-becomes-500", "Answers 500 where the provider said 400", ["ERR-004", "ERR-005"],
            checks: ["errors.status", "errors.status-class"]
        ) {
            $0.status(400, 500)
        },
        Defect(
            "503-becomes-400", "Answers 400 where the provider said 503", ["ERR-004", "ERR-005"],
            checks: ["errors.status", "errors.status-class"]
        ) {
            $0.status(503, 400)
        },
        Defect("409-becomes-400", "Answers 400 where the provider said 409", ["ERR-005"], checks: ["errors.status"]) {
            $0.status(409, 400)
        },
        Defect("404-becomes-400", "Answers 400 where the provider said 404", ["ERR-005"], checks: ["errors.status"]) {
            $0.status(404, 400)
        },
        Defect(
            "422-becomes-502", "Answers 502 where the provider said 422", ["ERR-004", "ERR-005"],
            checks: ["errors.status", "errors.status-class"]
        ) {
            $0.status(422, 502)
        },
        Defect(
            "error-becomes-200", "Answers 200 with the provider's error", ["ERR-001", "ERR-003", "ERR-004", "ERR-005"],
            checks: ["errors.object", "errors.status", "errors.status-class"]
        ) {
            $0.providerError = { $0.status = 200 }
        },
        Defect("error-code-none", "Writes `None` for a missing code or param", ["ERR-002"], checks: ["errors.object"]) {
            $0.providerError { error in
                error.update("param") { if $0.isNull { $0 = "None" } }
                error.update("code") { if $0.isNull { $0 = "None" } }
            }
        },
        Defect("error-code-number", "Writes the code as a number", ["ERR-002"], checks: ["errors.object"]) {
            $0.providerError { $0.replace("code", 500) }
        },
        Defect(
            "error-message-empty", "Writes an empty message", ["ERR-002", "ERR-006"],
            checks: ["errors.fields-kept", "errors.object"]
        ) {
            $0.providerError { $0.replace("message", "") }
        },
        Defect("error-as-string", "Writes the error as a string", ["ERR-001", "ERR-002"], checks: ["errors.object"]) {
            $0.providerError = { $0.body = #"{"error":"the provider failed"}"# }
        },
        Defect("error-detail-shape", "Writes errors as `detail`", ["ERR-001"], checks: ["errors.object"]) {
            $0.providerError = { $0.body = $0.body.replacing(#"{"error""#, with: #"{"detail""#) }
        },
        Defect("error-body-empty", "Drops the bodies of errors", ["ERR-001"], checks: ["errors.object"]) {
            $0.providerError = { $0.body = "" }
        },
        Defect(
            "error-body-lost", "Drops the bodies of errors and keeps their length", ["ERR-001", "HTTP-004"],
            checks: ["errors.object"]
        ) {
            $0.providerError = { $0.body = "" }
            $0.responseHead = { head, _ in
                if head.status >= 400 { head.fields.set("Content-Length", "96") }
            }
        },
        Defect(
            "error-words-lost", "Replaces message, type and code by its own", ["ERR-006"],
            checks: ["errors.fields-kept"]
        ) {
            $0.providerError = {
                $0.body = #"{"error":{"message":"Upstream error","type":"api_error","param":null,"code":null}}"#
            }
        },
        Defect("error-code-lost", "Drops the code of errors", ["ERR-006"], checks: ["errors.fields-kept"]) {
            $0.providerError { $0.replace("code", .null) }
        },
        Defect("error-param-lost", "Drops the param of errors", ["ERR-006"], checks: ["errors.fields-kept"]) {
            $0.providerError { $0.replace("param", .null) }
        },
        Defect("html-error-passed", "Passes error pages on as they are", ["ERR-007"], checks: ["errors.object"]) {
            $0.quirks = .passesOddErrors
        },
        Defect(
            "own-error-html", "Writes its own errors as HTML", ["ERR-001", "ERR-014", "EP-012"],
            checks: ["errors.object"]
        ) {
            $0.ownError = {
                $0.contentType = "text/html"
                $0.body = "<html><body><h1>\($0.status)</h1></body></html>"
            }
        },
        Defect(
            "own-error-detail", "Writes its own errors as `detail`", ["ERR-001", "ERR-014"], checks: ["errors.object"]
        ) {
            $0.ownError = { $0.body = #"{"detail":"something went wrong"}"# }
        },
        Defect(
            "any-key-accepted", "Takes every key", ["ERR-013"], checks: ["errors.provider-not-called", "errors.status"]
        ) { $0.quirks = .acceptsAnyKey },
        Defect("bad-key-as-500", "Answers 500 for a bad key", ["ERR-013"], checks: ["errors.status"]) {
            $0.own(401, 500)
        },
        Defect("bad-json-as-500", "Answers 500 for a bad body", ["BODY-018"], checks: ["errors.status"]) {
            $0.own(400, 500)
        },
        Defect(
            "unknown-path-as-200", "Answers 200 for an unknown path or model", ["ERR-014", "BODY-019", "EP-012"],
            checks: ["errors.object", "errors.provider-not-called", "errors.status"]
        ) {
            $0.own(404, 200)
        },
        Defect("wrong-method-as-500", "Answers 500 for a wrong method", ["ERR-014"], checks: ["errors.status"]) {
            $0.own(405, 500)
        },
        Defect(
            "oversize-as-500", "Answers 500 for a body over 1 MiB", ["ERR-014", "BODY-009"], checks: ["http.status"]
        ) {
            $0.configure = { $0.limits.requestBody = 1 << 20 }
            $0.own(413, 500)
        },
        Defect(
            "secret-in-error", "Passes a provider's 401 on with the key in it", ["ERR-015", "HDR-010"],
            checks: ["security.provider-key-not-downstream"]
        ) {
            $0.quirks = [.passesCredentialErrors, .passesOddErrors]
            $0.responseFields { fields, passage in
                for field in passage.providerFields where field.value.contains(passage.providerKey) {
                    fields.lines.append(field)
                }
            }
        },
    ]

    /// Errors inside streams.
    static let streamErrors: [Defect] = [
        Defect("stream-error-swallowed", "Drops an error event and goes on", ["ERR-008"], checks: ["errors.in-band"]) {
            $0.inBandError = .swallowed
        },
        Defect(
            "stream-error-as-success", "Ends a stream as a success at an error event",
            ["ERR-008"], checks: ["errors.in-band"]
        ) { $0.inBandError = .endsAsSuccess },
        Defect(
            "stream-error-as-content", "Writes an error event's message as content", ["ERR-008", "ERR-009"],
            checks: ["errors.in-band"]
        ) {
            $0.inBandError = .asContent
        },
        Defect(
            "stream-error-bare", "Writes an error event as a bare JSON line", ["ERR-009"], checks: ["errors.in-band"]
        ) {
            $0.inBandError = .asBareLine
        },
        Defect(
            "stream-error-named", "Writes an error event as `event: error` without `error`", ["ERR-009"],
            checks: ["errors.in-band"]
        ) {
            $0.inBandError = .asNamedEvent
        },
        Defect(
            "stream-error-empty", "Writes an error event with an empty object", ["ERR-009"], checks: ["errors.in-band"]
        ) {
            $0.inBandError = .asEmptyObject
        },
        Defect(
            "stream-error-then-success", "Sends a finish after an error event", ["ERR-011"],
            checks: ["errors.no-success-after"]
        ) {
            $0.inBandError = .thenSuccess
        },
        Defect(
            "stream-error-code-lost", "Drops code and type of an error event", ["ERR-010"],
            checks: ["errors.fields-kept"]
        ) {
            $0.eachChunk {
                $0.update("error") { error in
                    error.replace("code", .null)
                    error.replace("type", "api_error")
                }
            }
        },
        Defect(
            "first-error-as-200", "Sends the head before it knows the first event", ["ERR-012"],
            checks: ["errors.http-status-before-payload"]
        ) {
            $0.quirks = .releasesHeadAtOnce
        },
        Defect("invalid-event-skipped", "Skips events that are not JSON", ["FAIL-016"], checks: ["errors.in-band"]) {
            $0.quirks = .skipsInvalidEvents
        },
    ]
}

extension Behaviour {
    /// Answers one status of the provider with another.
    fileprivate mutating func status(_ from: Int, _ to: Int) {
        providerError = { if $0.status == from { $0.status = to } }
    }

    /// Answers with another status of the gateway's own.
    fileprivate mutating func own(_ from: Int, _ to: Int) {
        ownError = { if $0.status == from { $0.status = to } }
    }

    /// Changes the error object of a provider's answer.
    fileprivate mutating func providerError(_ change: @escaping @Sendable (inout JSON) -> Void) {
        providerError = { answer in
            let body = JSON.edited(Array(answer.body.utf8)) { $0.update("error", change) }
            answer.body = String(decoding: body, as: UTF8.self)
        }
    }
}

internal import Wire

extension Check {
    /// The form of errors.
    package static let errorsObject = Check(
        id: "errors.object", title: "Every error answer is a JSON error object", requirement: "ERR-001",
        rationale:
            "SDKs show `error.message` and branch on type and code; HTML, an empty body or a bare string reach the user "
            + "as \"unknown error\", and the Go client reports a decoding failure in place of the cause.",
        holdsInControl: false,
        passing: [
            Example("complete", .answer(.error(429), received: .error(429))),
            Example(
                "allowed: a longer message and further members",
                .answer(
                    .error(429, "No."),
                    received: .json(
                        Sample.error("Upstream: No.").replacing("\"param\"", with: "\"request_id\":\"r\",\"param\""),
                        status: 429))),
            Example("HTML became an object", .answer(html, received: .error(502))),
            Example(
                "a stream that signals the failure",
                .answer(.error(500), received: .sse(Sample.event(Sample.error("boom"))))),
        ],
        failing: [
            Example("HTML", .answer(html, received: html)),
            Example("empty", .answer(.error(500), received: .text("", type: "application/json", status: 500))),
            Example("a string", .answer(.error(500), received: .json("{\"error\":\"boom\"}", status: 500))),
            Example("detail", .answer(.error(422), received: .json("{\"detail\":\"boom\"}", status: 422))),
            Example(
                "code is a number", .answer(.error(429), received: .json(Sample.error("x", code: "429"), status: 429))),
            Example(
                "code is \"None\"",
                .answer(.error(429), received: .json(Sample.error("x", code: "\"None\""), status: 429))),
            Example(
                "labelled as text",
                .answer(.error(429), received: .text(Sample.error("x"), type: "text/plain", status: 429))),
            Example("an empty success", .answer(.error(500), received: .sse(""))),
        ],
        each: { round in
            let received = round.received
            if let finding = round.unanswered { return [finding] }
            if received.isSuccess {
                guard round.providerFailed || round.attempts.isEmpty, !received.outcome.isVisibleFailure else {
                    return []
                }
                return [
                    Finding(.hiddenFailure, at: "status", expected: "an error status", actual: received.summary)
                ]
            }
            return ErrorForm.findings(received)
                + (round.client.request.target.contains("/messages") ? ErrorForm.messages(received) : [])
        })

    private static let html = Reply.text("<html>502</html>", type: "text/html", status: 502)
}

/// The rules of an error object.
private enum ErrorForm {
    static func findings(_ answer: Answer) -> [Finding] {
        guard let error = answer.json.value?.object("error") else {
            return [.malformed("body", "{\"error\":{message, type, param, code}}", answer.summary)]
        }
        var findings: [Finding] = []
        func demand(_ met: Bool, _ name: String, _ rule: String) {
            if !met { findings.append(.malformed("$.error.\(name)", rule, error[name]?.text ?? "absent")) }
        }
        demand(error["message"]?.stringValue?.isEmpty == false, "message", "a non-empty string")
        demand(isWord(error["type"]), "type", "a string that names a type")
        demand(isAbsent(error["param"]) || isWord(error["param"]), "param", "a string or null")
        demand(isAbsent(error["code"]) || isWord(error["code"]), "code", "a string or null")
        if answer.mediaType != "application/json" {
            findings.append(
                .malformed("content-type", "application/json", answer.mediaType.isEmpty ? "absent" : answer.mediaType))
        }
        return findings
    }

    /// The Messages API names the kind of every object, errors included (EP-011).
    static func messages(_ answer: Answer) -> [Finding] {
        guard let json = answer.json.value, json["type"]?.stringValue != "error" else { return [] }
        return [.malformed("$.type", "\"error\"", json["type"]?.text ?? "absent")]
    }

    /// Languages leak their null into strings.
    private static func isWord(_ value: JSON?) -> Bool {
        guard let text = value?.stringValue else { return false }
        return !["None", "null", "nil", "undefined", "<nil>"].contains(text)
    }

    private static func isAbsent(_ value: JSON?) -> Bool { value?.isNull ?? true }
}

internal import Wire

extension Check {
    /// The list of models.
    package static let modelsShape = Check(
        id: "models.shape", title: "The list of models has the form that clients page through", requirement: "EP-001",
        rationale:
            "Model pickers and SDKs read object, data and each id; clients that find another form show no model at all.",
        holdsInControl: false,
        passing: [
            Example("a list", .models("{\"object\":\"list\",\"data\":[\(model)]}")),
            Example("one model", .models(model, target: "/v1/models/a/b")),
            Example("allowed: further fields", .models("{\"object\":\"list\",\"data\":[],\"has_more\":false}")),
        ],
        failing: [
            Example("a bare list", .models("[\(model)]")),
            Example(
                "no owner",
                .models("{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\",\"created\":1}]}")),
            Example("refused", .attempts([], received: .error(404)) { $0.target = "/v1/models" }),
        ],
        each: { round in
            guard round.received.isSuccess, let json = round.received.json.value else {
                return [Finding(.refused, at: "answer", expected: "200 with JSON", actual: round.received.summary)]
            }
            let path = round.client.request.target.prefix { $0 != "?" }
            guard path.hasSuffix("/models") else { return ModelRule.violations(json, at: "$") }
            guard json["object"]?.stringValue == "list", let data = json["data"]?.elements else {
                return [.malformed("$", "{object: \"list\", data: […]}", json.text)]
            }
            return data.enumerated().flatMap { ModelRule.violations($1, at: "$.data[\($0)]") }
        })

    private static let model = "{\"id\":\"m\",\"object\":\"model\",\"created\":1700000001,\"owned_by\":\"o\"}"
}

private enum ModelRule {
    static func violations(_ json: JSON, at path: String) -> [Finding] {
        var findings: [Finding] = []
        func demand(_ met: Bool, _ name: String, _ rule: String) {
            if !met { findings.append(.malformed("\(path).\(name)", rule, json[name]?.text ?? "absent")) }
        }
        demand(json["id"]?.stringValue?.isEmpty == false, "id", "a non-empty string")
        demand(json["object"]?.stringValue == "model", "object", "`model`")
        demand(json["created"]?.intValue != nil, "created", "an integer")
        demand(json["owned_by"]?.stringValue != nil, "owned_by", "a string")
        return findings
    }
}

extension Trial {
    fileprivate static func models(_ text: String, target: String = "/v1/models") -> Trial {
        answer(.json(text), received: .json(text)) {
            $0.method = "GET"
            $0.target = target
        }
    }
}

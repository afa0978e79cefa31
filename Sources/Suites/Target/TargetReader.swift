internal import Wire

/// Reads a target file, with one variant laid over it.
struct TargetReader {
    static let keys =
        [
            "target", "title", "lane", "port", "ports", "direct", "failover", "api-key", "api-key-env", "features",
            "providers", "declared", "recovery", "launch", "refuse", "facts", "variants",
        ] + ProfileReader.keys
    static let routeKeys = ["base-url", "model", "headers"]
    static let providerKeys = ["primary", "backup"]
    static let declaredKeys = ["headers", "body", "comments"]
    static let recoveryKeys = ["wait"]
    static let refuseKeys = ["package", "versions", "because"]

    let reader: Reader
    /// Nil when the features are not known: then any word is taken.
    let features: Set<String>?

    /// The names of the variants of a file.
    static func variants(of root: YAMLNode) -> [String] {
        root["variants"]?.entries?.map(\.key) ?? []
    }

    func read(_ root: YAMLNode, expected: String, variant: String?) -> Target? {
        guard let node = overlay(variant, on: root),
            let fields = Fields(node, keys: Self.keys, of: "a target", reader)
        else { return nil }
        checkName(fields, expected)
        guard let direct = fields.required("direct", "how the direct route is asked for").flatMap(route),
            let lane = lane(fields)
        else { return nil }
        var target = Target(
            name: expected, title: fields.string("title") ?? expected, variant: variant, lane: lane, direct: direct,
            failover: fields["failover"].flatMap { $0.isNull ? nil : route($0) },
            apiKey: optionalText("api-key", fields),
            apiKeyEnv: optionalText("api-key-env", fields), features: Set(declaredFeatures(fields)),
            providers: providers(fields), declared: fields["declared"].map(declared) ?? .init(), ports: ports(fields),
            launch: fields["launch"].flatMap { $0.isNull ? nil : LaunchReader(reader: reader).read($0) },
            recovery: fields["recovery"].flatMap(recovery) ?? .none, facts: fields.strings("facts") ?? [],
            location: reader.file.location(root.place))
        target.refusals = fields["refuse"].map(refusals) ?? []
        target.profile = ProfileReader(reader: reader).read(fields)
        TargetHolders(reader: reader, known: target.holderNames).check(node)
        return target
    }

    private func overlay(_ variant: String?, on root: YAMLNode) -> YAMLNode? {
        guard let variant else { return root }
        guard let changes = root["variants"]?[variant] else {
            let place = root["variants"]?.place ?? root.place
            reader.unknown("variant", variant, at: place, known: Self.variants(of: root))
            return nil
        }
        if let entry = changes.entries?.first(where: { ["variants", "target"].contains($0.key) }) {
            reader.error(entry.keyPlace, "a variant cannot change `\(entry.key)`")
        }
        return root.overlaid(with: changes)
    }

    private func checkName(_ fields: Fields, _ expected: String) {
        guard let node = fields.required("target", "a target file begins with `target: \(expected)`"),
            let name = reader.string(node, of: "target"), name != expected
        else { return }
        reader.error(node.place, "the target calls itself `\(name.abbreviated)`, its file says `\(expected)`")
    }

    private func lane(_ fields: Fields) -> String? {
        guard let node = fields.required("lane", "write passthrough or translate"),
            let lane = reader.string(node, of: "lane")
        else { return nil }
        if !["passthrough", "translate"].contains(lane) {
            reader.unknown("lane", lane, at: node.place, known: ["passthrough", "translate"])
        }
        return lane
    }

    private func route(_ node: YAMLNode) -> Target.RouteBinding? {
        guard let fields = Fields(node, keys: Self.routeKeys, of: "a route", reader),
            let urlNode = fields.required("base-url", "such as http://127.0.0.1:4000/v1"),
            let url = reader.string(urlNode, of: "base-url"),
            fields.required("model", "the model name that the client asks for") != nil,
            let model = fields.string("model")
        else { return nil }
        if !url.hasPrefix("http://"), !url.hasPrefix("https://"), !url.hasPrefix("${") {
            reader.error(urlNode.place, "a base URL begins with http:// or https://")
        }
        if url.hasSuffix("/") { reader.error(urlNode.place, "a base URL ends without `/`") }
        return Target.RouteBinding(baseURL: url, model: model, fields: fields["headers"].map(reader.headers) ?? [])
    }

    private func optionalText(_ key: String, _ fields: Fields) -> String? {
        fields[key].flatMap { $0.isNull ? nil : reader.string($0, of: key) }
    }

    private func declaredFeatures(_ fields: Fields) -> [String] {
        guard let node = fields.required("features", "what the gateway can do, see suites/features.yaml") else {
            return []
        }
        return FeatureUse(reader: reader, known: features).read(node)
    }
}

extension TargetReader {
    private func providers(_ fields: Fields) -> [ProviderRole: String] {
        var result: [ProviderRole: String] = [.primary: "127.0.0.1:9901", .backup: "127.0.0.1:9902"]
        guard let node = fields["providers"],
            let inner = Fields(node, keys: Self.providerKeys, of: "`providers`", reader)
        else { return result }
        for role in ProviderRole.allCases {
            guard let node = inner[role.rawValue], let text = reader.string(node, of: role.rawValue) else { continue }
            let parts = text.split(separator: ":")
            if parts.count == 2, let port = Int(parts[1]), (0...65535).contains(port) {
                result[role] = text
            } else {
                reader.error(node.place, "an address is a host and a port", hint: "write such as 127.0.0.1:9901")
            }
        }
        return result
    }

    private func declared(_ node: YAMLNode) -> Target.DeclaredAdditions {
        var result = Target.DeclaredAdditions()
        guard let fields = Fields(node, keys: Self.declaredKeys, of: "`declared`", reader) else { return result }
        result.headers = fields.strings("headers") ?? []
        result.body = fields.strings("body") ?? []
        result.comments = fields.strings("comments") ?? []
        return result
    }

    private func recovery(_ node: YAMLNode) -> Target.Recovery? {
        if node.text == "none" { return Target.Recovery.none }
        if node.text == "restart" { return .restart }
        if let word = node.text {
            reader.error(
                node.place, "`recovery` cannot be `\(word.abbreviated)`", hint: "write none, restart or {wait: 5s}")
            return nil
        }
        guard let fields = Fields(node, keys: Self.recoveryKeys, of: "`recovery`", reader),
            fields.required("wait", "write none, restart or {wait: 5s}") != nil
        else { return nil }
        return fields.milliseconds("wait").map { .wait(milliseconds: $0) }
    }

    private func refusals(_ node: YAMLNode) -> [Target.Refusal] {
        guard let elements = node.elements else {
            reader.error(node.place, "`refuse` must be a list, not \(node.kind)")
            return []
        }
        return elements.compactMap { element in
            guard let fields = Fields(element, keys: Self.refuseKeys, of: "an entry of `refuse`", reader),
                fields.required("package", "the name that its registry knows") != nil,
                fields.required("versions", "the releases that are never started") != nil,
                fields.required("because", "why, for the person who tries") != nil,
                let package = fields.string("package"), let reason = fields.string("because")
            else { return nil }
            return Target.Refusal(package: package, versions: fields.strings("versions") ?? [], reason: reason)
        }
    }

    private func ports(_ fields: Fields) -> [String: Int] {
        var ports: [String: Int] = [:]
        if let port = fields.int("port", in: 1...65535) { ports[""] = port }
        guard let node = fields["ports"] else { return ports }
        guard let entries = node.entries else {
            reader.error(node.place, "`ports` must be a mapping from names to ports, not \(node.kind)")
            return ports
        }
        for entry in entries { ports[entry.key] = reader.int(entry.value, of: entry.key, in: 1...65535) }
        return ports
    }
}

extension YAMLNode {
    /// With the keys of another mapping laid over it, mapping by mapping; anything else is replaced.
    func overlaid(with changes: YAMLNode) -> YAMLNode {
        guard let old = entries, let new = changes.entries else { return changes }
        var result = old
        for entry in new {
            if let index = result.firstIndex(where: { $0.key == entry.key }) {
                result[index].value = result[index].value.overlaid(with: entry.value)
            } else {
                result.append(entry)
            }
        }
        return YAMLNode(value: .mapping(result), place: place)
    }
}

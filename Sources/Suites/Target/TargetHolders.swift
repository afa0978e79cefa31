package import Wire

extension Target {
    /// The place-holders that texts of this target may use, without `${` and `}`.
    var holderNames: Set<String> {
        let providers = ProviderRole.allCases.flatMap { role in
            [role.rawValue] + ["host", "port", "key", "model", "word"].map { role.rawValue + "." + $0 }
        }
        return Set(
            providers + ["dir", "key"] + ports.keys.map(Self.holder(ofPort:))
                + profile.settings.keys.map { "env.\($0)" })
    }

    private static func holder(ofPort name: String) -> String {
        name.isEmpty ? "port" : "port.\(name)"
    }

    /// With every place-holder filled in: origins, keys and models of the providers, ports, key and folder.
    ///
    /// - Parameters:
    ///   - providers: who stands behind the gateway, see `ProviderControl.identities`.
    ///   - directory: the folder of the generated files.
    ///   - environment: what `${env.NAME}` is taken from; a variable that is not set stays as it is written.
    package func resolved(
        providers: [ProviderRole: ProviderIdentity], directory: String = "", environment: [String: String] = [:]
    ) -> Target {
        var values = values(providers, directory)
        for name in profile.settings.keys { values["env.\(name)"] = environment[name] }
        func fill(_ text: String) -> String { TargetHolders.fill(text, with: values) }
        var target = self
        target.direct = direct.mapTexts(fill)
        target.failover = failover?.mapTexts(fill)
        target.apiKey = apiKey.map(fill)
        target.launch = launch?.mapTexts(fill)
        target.profile.guide.steps = profile.guide.steps.map(fill)
        target.profile.guide.files = profile.guide.files.mapValues(fill)
        target.profile.guide.environment = profile.guide.environment.mapValues(fill)
        return target
    }

    private func values(_ providers: [ProviderRole: ProviderIdentity], _ directory: String) -> [String: String] {
        var values = ["dir": directory, "key": apiKey ?? ""]
        for (name, port) in ports { values[Self.holder(ofPort: name)] = "\(port)" }
        for (role, identity) in providers {
            let address = identity.origin.split(separator: "/").last.map(String.init) ?? ""
            let parts = address.split(separator: ":").map(String.init)
            values[role.rawValue] = identity.origin
            values["\(role).host"] = parts.first ?? ""
            values["\(role).port"] = parts.count > 1 ? parts[1] : "80"
            values["\(role).key"] = identity.key
            values["\(role).model"] = identity.model
            values["\(role).word"] = identity.word
        }
        return values
    }
}

extension Target.RouteBinding {
    func mapTexts(_ fill: (String) -> String) -> Target.RouteBinding {
        let lines = fields.lines.map { HeaderField($0.name, fill($0.value)) }
        return Target.RouteBinding(baseURL: fill(baseURL), model: fill(model), fields: HeaderFields(lines))
    }
}

extension Target.Launch {
    func mapTexts(_ fill: (String) -> String) -> Target.Launch {
        var launch = self
        launch.command = command.map(fill)
        launch.environment = environment.mapValues(fill)
        launch.files = files.mapValues(fill)
        launch.readyURL = readyURL.map(fill)
        launch.versionCommand = versionCommand.map(fill)
        return launch
    }
}

/// Finds and fills `${…}` in the texts of a target.
struct TargetHolders {
    let reader: Reader
    let known: Set<String>

    /// Reports every place-holder of the tree that nothing will fill in.
    func check(_ node: YAMLNode) {
        switch node.value {
        case .scalar(let text, _):
            for name in Self.names(in: text) where !known.contains(name) {
                reader.unknown("place-holder", name, at: node.place, known: known)
            }
        case .sequence(let elements): elements.forEach(check)
        case .mapping(let entries):
            for entry in entries where entry.key != "variants" { check(entry.value) }
        }
    }

    static func names(in text: String) -> [String] {
        text.split(separator: "${", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    static func fill(_ text: String, with values: [String: String]) -> String {
        let parts = text.split(separator: "${", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count > 1 else { return text }
        return parts.dropFirst().reduce(into: String(first)) { result, part in
            if let end = part.firstIndex(of: "}"), let value = values[String(part[..<end])] {
                result += value + part[part.index(after: end)...]
            } else {
                result += "${" + part
            }
        }
    }
}

/// Reads the part of a target that is for people: mode, evidence, guide, limits, quirks, links.
struct ProfileReader {
    static let keys = [
        "mode", "kind", "evidence", "wiring", "settings", "limits", "quirks", "links", "live",
    ]
    static let evidenceKeys = ["mark", "of"]
    static let wiringKeys = ["steps", "files", "environment"]
    static let quirkKeys = ["expect", "mark", "versions"]
    static let liveKeys = ["headers", "echo-request", "echo-path", "attempts"]

    let reader: Reader

    func read(_ fields: Fields) -> TargetProfile {
        var profile = TargetProfile()
        profile.mode = fields.word("mode", as: TargetMode.self) ?? .controlled
        profile.kind = fields.word("kind", as: TargetProfile.Kind.self) ?? .selfHosted
        profile.evidence = fields["evidence"].flatMap(evidence) ?? .unverified
        profile.guide = fields["wiring"].map(guide) ?? .init()
        profile.settings = texts("settings", fields)
        checkSettings(profile.settings, fields.place("settings"))
        profile.limits = fields.strings("limits") ?? []
        profile.quirks = list("quirks", fields).compactMap(quirk)
        profile.links = fields.strings("links") ?? []
        checkLinks(profile.links, fields.place("links"))
        profile.visibility = fields["live"].map(visibility) ?? .init()
        return profile
    }

    private func evidence(_ node: YAMLNode) -> TargetProfile.Evidence? {
        guard let fields = Fields(node, keys: Self.evidenceKeys, of: "`evidence`", reader),
            fields.required("mark", "run, source, docs, issue or unverified") != nil,
            let mark = fields.word("mark", as: TargetProfile.Mark.self)
        else { return nil }
        _ = fields.required("of", "what was run or read, and when")
        return TargetProfile.Evidence(mark: mark, text: fields.string("of") ?? "")
    }

    private func guide(_ node: YAMLNode) -> TargetProfile.Guide {
        var guide = TargetProfile.Guide()
        guard let fields = Fields(node, keys: Self.wiringKeys, of: "`wiring`", reader) else { return guide }
        guide.steps = fields.strings("steps") ?? []
        guide.files = texts("files", fields)
        for entry in fields["files"]?.entries ?? [] { LaunchReader.checkName(entry, reader) }
        guide.environment = texts("environment", fields)
        return guide
    }

    private func quirk(_ node: YAMLNode) -> TargetProfile.Quirk? {
        guard let fields = Fields(node, keys: Self.quirkKeys, of: "a quirk", reader),
            fields.required("expect", "what is expected, in a sentence") != nil,
            fields.required("mark", "run, source, docs, issue or unverified") != nil,
            let text = fields.string("expect"), let mark = fields.word("mark", as: TargetProfile.Mark.self)
        else { return nil }
        return TargetProfile.Quirk(text: text, mark: mark, versions: fields.string("versions"))
    }

    private func visibility(_ node: YAMLNode) -> LiveVisibility {
        var result = LiveVisibility()
        guard let fields = Fields(node, keys: Self.liveKeys, of: "`live`", reader) else { return result }
        result.headers = texts("headers", fields)
        result.echoRequest = fields.string("echo-request")
        result.echoPath = fields.string("echo-path")
        if (result.echoRequest == nil) != (result.echoPath == nil) {
            reader.error(node.place, "`echo-request` and `echo-path` belong together")
        }
        result.attempts = fields.strings("attempts") ?? []
        return result
    }

    // MARK: parts

    private func list(_ key: String, _ fields: Fields) -> [YAMLNode] {
        guard let node = fields[key] else { return [] }
        guard let elements = node.elements else {
            reader.error(node.place, "`\(key)` must be a list, not \(node.kind)")
            return []
        }
        return elements
    }

    private func texts(_ key: String, _ fields: Fields) -> [String: String] {
        guard let node = fields[key] else { return [:] }
        guard let entries = node.entries else {
            reader.error(node.place, "`\(key)` must be a mapping, not \(node.kind)")
            return [:]
        }
        let pairs = entries.compactMap { entry in reader.string(entry.value, of: entry.key).map { (entry.key, $0) } }
        return Dictionary(pairs) { first, _ in first }
    }

    private func checkSettings(_ settings: [String: String], _ place: Place) {
        let allowed = { (letter: Character) in letter.isASCII && (letter.isLetter || letter.isNumber || letter == "_") }
        for name in settings.keys.sorted() where name.isEmpty || !name.allSatisfy(allowed) {
            reader.error(place, "`\(name.abbreviated)` is no name of an environment variable")
        }
    }

    private func checkLinks(_ links: [String], _ place: Place) {
        for link in links where !link.hasPrefix("https://") {
            reader.error(place, "a link begins with https://, not `\(link.abbreviated)`")
        }
    }
}

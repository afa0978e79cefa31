internal import Wire

/// Reads one case: sugar of the file is resolved here into requests, scripts and checks.
struct CaseReader {
    static let keys = ["id", "title", "requirement", "level"] + defaultKeys
    static let defaultKeys = [
        "route", "request", "then", "provider", "client", "expect", "requires", "lanes", "exclusive", "slow",
        "requests", "concurrent", "identical", "depends-on", "timeout", "control",
    ]
    private static let lanes = ["passthrough", "translate"]

    /// What cases refer to.
    struct Surroundings {
        var shelf: ScriptShelf
        var requests: [String: RequestPlan]
        var requirements: [String: Requirement]
        var features: Set<String>?
        var checks: [String: KnownCheck]?
        var dependencies = Dependencies()
    }

    let reader: Reader
    let suite: String
    /// Features that the whole suite requires.
    let requires: [String]
    let defaults: YAMLNode?
    let surroundings: Surroundings

    /// Nil when the case cannot be used; the reason has been reported.
    func read(_ node: YAMLNode) -> Case? {
        guard let fields = Fields(node, keys: Self.keys, of: "a case", defaults: defaults, reader) else { return nil }
        guard let (id, place) = id(fields) else { return nil }
        let request = request(fields)
        let streams = request?.streams ?? true
        let providers = ProviderReader(reader: reader, shelf: surroundings.shelf, streams: streams)
        let scenario = providers.scenario(fields["provider"])
        let requirements = requirements(fields)
        let expect = checks(fields)
        _ = fields.required("title", "one line that says what holds")
        if let node = fields["depends-on"] { surroundings.dependencies.add(node, of: id, reader) }
        warn(requirements, expect, place)
        let title = fields.string("title") ?? id
        guard let request, let scenario else { return nil }
        return assemble(fields, id, title, place, request, scenario, requirements, expect)
    }

    private func assemble(
        _ fields: Fields, _ id: String, _ title: String, _ place: Place, _ request: RequestPlan, _ scenario: Scenario,
        _ requirements: [String], _ expect: [CheckUse]
    ) -> Case {
        let features =
            fields["requires"].map { FeatureUse(reader: reader, known: surroundings.features).read($0) } ?? []
        return Case(
            id: id, title: title, requirements: requirements, level: level(fields, requirements),
            route: fields.word("route", as: Route.self) ?? .direct,
            request: request,
            then: fields["then"].flatMap { RequestReader(reader: reader).use($0, named: surroundings.requests) },
            client: fields["client"].map { ClientReader(reader: reader).read($0) } ?? .init(),
            scenario: scenario, expect: expect, requires: requires + features.filter { !requires.contains($0) },
            lanes: lanes(fields), exclusive: fields.bool("exclusive") ?? false, slow: fields.bool("slow") ?? false,
            requests: fields.int("requests", in: 1...1000) ?? 1,
            concurrent: fields.int("concurrent", in: 1...1000) ?? 1, identical: fields.bool("identical") ?? false,
            dependsOn: fields.strings("depends-on") ?? [],
            timeoutMilliseconds: fields.milliseconds("timeout") ?? 10_000, control: fields.bool("control") ?? true,
            location: reader.file.location(place))
    }

    private func id(_ fields: Fields) -> (String, Place)? {
        guard let node = fields.node["id"] ?? fields.required("id", "write such as `id: \(suite).plain`"),
            let id = reader.string(node, of: "id")
        else { return nil }
        let word = id.dropFirst(suite.count + 1)
        let isWord = !word.isEmpty && word.utf8.allSatisfy(Self.isWordByte)
        if !id.hasPrefix(suite + ".") || !isWord {
            let hint = "an id is the suite's id, a dot, and a word of a-z, 0-9 and `-`"
            reader.error(node.place, "`\(id.abbreviated)` is no id for a case of `\(suite)`", hint: hint)
        }
        return (id, node.place)
    }

    private func request(_ fields: Fields) -> RequestPlan? {
        guard let node = fields.required("request", "a named request such as `chat/stream`, or an inline one") else {
            return nil
        }
        return RequestReader(reader: reader).use(node, named: surroundings.requests)
    }

    private func requirements(_ fields: Fields) -> [String] {
        guard let node = fields.required("requirement", "the requirement that the case is about, such as SSE-015")
        else {
            return []
        }
        for element in node.elements ?? [node] {
            guard let id = element.text, surroundings.requirements[id] == nil else { continue }
            reader.unknown("requirement", id, at: element.place, known: surroundings.requirements.keys.sorted())
        }
        return reader.strings(node, of: "requirement")
    }

    private func checks(_ fields: Fields) -> [CheckUse] {
        guard let node = fields.required("expect", "a case without checks can never fail") else { return [] }
        if node.elements?.isEmpty == true { reader.error(node.place, "a case without checks can never fail") }
        return CheckReader(reader: reader, known: surroundings.checks).read(node)
    }

    private func level(_ fields: Fields, _ requirements: [String]) -> Level? {
        guard let node = fields["level"], let level = fields.word("level", as: Level.self) else { return nil }
        guard let first = requirements.first.flatMap({ surroundings.requirements[$0] }), level <= first.level else {
            return level
        }
        reader.error(
            node.place, "`level: \(level)` does not weaken \(first.id), which is a \(first.level)",
            hint: "leave it out, or write a weaker level")
        return nil
    }

    private func lanes(_ fields: Fields) -> [String] {
        guard let node = fields["lanes"] else { return [] }
        for element in node.elements ?? [node] {
            guard let lane = element.text, !Self.lanes.contains(lane) else { continue }
            reader.unknown("lane", lane, at: element.place, known: Self.lanes)
        }
        return reader.strings(node, of: "lanes")
    }

    /// Warns when the case is graded higher than anything that it checks.
    private func warn(_ requirements: [String], _ expect: [CheckUse], _ place: Place) {
        guard let first = requirements.first.flatMap({ surroundings.requirements[$0] }),
            let checks = surroundings.checks
        else { return }
        let levels = expect.compactMap { checks[$0.id].flatMap { surroundings.requirements[$0.requirement]?.level } }
        guard let best = levels.min(), best > first.level else { return }
        reader.warning(
            place, "\(first.id) is a \(first.level), but the checks decide at most a \(best)",
            hint: "expect a check that decides \(first.id), or name a requirement of that level first")
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte == 0x2D || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A)
    }
}

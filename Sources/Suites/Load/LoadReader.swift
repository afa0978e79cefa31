/// Reads a load profile.
struct LoadReader {
    static let keys = ["profile", "title", "parts"]
    static let partKeys = [
        "part", "answer", "prompt", "arrivals", "rate", "rounds", "per-round", "warm-up", "concurrency", "search",
        "seconds", "minutes", "slo", "soak", "faults", "endpoint", "mix", "stages",
    ]
    static let kindKeys = ["kind", "answer", "endpoint", "prompt", "per-round", "slo"]
    static let objectiveKeys = ["ttft", "stall", "total"]
    static let answerKeys = ["json", "stream", "tools"]
    static let streamKeys = ["first", "every", "events", "bytes"]
    static let searchKeys = ["from", "limits"]
    static let burstKeys = ["burst"]

    private static let rates = 1...100_000

    let reader: Reader

    func read(_ root: YAMLNode, expected: String) -> LoadProfile? {
        guard let fields = Fields(root, keys: Self.keys, of: "a load profile", reader),
            let name = fields.required("profile", "a load profile begins with `profile: \(expected)`"),
            let parts = fields.required("parts", "the list of measurements")
        else { return nil }
        if let text = reader.string(name, of: "profile"), text != expected {
            reader.error(name.place, "the profile calls itself `\(text.abbreviated)`, its file says `\(expected)`")
        }
        guard let elements = parts.elements, !elements.isEmpty else {
            reader.error(parts.place, "`parts` must be a list of at least one measurement, not \(parts.kind)")
            return nil
        }
        let read = elements.flatMap { stages(of: $0, profile: expected) }
        let names = Set(read.map(\.name))
        if names.count < read.count { reader.error(parts.place, "two parts have the same name") }
        return LoadProfile(name: expected, title: fields.string("title") ?? expected, parts: read)
    }

    /// One part, or one for each of its stages.
    private func stages(of node: YAMLNode, profile: String) -> [LoadPart] {
        guard let fields = Fields(node, keys: Self.partKeys, of: "a part", reader),
            fields.required("part", "a name, such as `stream`") != nil, let name = fields.string("part"),
            let how = fields.exactlyOne(of: ["rate", "concurrency", "search", "stages"]),
            var part = part(fields, name: "\(profile).\(name)")
        else { return [] }
        if fields["mix"] != nil {
            let isOpen = how == "rate" || how == "stages"
            if !isOpen || fields["soak"] != nil || fields["faults"] != nil {
                reader.error(node.place, "a mix needs `rate` or `stages`, and neither `soak` nor `faults`")
            }
            part = part.mixing(kinds(fields, of: part.name))
        }
        guard how == "stages", let stages = fields["stages"] else { return [part] }
        return (stages.elements ?? [stages]).compactMap { reader.int($0, of: "stages", in: Self.rates) }
            .map(part.stage)
    }

    private func part(_ fields: Fields, name: String) -> LoadPart? {
        guard fields.exactlyOne(of: ["answer", "mix"]) != nil else { return nil }
        let own = fields["answer"].map { answer($0, at: fields) }
        guard let answer = own ?? .json(bytes: 1) else { return nil }
        var part = LoadPart(
            name: name, answer: answer,
            promptBytes: fields.int("prompt", in: 1...4_000_000) ?? 64,
            arrivals: fields["arrivals"].flatMap(arrivals) ?? .poisson,
            rate: Double(fields.int("rate", in: Self.rates) ?? 1), rounds: fields.int("rounds", in: 1...1000) ?? 20,
            perRound: fields.int("per-round", in: 1...100_000) ?? 20,
            warmUpRounds: fields.int("warm-up", in: 0...100) ?? 2, form: form(fields))
        part.endpoint = endpoint(fields)
        part.objectives = fields["slo"].map(objectives) ?? Objectives()
        // An answer must say who gave it where providers take turns.
        if case .faults = part.form, case .stream(var pace) = part.answer {
            pace.isSigned = true
            pace.contentBytes = AnswerSignature.length
            part.answer = .stream(pace)
        }
        return part
    }

    // MARK: kinds of requests

    private func kinds(_ fields: Fields, of part: String) -> [LoadPart] {
        guard let node = fields["mix"], let elements = node.elements, elements.count > 1 else {
            if let node = fields["mix"] { reader.error(node.place, "`mix` must be a list of two or more kinds") }
            return []
        }
        if elements.count > 16 { reader.error(node.place, "a mix has at most 16 kinds") }
        let kinds = elements.prefix(16).compactMap { kind($0, of: part) }
        if Set(kinds.map(\.name)).count < kinds.count { reader.error(node.place, "two kinds have the same name") }
        return kinds
    }

    private func kind(_ node: YAMLNode, of part: String) -> LoadPart? {
        guard let fields = Fields(node, keys: Self.kindKeys, of: "a kind", reader),
            fields.required("kind", "a name, such as `embeddings`") != nil, let name = fields.string("kind"),
            let said = fields.required("answer", "what the provider says"), let answer = answer(said, at: fields)
        else { return nil }
        var kind = LoadPart(
            name: "\(part).\(name)", answer: answer, promptBytes: fields.int("prompt", in: 1...4_000_000) ?? 64,
            rate: 1,
            rounds: 1, perRound: fields.int("per-round", in: 1...100_000) ?? 10, form: .interleaved)
        kind.endpoint = endpoint(fields)
        kind.objectives = fields["slo"].map(objectives) ?? Objectives()
        return kind
    }

    private func endpoint(_ fields: Fields) -> LoadEndpoint {
        guard let node = fields["endpoint"], let word = reader.string(node, of: "endpoint") else { return .chat }
        if let endpoint = LoadEndpoint(rawValue: word) { return endpoint }
        reader.error(
            node.place, "`endpoint` cannot be `\(word.abbreviated)`",
            hint: "write " + LoadEndpoint.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
        return .chat
    }

    /// The answer, which the endpoint beside it must be able to give.
    private func answer(_ node: YAMLNode, at fields: Fields) -> PreparedAnswer? {
        guard let answer = answer(node) else { return nil }
        let endpoint = endpoint(fields)
        if !endpoint.canGive(answer) {
            reader.error(node.place, "the endpoint `\(endpoint.rawValue)` cannot answer like this")
        }
        return answer
    }

    private func objectives(_ node: YAMLNode) -> Objectives {
        guard let fields = Fields(node, keys: Self.objectiveKeys, of: "`slo`", reader) else { return Objectives() }
        let limit = { (key: String) in fields.milliseconds(key).map(Double.init) }
        return Objectives(timeToFirstToken: limit("ttft"), longestGap: limit("stall"), endToEnd: limit("total"))
    }

    private func form(_ fields: Fields) -> LoadPart.Form {
        let minutes = fields.int("minutes", in: 1...10_000)
        let seconds = minutes.map { Double($0) * 60 } ?? Double(fields.milliseconds("seconds") ?? 5000) / 1000
        if let node = fields["concurrency"] {
            let levels = (node.elements ?? [node]).compactMap { reader.int($0, of: "concurrency", in: 1...10_000) }
            return .sweep(levels: levels, seconds: seconds)
        }
        if let window = fields.milliseconds("soak") { return .soak(seconds: seconds, window: Double(window) / 1000) }
        if let node = fields["faults"] {
            return FaultReader(reader: reader).read(node).map { .faults($0, seconds: seconds) } ?? .interleaved
        }
        guard let node = fields["search"], let inner = Fields(node, keys: Self.searchKeys, of: "`search`", reader)
        else { return .interleaved }
        let limits = inner["limits"].map { ($0.elements ?? [$0]).compactMap { reader.milliseconds($0, of: "limits") } }
        return .search(
            from: Double(inner.int("from", in: Self.rates) ?? 50), seconds: seconds,
            limits: (limits ?? [5, 10, 50, 100, 500]).map(Double.init).sorted())
    }

    private func arrivals(_ node: YAMLNode) -> Arrivals? {
        if node.entries != nil {
            guard let fields = Fields(node, keys: Self.burstKeys, of: "`arrivals`", reader) else { return nil }
            return fields.int("burst", in: 1...10_000).map { .burst($0) }
        }
        guard let word = reader.string(node, of: "arrivals") else { return nil }
        switch word {
        case "poisson": return .poisson
        case "constant": return .constant
        default:
            reader.error(
                node.place, "`arrivals` cannot be `\(word.abbreviated)`",
                hint: "write `poisson`, `constant` or `{burst: 10}`")
            return nil
        }
    }

    private func answer(_ node: YAMLNode) -> PreparedAnswer? {
        guard let fields = Fields(node, keys: Self.answerKeys, of: "`answer`", reader),
            let kind = fields.exactlyOne(of: Self.answerKeys)
        else { return nil }
        if kind == "json" { return fields.int("json", in: 1...50_000_000).map { .json(bytes: $0) } }
        guard let node = fields[kind], let pace = pace(node, kind) else { return nil }
        return kind == "tools" ? .tools(pace) : .stream(pace)
    }

    private func pace(_ node: YAMLNode, _ kind: String) -> PreparedAnswer.Pace? {
        guard let stream = Fields(node, keys: Self.streamKeys, of: "`\(kind)`", reader) else { return nil }
        return PreparedAnswer.Pace(
            firstNanoseconds: Int64(stream.milliseconds("first") ?? 20) * 1_000_000,
            everyNanoseconds: Int64(stream.milliseconds("every") ?? 20) * 1_000_000,
            events: stream.int("events", in: 1...100_000) ?? 20,
            contentBytes: stream.int("bytes", in: 1...65_536) ?? 8)
    }
}

/// Reads `provider:` of a case into what both providers do.
struct ProviderReader {
    static let pairKeys = ["primary", "backup"]
    static let keys = ["script", "encode", "base", "steps", "steps-of", "behaviours", "lockstep", "cut", "fault"]
    static let cutKeys = ["after", "by", "half"]

    let reader: Reader
    let shelf: ScriptShelf
    /// Whether the case's request asks for a stream: decides the default script.
    let streams: Bool

    /// Nil when `provider` holds a mistake.
    func scenario(_ node: YAMLNode?) -> Scenario? {
        guard let node else { return Scenario(primary: standard, backup: standard) }
        guard let entries = node.entries, entries.contains(where: { Self.pairKeys.contains($0.key) }) else {
            return part(node).map { Scenario(primary: $0, backup: standard) }
        }
        guard let fields = Fields(node, keys: Self.pairKeys, of: "`provider`", reader) else { return nil }
        let primary = fields["primary"].map(part) ?? standard
        let backup = fields["backup"].map(part) ?? standard
        guard let primary, let backup else { return nil }
        return Scenario(primary: primary, backup: backup)
    }

    /// A healthy provider.
    private var standard: Scenario.Part {
        let name = streams ? "text/plain" : "json/plain"
        return Scenario.Part(script: shelf.script(name) ?? Script(name: name, behaviours: []))
    }

    private func part(_ node: YAMLNode) -> Scenario.Part? {
        if node.text != nil { return script(named: node).map { Scenario.Part(script: $0) } }
        guard let fields = Fields(node, keys: Self.keys, of: "`provider`", reader) else { return nil }
        fields.atMostOne(of: ["script"] + ScriptKeys.sources)
        let fault = fields.word("fault", as: ConnectionFault.self) ?? .none
        guard var script = played(fields) else { return nil }
        if fields.bool("lockstep") == true { script.behaviours = script.behaviours.map { $0.inLockstep() } }
        if let cut = fields["cut"] { apply(cut, to: &script) }
        return Scenario.Part(fault: fault, script: script)
    }

    private func played(_ fields: Fields) -> Script? {
        if ScriptKeys.sources.contains(where: fields.has) {
            let behaviours = ScriptReader(reader: reader, shelf: shelf).behaviours(fields)
            return behaviours.isEmpty ? nil : Script(name: "inline", behaviours: behaviours)
        }
        var script = standard.script
        if let node = fields["script"] {
            guard let named = self.script(named: node) else { return nil }
            script = named
        }
        if let base = fields["base"] {
            reader.error(
                base.place, "`base` stands beside `steps` or `steps-of`", hint: "write `steps-of` in place of `script`")
        }
        let overlays = [fields["encode"]].compactMap { $0 }
        let encodings = EncodingReader(reader: reader)
        for index in script.behaviours.indices {
            script.behaviours[index].encode = encodings.read(overlays, over: script.behaviours[index].encode)
        }
        return script
    }

    private func script(named node: YAMLNode) -> Script? {
        guard let name = reader.string(node, of: "script") else { return nil }
        if let script = shelf.script(name) { return script }
        reader.unknown("script", name, at: node.place, known: shelf.names)
        return nil
    }

    private func apply(_ node: YAMLNode, to script: inout Script) {
        guard let fields = Fields(node, keys: Self.cutKeys, of: "`cut`", reader),
            fields.required("after", "after how many events, such as {after: 3, by: reset}") != nil,
            fields.required("by", "write reset, close, end or stall") != nil,
            let after = fields.int("after", in: 0...1_000_000), let by = fields.word("by", as: Cut.End.self)
        else { return }
        let cut = Cut(after: after, by: by, half: fields.bool("half") ?? false)
        for index in script.behaviours.indices {
            guard let steps = cut.apply(to: script.behaviours[index].steps) else {
                let events = script.behaviours[index].steps.reduce(0) { $0 + $1.eventCount }
                let what = cut.half ? "halves event \(after + 1)" : "comes after event \(after)"
                return reader.error(node.place, "the cut \(what), but the script writes only \(events)")
            }
            script.behaviours[index].steps = steps
        }
    }
}

internal import Wire

/// Reads the timeline of faults of a load profile.
struct FaultReader {
    static let keys = ["at", "primary", "backup"]
    static let faultKeys = ["status", "stall", "reset", "cut", "share", "every"]

    let reader: Reader

    func read(_ node: YAMLNode) -> FaultPlan? {
        guard let elements = node.elements, !elements.isEmpty else {
            reader.error(node.place, "`faults` must be a list of at least one step, not \(node.kind)")
            return nil
        }
        return FaultPlan(steps: elements.compactMap(step))
    }

    private func step(_ node: YAMLNode) -> FaultPlan.Step? {
        guard let fields = Fields(node, keys: Self.keys, of: "a fault", reader),
            fields.required("at", "such as 10s") != nil, let at = fields.milliseconds("at"),
            let role = fields.exactlyOne(of: ["primary", "backup"]), let what = fields[role]
        else { return nil }
        let wire: ProviderRole = role == "primary" ? .primary : .backup
        if what.text == "heals" { return FaultPlan.Step(at: Int64(at) * 1_000_000, role: wire, fault: nil) }
        guard what.entries != nil else {
            reader.error(
                what.place, "a provider cannot do this", hint: "write `heals` or such as {status: 503, share: 30%}")
            return nil
        }
        return fault(what).map { FaultPlan.Step(at: Int64(at) * 1_000_000, role: wire, fault: $0) }
    }

    private func fault(_ node: YAMLNode) -> FaultPlan.Fault? {
        guard let fields = Fields(node, keys: Self.faultKeys, of: "a fault", reader),
            let kind = fields.exactlyOne(of: ["status", "stall", "reset", "cut"]).flatMap({ kind($0, fields) })
        else { return nil }
        fields.atMostOne(of: ["share", "every"])
        if let every = fields.int("every", in: 1...1_000_000) { return FaultPlan.Fault(kind, share: 1 / Double(every)) }
        return FaultPlan.Fault(kind, share: fields["share"].map(share) ?? 1)
    }

    private func kind(_ word: String, _ fields: Fields) -> FaultPlan.Kind? {
        switch word {
        case "status": fields.int("status", in: 400...599).map { .status($0) }
        case "stall": fields.int("stall", in: 0...100_000).map { .stall(after: $0) }
        case "cut": fields.int("cut", in: 1...100_000).map { .cut(after: $0) }
        default: fields.bool("reset") == true ? .reset : nil
        }
    }

    private func share(_ node: YAMLNode) -> Double {
        guard let text = node.text, text.hasSuffix("%"), let percent = Double(text.dropLast()), percent > 0,
            percent <= 100
        else {
            reader.error(node.place, "`share` is a part of the requests", hint: "write such as 30%")
            return 1
        }
        return percent / 100
    }
}

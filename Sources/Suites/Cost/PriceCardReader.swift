/// Reads a price card.
struct PriceCardReader {
    static let keys = ["card", "title", "source", "url", "date", "notes", "charges", "prices", "limit"]
    static let chargeKeys =
        ruleKeys + [
            "charge", "of", "above", "above-requests", "minimum", "price", "included",
            "started", "hourly", "free-to",
        ]
    static let ruleKeys = ["percent", "flat", "per-requests", "per-seat", "infrastructure", "hours"]
    static let priceKeys = ["model", "prompt", "completion", "cached", "cache-write", "reasoning", "batch-discount"]

    private static let leastPercent = Amount(-100)
    let reader: Reader

    func read(_ root: YAMLNode, expected: String) -> PriceCard? {
        guard let fields = Fields(root, keys: Self.keys, of: "a price card", reader),
            let name = fields.required("card", "a price card begins with `card: \(expected)`"),
            fields.required("source", "who says so, such as `OpenRouter FAQ`") != nil,
            fields.required("date", "the day on which the source said so, or `unknown`") != nil
        else { return nil }
        if let text = reader.string(name, of: "card"), text != expected {
            reader.error(name.place, "the card calls itself `\(text.abbreviated)`, its file says `\(expected)`")
        }
        if fields["url"] == nil { reader.warning(root.place, "the card has no `url` at which it can be checked") }
        return PriceCard(
            name: expected, title: fields.string("title") ?? expected, source: fields.string("source") ?? "",
            url: fields.string("url") ?? "", date: fields["date"].flatMap { reader.day($0, of: "date") },
            notes: fields.strings("notes") ?? [], charges: list(fields, "charges").compactMap(charge),
            prices: list(fields, "prices").compactMap { price($0) }, limit: fields.amount("limit"),
            location: reader.file.location(name.place))
    }

    private func list(_ fields: Fields, _ key: String) -> [YAMLNode] {
        guard let node = fields[key] else { return [] }
        if node.elements == nil { reader.error(node.place, "`\(key)` must be a list, not \(node.kind)") }
        return node.elements ?? []
    }

    private func charge(_ node: YAMLNode) -> Charge? {
        guard let fields = Fields(node, keys: Self.chargeKeys, of: "a charge", reader),
            fields.required("charge", "its name on the bill, such as `credit fee`") != nil,
            let kind = fields.exactlyOne(of: Self.ruleKeys), let rule = rule(fields, kind)
        else { return nil }
        return Charge(name: fields.string("charge") ?? "", rule: rule, freeTo: fields.amount("free-to") ?? .zero)
    }

    private func rule(_ fields: Fields, _ kind: String) -> Charge.Rule? {
        switch kind {
        case "percent": percent(fields)
        case "flat": fields.range("flat").map { .flat($0) }
        case "per-requests": perRequests(fields)
        case "per-seat": fields.amount("per-seat").map { .perSeat($0) }
        case "infrastructure": fields.range("infrastructure").map { .infrastructure($0) }
        default: fields.range("hours").map { .work(hours: $0, hourly: fields.amount("hourly") ?? Amount(150)) }
        }
    }

    private func percent(_ fields: Fields) -> Charge.Rule? {
        guard let percent = fields.range("percent", least: Self.leastPercent) else { return nil }
        let base =
            fields.required("of", "write inference, bought or own-key") == nil
            ? nil : fields.word("of", as: Charge.Base.self)
        guard let base else { return nil }
        return .percent(
            Charge.Percent(
                percent: percent, base: base, above: fields.amount("above") ?? .zero,
                aboveRequests: fields.amount("above-requests") ?? .zero, minimum: fields.amount("minimum") ?? .zero))
    }

    private func perRequests(_ fields: Fields) -> Charge.Rule? {
        guard let every = fields.amount("per-requests", least: Amount(1)),
            fields.required("price", "what so many requests cost") != nil, let price = fields.amount("price")
        else { return nil }
        return .perRequests(
            price: price, every: every, included: fields.amount("included") ?? .zero,
            started: fields.bool("started") ?? false)
    }

    /// A model's prices; `isNamed` false where a workload brings prices of its own.
    func price(_ node: YAMLNode, isNamed: Bool = true) -> ModelPrice? {
        guard let fields = Fields(node, keys: Self.priceKeys, of: "a price", reader),
            !isNamed || fields.required("model", "the model's id") != nil,
            fields.required("prompt", "dollars for a million prompt tokens") != nil,
            fields.required("completion", "dollars for a million completion tokens") != nil,
            let prompt = fields.amount("prompt"), let completion = fields.amount("completion")
        else { return nil }
        return ModelPrice(
            model: fields.string("model") ?? "", prompt: prompt, completion: completion,
            cached: fields.amount("cached"), cacheWrite: fields.amount("cache-write"),
            reasoning: fields.amount("reasoning"), batchDiscount: fields.amount("batch-discount") ?? .zero)
    }
}

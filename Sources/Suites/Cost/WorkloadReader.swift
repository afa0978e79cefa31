/// Reads a month of traffic.
struct WorkloadReader {
    static let keys = [
        "workload", "title", "requests", "requests-per-day", "days", "tokens", "batch", "spend", "prices", "model",
        "purchases", "seats", "own-key", "infrastructure", "hours", "hourly", "cards", "published", "break-evens",
        "notes",
    ]
    static let tokenKeys = ["prompt", "completion", "cached", "cache-write", "reasoning"]
    static let publishedKeys = ["card", "says", "fee", "by", "note"]
    static let breakEvenKeys = ["cheaper", "than", "tokens", "by", "note"]

    let reader: Reader

    func read(_ root: YAMLNode, name: String) -> Workload? {
        guard let fields = Fields(root, keys: Self.keys, of: "a workload", reader),
            fields.required("workload", "a workload begins with `workload: \(name)`") != nil,
            fields.exactlyOne(of: ["requests", "requests-per-day"]) != nil, let requests = requests(fields),
            let inference = inference(fields)
        else { return nil }
        return Workload(
            name: fields.string("workload") ?? name, title: fields.string("title") ?? name, requests: requests,
            tokens: tokens(fields), batch: share(fields, "batch"), inference: inference,
            purchases: fields.amount("purchases", least: Amount(1)) ?? Amount(1),
            seats: fields.amount("seats") ?? Amount(1), ownKey: share(fields, "own-key"),
            infrastructure: fields.range("infrastructure"), hours: fields.range("hours"),
            hourly: fields.amount("hourly"), cards: fields.strings("cards") ?? [],
            published: list(fields, "published").compactMap(published),
            breakEvens: list(fields, "break-evens").compactMap(breakEven), notes: fields.strings("notes") ?? [],
            location: reader.file.location(root.place))
    }

    private func requests(_ fields: Fields) -> Amount? {
        if fields["requests"] != nil { return fields.amount("requests", least: Amount(1)) }
        let days = fields.amount("days", least: Amount(1)) ?? Amount(30)
        return fields.amount("requests-per-day").map { $0 * days }
    }

    private func share(_ fields: Fields, _ key: String) -> Amount {
        let share = fields.amount(key) ?? .zero
        if share > .hundred { reader.error(fields.place(key), "`\(key)` is more than 100 per cent") }
        return share
    }

    private func inference(_ fields: Fields) -> Workload.Inference? {
        guard let key = fields.exactlyOne(of: ["spend", "prices", "model"]) else { return nil }
        switch key {
        case "spend": return fields.amount("spend").map { .spend($0) }
        case "prices":
            return fields["prices"].flatMap { PriceCardReader(reader: reader).price($0, isNamed: false) }
                .map { .prices($0) }
        default: return fields["model"].flatMap(model)
        }
    }

    /// `card/model`; the model's id may hold slashes.
    private func model(_ node: YAMLNode) -> Workload.Inference? {
        let parts = reader.string(node, of: "model")?.split(separator: "/", maxSplits: 1).map(String.init) ?? []
        if parts.count == 2 { return .model(parts[1], card: parts[0]) }
        reader.error(node.place, "`model` must be a card and a model", hint: "write such as openai/gpt-4o-mini")
        return nil
    }

    private func tokens(_ fields: Fields) -> Workload.Tokens {
        let none = Workload.Tokens(prompt: .zero, completion: .zero, cached: .zero, cacheWrite: .zero, reasoning: .zero)
        guard let node = fields.required("tokens", "means of one request, such as {prompt: 4000, completion: 1000}"),
            let inner = Fields(node, keys: Self.tokenKeys, of: "`tokens`", reader)
        else { return none }
        let tokens = Workload.Tokens(
            prompt: inner.amount("prompt") ?? .zero, completion: inner.amount("completion") ?? .zero,
            cached: inner.amount("cached") ?? .zero, cacheWrite: inner.amount("cache-write") ?? .zero,
            reasoning: inner.amount("reasoning") ?? .zero)
        if tokens.cached + tokens.cacheWrite > tokens.prompt {
            reader.error(node.place, "`cached` and `cache-write` are part of `prompt`, and more than it")
        }
        if tokens.reasoning > tokens.completion {
            reader.error(node.place, "`reasoning` is part of `completion`, and more than it")
        }
        return tokens
    }

    private func list(_ fields: Fields, _ key: String) -> [YAMLNode] {
        guard let node = fields[key] else { return [] }
        if node.elements == nil { reader.error(node.place, "`\(key)` must be a list, not \(node.kind)") }
        return node.elements ?? []
    }

    private func published(_ node: YAMLNode) -> Workload.Published? {
        guard let fields = Fields(node, keys: Self.publishedKeys, of: "a published figure", reader),
            fields.exactlyOne(of: ["says", "fee"]) != nil,
            fields.required("card", "the card that the figure is about") != nil, let card = fields.string("card"),
            fields.required("by", "who published it") != nil,
            let says = fields.range(fields.has("fee") ? "fee" : "says")
        else { return nil }
        return Workload.Published(
            card: card, says: says, isFee: fields.has("fee"), by: fields.string("by") ?? "",
            note: fields.string("note") ?? "")
    }

    private func breakEven(_ node: YAMLNode) -> Workload.PublishedBreakEven? {
        guard let fields = Fields(node, keys: Self.breakEvenKeys, of: "a break-even", reader),
            fields.required("cheaper", "the card that is cheaper above the point") != nil,
            fields.required("than", "the card that it is held against") != nil,
            let cheaper = fields.string("cheaper"), let than = fields.string("than")
        else { return nil }
        return Workload.PublishedBreakEven(
            cheaper: cheaper, than: than, tokens: fields.amount("tokens"), by: fields.string("by") ?? "",
            note: fields.string("note") ?? "")
    }
}

/// Exact decimals, ranges of them, and days.
extension Reader {
    /// A number such as `0.80`, or `5.5%` for a share.
    func amount(_ node: YAMLNode, of what: String, least: Amount = .zero) -> Amount? {
        guard let text = node.text, let amount = Amount(text.hasSuffix("%") ? String(text.dropLast()) : text) else {
            error(
                node.place, "`\(what)` must be a decimal number, not \(node.kind)",
                hint: "write such as 0.80, without a currency and without commas")
            return nil
        }
        guard amount >= least else {
            error(node.place, "`\(what)` must be at least \(least.plain)")
            return nil
        }
        return amount
    }

    /// One amount, or a list of the least and the greatest.
    func range(_ node: YAMLNode, of what: String, least: Amount = .zero) -> AmountRange? {
        guard let elements = node.elements else { return amount(node, of: what, least: least).map { AmountRange($0) } }
        guard elements.count == 2, let low = amount(elements[0], of: what, least: least),
            let high = amount(elements[1], of: what, least: least)
        else {
            error(node.place, "`\(what)` must be an amount, or a list of the least and the greatest")
            return nil
        }
        return AmountRange(low, high)
    }

    /// `2026-08-22`; nil, without a mistake, for `unknown`.
    func day(_ node: YAMLNode, of what: String) -> Day? {
        guard let text = string(node, of: what), text != "unknown" else { return nil }
        if let day = Day(text) { return day }
        error(node.place, "`\(what)` must be a day, not \(node.kind)", hint: "write such as 2026-08-22, or `unknown`")
        return nil
    }
}

extension Fields {
    func amount(_ key: String, least: Amount = .zero) -> Amount? {
        self[key].flatMap { reader.amount($0, of: key, least: least) }
    }

    func range(_ key: String, least: Amount = .zero) -> AmountRange? {
        self[key].flatMap { reader.range($0, of: key, least: least) }
    }
}

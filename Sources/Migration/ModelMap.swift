package import Wire

/// Which model of one gateway is which of another, from both lists of `GET /v1/models`.
package struct ModelMap: Sendable, Equatable {
    package enum Match: Sendable, Equatable {
        /// The same id.
        case same(String)
        /// Another spelling of the same model.
        case renamed(String)
        /// More than one candidate, sorted.
        case ambiguous([String])
        case missing
    }

    package var matches: [(from: String, match: Match)]

    package static func == (left: ModelMap, right: ModelMap) -> Bool {
        left.matches.elementsEqual(right.matches) { $0.from == $1.from && $0.match == $1.match }
    }

    /// Maps each id of one list to the other list.
    package init(from: [String], to: [String]) {
        let known = Set(to)
        let byKey = Dictionary(grouping: known.sorted(), by: Self.key)
        matches = Set(from).sorted().map { id in
            if known.contains(id) { return (id, .same(id)) }
            let candidates = byKey[Self.key(id)] ?? []
            switch candidates.count {
            case 0: return (id, .missing)
            case 1: return (id, .renamed(candidates[0]))
            default: return (id, .ambiguous(candidates))
            }
        }
    }

    package func match(_ id: String) -> Match? {
        matches.first { $0.from == id }?.match
    }

    /// The model without author, account and variant, in one spelling: `anthropic/claude-sonnet-4.6:free` and
    /// `@team/claude-sonnet-4-6` are one.
    static func key(_ id: String) -> String {
        let last = id.split(separator: "/").last.map(String.init) ?? id
        let plain = last.prefix { $0 != ":" }.lowercased()
        return plain.replacing(".", with: "-").replacing("_", with: "-")
    }

    /// The ids of an OpenAI list of models, of a wrapped one (`{data: {data: [...]}}`), or of a plain list.
    package static func ids(in json: JSON) -> [String] {
        let list =
            json.elements ?? json["data"]?.elements ?? json["data"]?["data"]?.elements ?? json["models"]?.elements
        return (list ?? []).compactMap { $0.stringValue ?? $0["id"]?.stringValue ?? $0["model_id"]?.stringValue }
    }
}

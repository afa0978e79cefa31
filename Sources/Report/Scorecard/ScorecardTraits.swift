internal import Results

/// The measured traits of all gateways of a card, side by side.
struct ScorecardTraits {
    struct Row: Equatable {
        var name: String
        var cells: [String]
    }

    let rows: [Row]

    init(_ card: Scorecard) {
        let results = card.entries.map(\.result)
        let names = Set(results.flatMap { $0.properties.map(\.name) }).sorted()
        rows = names.map { name in
            Row(
                name: name,
                cells: results.map { result in
                    let values = result.properties.filter { $0.name == name }.map { property in
                        property.unit.isEmpty ? property.value : "\(property.value) \(property.unit)"
                    }
                    return Set(values).sorted().joined(separator: " or ")
                })
        }
    }
}

extension FoldComparer {
    /// What a gateway may add beside what the provider sent (requirements.md §8).
    enum Additions {
        /// Anything: at the top and in a choice.
        case allowed
        /// Anything but text that a user would take for the provider's: reasoning, and audio.
        case inDelta
    }

    /// Fields by name; `rule` names the requirement that each stands for.
    mutating func fields(
        _ sent: [(name: String, value: JSON)], _ received: [(name: String, value: JSON)], _ path: String,
        additions: Additions, rule: (String) -> String
    ) {
        for (name, value) in sent where !value.isNull {
            let theirs = received.first { $0.name == name && !$0.value.isNull }?.value
            field(value, theirs, path + JSONComparer.step(JSONString(name)), rule(name))
        }
        guard additions == .inDelta else { return }
        for (name, value) in received where Self.speaks(name, value) && !sent.contains(where: { $0.name == name }) {
            // A second name for text that the provider did send is an addition, not an invention.
            if sent.contains(where: { $0.value == value }) { continue }
            report(path + JSONComparer.step(JSONString(name)), .invented, nil, Self.excerpt(value), rule(name))
        }
    }

    private mutating func field(_ sent: JSON, _ received: JSON?, _ path: String, _ rule: String) {
        guard let received else { return report(path, .lost, Self.excerpt(sent), nil, rule) }
        if let mine = sent.units, let theirs = received.units { return text(mine, theirs, path, rule) }
        for difference in JSONDifference.compare(sent, received) where !Self.isNullForAbsent(difference) {
            report(path, difference, rule)
        }
    }

    private static func speaks(_ name: String, _ value: JSON) -> Bool {
        guard name.hasPrefix("reasoning") || name == "audio" else { return false }
        return value.units?.isEmpty == false || value.elements?.isEmpty == false || value.members?.isEmpty == false
    }
}

internal import Wire

/// The names that a gateway may write for one another in a request (`requirements.md` §8, BODY-017).
struct RequestRename {
    let arrived: JSON

    init(_ arrived: JSON) {
        self.arrived = arrived
    }

    /// Whether a difference between the request as sent and this one is the whole or a half of such a renaming.
    func covers(_ difference: JSONDifference) -> Bool {
        name(of: difference) != nil || isRoleRename(difference)
    }

    /// Such as `max_tokens to max_completion_tokens`; nil where the difference is no renaming, or its added half.
    func description(of difference: JSONDifference) -> String? {
        if isRoleRename(difference) { return "developer to system" }
        return name(of: difference).map { "\(difference.path.dropFirst(2)) to \($0)" }
    }

    private func isRoleRename(_ difference: JSONDifference) -> Bool {
        let steps = PathPattern.steps(of: difference.path)
        return steps.first == "messages" && steps.count == 3 && steps.last == "role"
            && difference.sent?.stringValue == "developer" && difference.received?.stringValue == "system"
    }

    /// The name under which a lost token limit arrived with its value.
    private func name(of difference: JSONDifference) -> String? {
        guard difference.kind == .lost, let sent = difference.sent else { return nil }
        let names = ["max_tokens", "max_completion_tokens"]
        guard let other = names.first(where: { "$.\($0)" != difference.path }),
            names.contains(where: { "$.\($0)" == difference.path })
        else { return nil }
        return arrived[other] == sent ? other : nil
    }
}

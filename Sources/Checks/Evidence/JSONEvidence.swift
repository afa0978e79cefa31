internal import Wire

/// Findings from two JSON values.
enum JSONEvidence {
    /// Everything that the second value lost or changed; members that it adds to objects are not counted.
    static func findings(_ sent: JSON, _ received: JSON, at place: String) -> [Finding] {
        JSONDifference.compare(sent, received).filter { !$0.isAddedMember }.map { finding($0, at: place) }
    }

    /// The finding for one difference, below the place.
    static func finding(_ difference: JSONDifference, at place: String = "") -> Finding {
        let path = place.isEmpty ? difference.path : place + difference.path.dropFirst()
        let pair = Excerpt.pair(difference.sent?.text ?? "absent", difference.received?.text ?? "absent")
        return Finding(
            kind(difference.kind), at: path, expected: difference.sent == nil ? "absent" : unquoted(pair.expected),
            actual: difference.received == nil ? "absent" : unquoted(pair.actual))
    }

    /// The window quotes its text; JSON brings quotes of its own.
    private static func unquoted(_ text: String) -> String {
        text.hasPrefix("\"") && text.hasSuffix("\"") && text.count >= 2 ? String(text.dropFirst().dropLast()) : text
    }

    static func kind(_ kind: JSONDifference.Kind) -> Finding.Class {
        switch kind {
        case .lost: .lost
        case .altered: .altered
        case .invented: .invented
        case .reordered: .reordered
        case .duplicated: .duplicated
        }
    }
}

extension JSONDifference {
    /// A member that only the receiver's object has, which is an addition and no damage.
    var isAddedMember: Bool {
        kind == .invented && PathPattern.steps(of: path).last.flatMap(Int.init) == nil
    }

    /// A decimal that was re-spelt within the precision that RFC 8259 §6 promises: both texts are the same binary64.
    ///
    /// Whole numbers are not excused, because seeds and ids of 64 bits are read as integers.
    var isSameDouble: Bool {
        guard kind == .altered, case .number(let sent)? = sent, case .number(let received)? = received,
            sent.text.contains(where: { ".eE".contains($0) }), let value = Double(sent.text)
        else { return false }
        return value == Double(received.text)
    }

    /// The last key or index of the path.
    var lastStep: String { PathPattern.steps(of: path).last ?? "" }
}

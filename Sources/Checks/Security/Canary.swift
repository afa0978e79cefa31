internal import Wire

/// Looks for a secret in everything that one side received.
struct Canary {
    let name: String
    let word: String

    /// Where the word stands, in a list of named byte strings; nil when it is nowhere or empty.
    func finding(in places: [(name: String, bytes: [UInt8])]) -> Finding? {
        let needle = Array(word.utf8)
        guard !needle.isEmpty else { return nil }
        for (place, bytes) in places {
            guard let range = bytes.firstRange(of: needle) else { continue }
            let start = max(0, range.lowerBound - 40)
            let before = String(decoding: bytes[start..<range.lowerBound], as: UTF8.self)
            // The evidence must not repeat the secret.
            return Finding(
                .leaked, at: "\(place), byte \(range.lowerBound)", expected: "no \(name)",
                actual: Excerpt.of(before) + "[\(name)]")
        }
        return nil
    }
}

extension Round {
    /// Everything that the client received.
    var downward: [(name: String, bytes: [UInt8])] {
        [
            ("response head", received.headBytes), ("response body", received.payload),
            ("response wire", received.wire.bytes),
        ]
    }

    /// Everything that the providers received.
    var upward: [(name: String, bytes: [UInt8])] {
        attempts.enumerated().flatMap { index, attempt in
            [
                ("request head of attempt \(index + 1)", attempt.headBytes),
                ("request body of attempt \(index + 1)", attempt.body),
            ]
        }
    }
}

internal import Suites
internal import Wire

/// Fills `${…}` place-holders of script texts; an unknown one stays as it stands.
struct Placeholders {
    let context: PlayContext
    /// `${n}`: the round of the innermost repeat, from 1.
    var round = 0

    func fill(_ text: String) -> [UInt8] {
        fill(Array(text.utf8))
    }

    func fill(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(0x24) else { return text }
        var filled: [UInt8] = []
        filled.reserveCapacity(text.count + 32)
        var rest = text[...]
        while let dollar = rest.firstIndex(of: 0x24) {
            filled.append(contentsOf: rest[..<dollar])
            guard let (value, end) = placeholder(in: text, at: dollar) else {
                filled.append(0x24)
                rest = rest[(dollar + 1)...]
                continue
            }
            filled.append(contentsOf: value.utf8)
            rest = rest[end...]
        }
        return filled + rest
    }

    private func placeholder(in text: [UInt8], at dollar: Int) -> (value: String, end: Int)? {
        guard dollar + 1 < text.count, text[dollar + 1] == 0x7B else { return nil }
        let longest = min(text.count, dollar + 2 + 10)
        guard let close = text[(dollar + 2)..<longest].firstIndex(of: 0x7D) else { return nil }
        guard let value = value(of: String(decoding: text[(dollar + 2)..<close], as: UTF8.self)) else { return nil }
        return (value, close + 1)
    }

    private func value(of name: String) -> String? {
        switch name {
        case "model": context.identity.model
        case "provider": context.role.rawValue
        case "key": context.identity.key
        case "nonce": context.nonce
        case "id": context.id
        case "attempt": String(context.attempt)
        case "words": context.words
        case "n": String(round)
        default: nil
        }
    }
}

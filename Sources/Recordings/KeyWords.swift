/// Finds words that look like keys of known makers in running text.
enum KeyWords {
    /// How such a key begins, and how many bytes follow at least.
    private static let makers: [(start: [UInt8], least: Int)] = [
        ("sk-", 16), ("sk_", 16), ("pk-lf-", 16), ("gsk_", 20), ("xai-", 20), ("hf_", 20), ("ghp_", 20), ("AIza", 30),
        ("AKIA", 16), ("eyJ", 40), ("r8_", 20), ("pplx-", 20), ("vck_", 16), ("sk-or-", 16), ("github_pat_", 20),
    ].map { (Array($0.0.utf8), $0.1) }

    private static let bearer = Array("Bearer ".utf8)
    private static let leastBearer = 16

    /// The text with every such word replaced.
    static func scrub(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var (index, kept) = (0, 0)
        while index < bytes.count {
            guard index == 0 || !isWord(bytes[index - 1]), let range = key(in: bytes, at: index) else {
                index += 1
                continue
            }
            out += bytes[kept..<range.lowerBound] + Array(Scrubber.mark.utf8)
            (index, kept) = (range.upperBound, range.upperBound)
        }
        return kept == 0 ? text : String(decoding: out + bytes[kept...], as: UTF8.self)
    }

    /// The bytes of a key that begins here; nil where none does.
    private static func key(in bytes: [UInt8], at index: Int) -> Range<Int>? {
        if bytes[index...].starts(with: bearer) {
            let end = wordEnd(bytes, from: index + bearer.count)
            if end - index - bearer.count >= leastBearer { return index + bearer.count..<end }
        }
        for maker in makers where bytes[index...].starts(with: maker.start) {
            let end = wordEnd(bytes, from: index)
            // A sentence such as `sk-this-is-only-text` has no digit; a key has.
            let hasDigit = bytes[index..<end].contains { $0 >= 0x30 && $0 <= 0x39 }
            if end - index - maker.start.count >= maker.least, hasDigit { return index..<end }
        }
        return nil
    }

    private static func wordEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var end = start
        while end < bytes.count, isWord(bytes[end]) || bytes[end] == UInt8(ascii: ".") && isInside(bytes, end) {
            end += 1
        }
        return end
    }

    /// A point within a word belongs to it (tokens of three parts), one at its end does not.
    private static func isInside(_ bytes: [UInt8], _ index: Int) -> Bool {
        index + 1 < bytes.count && isWord(bytes[index + 1])
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

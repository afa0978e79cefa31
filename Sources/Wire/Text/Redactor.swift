/// Replaces secrets by `[redacted:<name>]` before anything is kept.
package struct Redactor: Sendable {
    private struct Secret {
        var needle: [UInt8]
        var replacement: [UInt8]
    }

    /// Longest first, so that a secret within another does not leave the rest of it behind.
    private var secrets: [Secret] = []

    /// Names the secrets; empty ones are ignored.
    package init(_ named: [(name: String, secret: String)]) {
        for (name, secret) in named where !secret.isEmpty {
            secrets.append(Secret(needle: Array(secret.utf8), replacement: Array("[redacted:\(name)]".utf8)))
        }
        secrets.sort { $0.needle.count > $1.needle.count }
    }

    /// Names the secrets `secret-1`, `secret-2` and so on.
    package init(secrets: [String]) {
        self.init(secrets.enumerated().map { ("secret-\($0.offset + 1)", $0.element) })
    }

    package func redact(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var index = 0
        for (range, secret) in hits(in: bytes) {
            out += bytes[index..<range.lowerBound]
            out += secret.replacement
            index = range.upperBound
        }
        return index == 0 ? bytes : out + bytes[index...]
    }

    /// What is replaced: the range of each secret and the length of what takes its place.
    func replacements(in bytes: [UInt8]) -> [(range: Range<Int>, count: Int)] {
        hits(in: bytes).map { ($0.range, $0.secret.replacement.count) }
    }

    private func hits(in bytes: [UInt8]) -> [(range: Range<Int>, secret: Secret)] {
        guard finds(in: bytes) else { return [] }
        var hits: [(range: Range<Int>, secret: Secret)] = []
        var index = 0
        while index < bytes.count {
            if let secret = secrets.first(where: { bytes[index...].starts(with: $0.needle) }) {
                hits.append((index..<index + secret.needle.count, secret))
                index += secret.needle.count
            } else {
                index += 1
            }
        }
        return hits
    }

    package func redact(_ text: String) -> String {
        String(decoding: redact(Array(text.utf8)), as: UTF8.self)
    }

    /// Whether one of the secrets stands in the bytes.
    package func finds(in bytes: [UInt8]) -> Bool {
        secrets.contains { Self.contains($0.needle, in: bytes) }
    }

    private static func contains(_ needle: [UInt8], in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            needle.withUnsafeBytes { needle in
                guard buffer.count >= needle.count else { return false }
                for start in 0...(buffer.count - needle.count)
                where buffer[start] == needle[0] && buffer[start..<start + needle.count].elementsEqual(needle) {
                    return true
                }
                return false
            }
        }
    }
}

internal import Wire

/// Short evidence text: never a whole body, and the differing part always visible.
package enum Excerpt {
    /// The most characters that an excerpt shows.
    package static let limit = 200

    /// The text itself, or its head and tail around a mark that says how much is left out.
    package static func of(_ text: String) -> String {
        guard text.count > limit else { return printable(text) }
        let half = limit / 2 - 12
        return printable("\(text.prefix(half))… \(text.count - 2 * half) more …\(text.suffix(half))")
    }

    package static func of(_ bytes: some Collection<UInt8>) -> String {
        guard bytes.count > 4 * limit else { return of(String(decoding: bytes, as: UTF8.self)) }
        return of(String(decoding: bytes.prefix(2 * limit), as: UTF8.self) + "…")
    }

    package static func of(_ units: [UInt16]) -> String {
        of(PrintableUnits.text(units) { $0 })
    }

    /// Both texts, cut to a window around the first place where they differ.
    package static func pair(_ expected: [UInt16], _ actual: [UInt16]) -> (expected: String, actual: String, at: Int) {
        let at = firstDifference(expected, actual)
        return (window(expected, around: at), window(actual, around: at), at)
    }

    package static func pair(_ expected: String, _ actual: String) -> (expected: String, actual: String, at: Int) {
        pair(Array(expected.utf16), Array(actual.utf16))
    }

    /// The index of the first element that differs; the shorter count when one is a prefix of the other.
    package static func firstDifference<Element: Equatable>(_ left: [Element], _ right: [Element]) -> Int {
        zip(left, right).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
    }

    private static func window(_ units: [UInt16], around at: Int) -> String {
        guard units.count > limit - 20 else { return quoted(units[...], cutBefore: false, cutAfter: false) }
        let start = max(0, min(at - 60, units.count - 1))
        let end = min(units.count, start + limit - 40)
        return quoted(units[start..<end], cutBefore: start > 0, cutAfter: end < units.count)
    }

    private static func quoted(_ units: ArraySlice<UInt16>, cutBefore: Bool, cutAfter: Bool) -> String {
        let text = PrintableUnits.text(units, show: printable)
        return (cutBefore ? "…" : "") + "\"\(text)\"" + (cutAfter ? "…" : "")
    }

    /// Control characters become visible escapes, so that evidence stays on one line.
    package static func printable(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: shown += "\\n"
            case 0x0D: shown += "\\r"
            case 0x09: shown += "\\t"
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: shown += "\\u{\(String(scalar.value, radix: 16))}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}

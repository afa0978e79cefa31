/// Text from a gateway made safe to show: what could move a cursor, hide or reorder text becomes visible.
enum Printable {
    /// Escapes control and formatting characters; line ends too.
    static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) { safe.append(contentsOf: escape(scalar).unicodeScalars) } else { safe.append(scalar) }
        }
        return String(safe)
    }

    /// The same, but line feeds and tabs stay.
    static func block(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map { line(String($0)) }.joined(
                    separator: "\t")
            }
            .joined(separator: "\n")
    }

    /// At most so many columns, the last of which is `…` where something is missing.
    static func clipped(_ text: String, to columns: Int) -> String {
        let text = line(text)
        guard DisplayWidth.of(text) > columns else { return text }
        var kept = ""
        var used = 0
        for character in text {
            used += DisplayWidth.of(character)
            if used > columns - 1 { break }
            kept.append(character)
        }
        return kept + "…"
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        // Joiners make one emoji of several; the other format characters hide or reorder text.
        case .format: scalar.value != 0x200D
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where scalar.value < 0x80: "\\x" + hex(scalar.value, digits: 2)
        default: "\\u{" + hex(scalar.value, digits: 4) + "}"
        }
    }

    private static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

internal import Foundation

/// Numbers as people read them; always with a point, whatever the locale.
enum Figure {
    /// Three significant digits, no exponent below a million.
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "none" : "unlimited" }
        let size = abs(value)
        let digits = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4
        let text = trimmed(fixed(value, digits))
        return text == "-0" ? "0" : text
    }

    /// Up to twelve significant digits for machines, without an exponent.
    static func plain(_ value: Double) -> String {
        let digits = value == 0 ? 0 : max(0, min(15, 11 - Int(log10(abs(value)).rounded(.down))))
        return trimmed(fixed(value, digits))
    }

    /// So many digits after the point.
    static func fixed(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", locale: Locale(identifier: "en_US_POSIX"), value)
    }

    /// A score: one digit, and none where it is zero.
    static func score(_ value: Double) -> String {
        trimmed(fixed(value, 1))
    }

    /// A duration in the unit that suits it.
    static func duration(milliseconds: Double) -> String {
        if milliseconds < 1 { return "\(short(milliseconds * 1000)) µs" }
        if milliseconds < 1000 { return "\(short(milliseconds)) ms" }
        let seconds = milliseconds / 1000
        return seconds < 120 ? "\(fixed(seconds, 1)) s" : "\(Int(seconds / 60)) min \(Int(seconds) % 60) s"
    }

    /// A count with its noun, in the singular where it is one.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        let kept = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(kept.reversed())
    }
}

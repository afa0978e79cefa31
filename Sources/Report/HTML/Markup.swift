internal import Mustache

/// Text that is safe to put into a page: literals are markup, and whatever is interpolated is escaped.
///
/// The template engine escapes whole characters only, and a `"` with a combining mark is another character to it;
/// so texts are escaped here, by scalar, and templates print them as they are.
struct Markup: Equatable, Sendable, ExpressibleByStringInterpolation, MustacheCustomRenderable {
    private(set) var text: String

    init(stringLiteral text: String) {
        self.text = text
    }

    init(stringInterpolation: Pieces) {
        text = stringInterpolation.text
    }

    /// One line of text from outside; control characters become visible.
    init(_ plain: String) {
        text = Self.escape(Printable.line(plain))
    }

    /// A text of this package, such as a style sheet.
    init(trusted text: String) {
        self.text = text
    }

    var renderText: String { text }
    var isNull: Bool { text.isEmpty }

    static func + (left: Markup, right: Markup) -> Markup {
        Markup(trusted: left.text + right.text)
    }

    static func += (left: inout Markup, right: Markup) {
        left.text += right.text
    }

    private static func escape(_ text: String) -> String {
        let special: (UInt8) -> Bool = { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }
        guard text.utf8.contains(where: special) else { return text }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if special(byte) { escaped += Array("&#\(byte);".utf8) } else { escaped.append(byte) }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    struct Pieces: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        mutating func appendInterpolation(_ plain: String) {
            text += Markup(plain).text
        }

        mutating func appendInterpolation(_ number: Int) {
            text += "\(number)"
        }

        mutating func appendInterpolation(_ markup: Markup) {
            text += markup.text
        }
    }
}

extension Sequence<Markup> {
    /// One after the other.
    func joined(_ separator: Markup = "") -> Markup {
        Markup(trusted: map(\.text).joined(separator: separator.text))
    }
}

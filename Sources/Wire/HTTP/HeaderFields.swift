/// One header line as it stood on the wire; bytes above 0x7F are kept as Latin-1 scalars, so nothing is lost.
package struct HeaderField: Sendable, Equatable, Hashable, Codable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Header lines in wire order, with case and duplicates kept; look-ups ignore case (RFC 9110 §5.1).
package struct HeaderFields: Sendable, Equatable, Codable, ExpressibleByArrayLiteral, Sequence {
    package var lines: [HeaderField]

    package init(_ lines: [HeaderField] = []) {
        self.lines = lines
    }

    package init(arrayLiteral elements: HeaderField...) {
        self.lines = elements
    }

    /// The first value of that name.
    package subscript(name: String) -> String? {
        lines.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    /// Every value of that name, in wire order.
    package func all(_ name: String) -> [String] {
        lines.filter { $0.name.equalsIgnoringASCIICase(name) }.map(\.value)
    }

    /// The comma-separated elements of every line of that name, trimmed (RFC 9110 §5.6.1).
    package func list(_ name: String) -> [String] {
        all(name).flatMap { $0.split(separator: ",") }.map { $0.trimmingOWS() }.filter { !$0.isEmpty }
    }

    package func contains(_ name: String) -> Bool {
        self[name] != nil
    }

    package mutating func append(_ name: String, _ value: String) {
        lines.append(HeaderField(name, value))
    }

    /// Replaces every line of that name by one, at the end.
    package mutating func set(_ name: String, _ value: String) {
        remove(name)
        append(name, value)
    }

    package mutating func remove(_ name: String) {
        lines.removeAll { $0.name.equalsIgnoringASCIICase(name) }
    }

    package func makeIterator() -> IndexingIterator<[HeaderField]> {
        lines.makeIterator()
    }
}

extension StringProtocol {
    /// Equality with ASCII letters folded; no other character is folded.
    package func equalsIgnoringASCIICase(_ other: some StringProtocol) -> Bool {
        utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// Without spaces and tabs at both ends (RFC 9110 §5.6.3).
    package func trimmingOWS() -> String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let body = drop(while: blank)
        guard let last = body.lastIndex(where: { !blank($0) }) else { return "" }
        return String(body[...last])
    }
}

extension UInt8 {
    /// The lower-case letter of an ASCII capital; every other byte unchanged.
    package var asciiLowercased: UInt8 {
        self >= 0x41 && self <= 0x5A ? self | 0x20 : self
    }
}

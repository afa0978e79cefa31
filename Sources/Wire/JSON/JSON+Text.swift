extension JSON: CustomStringConvertible {
    /// Compact text: no blanks, number text and escapes as they were read.
    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// The UTF-8 of `text`.
    package var bytes: [UInt8] {
        var result: [UInt8] = []
        write(into: &result)
        return result
    }

    package var description: String {
        text
    }

    private func write(into out: inout [UInt8]) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let bool): out.append(contentsOf: (bool ? "true" : "false").utf8)
        case .number(let number): out.append(contentsOf: number.text.utf8)
        case .string(let string): string.write(into: &out)
        case .array(let elements): Self.write(elements, "[", "]", into: &out) { $0.write(into: &$1) }
        case .object(let members):
            Self.write(members, "{", "}", into: &out) { member, out in
                member.key.write(into: &out)
                out.append(UInt8(ascii: ":"))
                member.value.write(into: &out)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, into out: inout [UInt8],
        item write: (Item, inout [UInt8]) -> Void
    ) {
        out.append(UInt8(ascii: opening))
        for (position, item) in items.enumerated() {
            if position > 0 { out.append(UInt8(ascii: ",")) }
            write(item, &out)
        }
        out.append(UInt8(ascii: closing))
    }
}

extension JSONString {
    /// Appends the string with its quotes.
    package func write(into out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        out.append(contentsOf: raw)
        out.append(UInt8(ascii: "\""))
    }
}

// There is no nil literal: `flatMap { $0.isNull ? nil : $0 }` would quietly mean `.null` then.
extension JSON: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    package init(integerLiteral value: Int) {
        self = .number(JSONNumber(text: String(value)))
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    package init(stringLiteral value: String) {
        self = .string(JSONString(value))
    }

    package init(arrayLiteral elements: JSON...) {
        self = .array(elements)
    }

    /// Keeps the order of the literal.
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member(key: JSONString($0.0), value: $0.1) })
    }

    /// Wraps a string that is known only at run time.
    package init(_ string: String) {
        self = .string(JSONString(string))
    }

    /// Wraps a whole number that is known only at run time.
    package init(_ number: Int) {
        self = .number(JSONNumber(text: String(number)))
    }
}

extension JSONString: ExpressibleByStringLiteral {
    /// Escapes only what RFC 8259 §7 demands.
    package init(_ string: String) {
        self.init(units: Array(string.utf16))
    }

    package init(stringLiteral value: String) {
        self.init(value)
    }

    /// Escapes only what RFC 8259 §7 demands, and lone surrogates, which have no UTF-8.
    package init(units: [UInt16]) {
        self.init(raw: Self.escaped(units), units: units)
    }

    private static func escaped(_ units: [UInt16]) -> [UInt8] {
        var raw: [UInt8] = []
        var decoder = UTF16()
        var iterator = units.makeIterator()
        var index = 0
        while true {
            switch decoder.decode(&iterator) {
            case .emptyInput: return raw
            case .scalarValue(let scalar):
                index += scalar.value > 0xFFFF ? 2 : 1
                escape(scalar, into: &raw)
            case .error:
                raw.append(contentsOf: "\\u\(hex(units[index]))".utf8)
                index += 1
            }
        }
    }

    private static func escape(_ scalar: Unicode.Scalar, into raw: inout [UInt8]) {
        switch scalar {
        case "\"": raw.append(contentsOf: "\\\"".utf8)
        case "\\": raw.append(contentsOf: "\\\\".utf8)
        case "\n": raw.append(contentsOf: "\\n".utf8)
        case "\r": raw.append(contentsOf: "\\r".utf8)
        case "\t": raw.append(contentsOf: "\\t".utf8)
        case "\u{0}"..<" ": raw.append(contentsOf: "\\u\(hex(UInt16(scalar.value)))".utf8)
        default: raw.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    private static func hex(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension JSONParser {
    /// Reads a number by the grammar of RFC 8259 §6.
    mutating func number() throws(JSONError) -> JSONNumber {
        let start = index
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if let byte = peek(), isDigit(byte) { throw fail("a number must not begin with 0") }
        } else {
            try digits("a digit must follow the sign")
        }
        if take(UInt8(ascii: ".")) { try digits("a digit must follow the decimal point") }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            index += 1
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits("a digit must follow the exponent sign")
        }
        return JSONNumber(text: String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func digits(_ message: String) throws(JSONError) {
        guard let byte = peek(), isDigit(byte) else { throw fail(message) }
        while let byte = peek(), isDigit(byte) { index += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    /// Reads a string, quotes included; strict UTF-8, no raw control characters.
    mutating func string() throws(JSONError) -> JSONString {
        let opening = index
        index += 1
        let start = index
        var units: [UInt16] = []
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                let raw = Array(bytes[start..<index])
                index += 1
                return JSONString(raw: raw, units: units)
            case UInt8(ascii: "\\"): units.append(try escape())
            case 0x00..<0x20: throw fail("a control character must be escaped in a string")
            case 0x20..<0x80: plain(into: &units)
            default: try scalar(into: &units)
            }
        }
        throw fail("the string is not closed", at: opening)
    }

    /// A run of ASCII without quote, backslash and controls, in one go.
    private mutating func plain(into units: inout [UInt16]) {
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            index += 1
        }
        units.append(contentsOf: bytes[start..<index].lazy.map { UInt16($0) })
    }

    private mutating func scalar(into units: inout [UInt16]) throws(JSONError) {
        guard let scalar = UTF8Scalar(in: bytes, at: index) else { throw fail("the string is not valid UTF-8") }
        index += scalar.length
        if scalar.value < 0x10000 {
            units.append(UInt16(scalar.value))
        } else {
            units.append(UInt16(0xD800 + (scalar.value - 0x10000) >> 10))
            units.append(UInt16(0xDC00 + (scalar.value - 0x10000) & 0x3FF))
        }
    }

    /// Reads one escape; a lone surrogate is kept as it is.
    private mutating func escape() throws(JSONError) -> UInt16 {
        let start = index
        index += 1
        guard let letter = peek() else { throw fail("the string is not closed", at: start) }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(letter)
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"): return try hexUnit(from: start)
        default: throw fail("an unknown escape in a string", at: start)
        }
    }

    private mutating func hexUnit(from start: Int) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = byte.hexDigitValue else {
                throw fail("\\u needs four hexadecimal digits", at: start)
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit; nil for any other byte.
    package var hexDigitValue: Int? {
        switch self {
        case 0x30...0x39: Int(self) - 0x30
        case 0x41...0x46: Int(self) - 0x41 + 10
        case 0x61...0x66: Int(self) - 0x61 + 10
        default: nil
        }
    }
}

/// A JSON value that loses nothing: number text, key order, duplicate keys, escapes and lone surrogates are kept.
package enum JSON: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(JSONString)
    case array([JSON])
    case object([Member])

    /// One key and its value; an object is a list of them, in the order of the text.
    package struct Member: Sendable {
        package var key: JSONString
        package var value: JSON

        package init(key: JSONString, value: JSON) {
            self.key = key
            self.value = value
        }
    }
}

/// A number as its text, compared by exact decimal value.
package struct JSONNumber: Sendable {
    package var text: String

    package init(text: String) {
        self.text = text
    }
}

/// A string as its UTF-16 code units (so a lone surrogate escape survives) and the text between its quotes.
package struct JSONString: Sendable {
    /// As between the quotes, escapes untouched.
    package var raw: [UInt8]
    /// After decoding escapes.
    package var units: [UInt16]

    package init(raw: [UInt8], units: [UInt16]) {
        self.raw = raw
        self.units = units
    }

    /// With lone surrogates replaced by U+FFFD.
    package var string: String {
        String(decoding: units, as: UTF16.self)
    }
}

internal import Wire

/// JSON text and JSON values made of YAML: key order and the text of unquoted numbers are kept.
extension Reader {
    /// Compact JSON text of a YAML value.
    func jsonText(_ node: YAMLNode) -> String {
        var text = ""
        write(node, into: &text)
        return text
    }

    private func write(_ node: YAMLNode, into text: inout String) {
        switch node.value {
        case .scalar(let scalar, let plain):
            text += plain ? plainJSON(scalar, at: node.place) : JSONSpelling.quote(scalar)
        case .sequence(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                write(element, into: &text)
            }
            text += "]"
        case .mapping(let entries):
            text += "{"
            for (index, entry) in entries.enumerated() {
                if index > 0 { text += "," }
                text += JSONSpelling.quote(entry.key) + ":"
                write(entry.value, into: &text)
            }
            text += "}"
        }
    }

    /// What an unquoted scalar means; spellings that other YAML readers take for numbers or booleans are refused.
    private func plainJSON(_ text: String, at place: Place) -> String {
        switch text {
        case "", "~", "null": return "null"
        case "true", "false": return text
        case "True", "TRUE", "False", "FALSE", "Null", "NULL":
            error(place, "`\(text)` is no JSON value", hint: "write `\(text.lowercased())`, or quote it to send text")
            return "null"
        default: break
        }
        if JSONSpelling.isNumber(text) { return text }
        if JSONSpelling.looksNumeric(text) {
            error(place, "`\(text.abbreviated)` is no JSON number", hint: "quote it to send text")
            return "null"
        }
        return JSONSpelling.quote(text)
    }

    /// The value, for check parameters.
    func json(_ node: YAMLNode) -> JSON {
        switch node.value {
        case .sequence(let elements): return .array(elements.map(json))
        case .mapping(let entries):
            return .object(entries.map { JSON.Member(key: JSONSpelling.string($0.key), value: json($0.value)) })
        case .scalar(let text, plain: false): return .string(JSONSpelling.string(text))
        case .scalar(let text, plain: true):
            switch plainJSON(text, at: node.place) {
            case "null": return .null
            case "true": return .bool(true)
            case "false": return .bool(false)
            case let spelling where spelling.hasPrefix("\""): return .string(JSONSpelling.string(text))
            case let spelling: return .number(JSONNumber(text: spelling))
            }
        }
    }
}

/// How JSON spells strings and numbers (RFC 8259 §6, §7).
enum JSONSpelling {
    /// The string in quotes, with nothing escaped that need not be.
    static func quote(_ text: String) -> String {
        "\"" + escape(text) + "\""
    }

    static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case _ where scalar.value < 0x20:
                escaped += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    static func string(_ text: String) -> JSONString {
        JSONString(raw: Array(escape(text).utf8), units: Array(text.utf16))
    }

    /// Whether the text is a number by the grammar of RFC 8259 §6.
    static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "0") { rest.removeFirst() } else if !digits(&rest) { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits(&rest) else { return false }
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits(&rest) else { return false }
        }
        return rest.isEmpty
    }

    private static func digits(_ rest: inout Substring.UTF8View) -> Bool {
        let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
        rest = rest.dropFirst(count)
        return count > 0
    }

    /// Whether a YAML 1.1 or 1.2 reader would take the text for a number although JSON does not.
    static func looksNumeric(_ text: String) -> Bool {
        let word = text.lowercased()
        if [".nan", ".inf", "-.inf", "+.inf"].contains(word) { return true }
        let body = word.drop { $0 == "+" || $0 == "-" }
        if body.hasPrefix("0x") { return body.count > 2 && body.dropFirst(2).allSatisfy(\.isHexDigit) }
        if body.hasPrefix("0o") { return body.count > 2 && body.dropFirst(2).allSatisfy { ("0"..."7").contains($0) } }
        guard let first = body.first, first.isASCII, first.isNumber || (first == "." && body.count > 1) else {
            return false
        }
        let numeric = body.drop { $0.isASCII && ($0.isNumber || $0 == "_") }
        if numeric.isEmpty { return true }
        guard numeric.first == "." else { return false }
        return numeric.dropFirst().allSatisfy { $0.isASCII && ($0.isNumber || $0 == "_") }
    }
}

/// Where a JSON text may be broken into lines, and how a text falls apart at line ends.
enum JSONLines {
    /// The same JSON value with an LF after every `{` and `,` that stands outside strings.
    static func spread(_ json: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(json.count * 2)
        var inString = false
        var escaped = false
        for byte in json {
            out.append(byte)
            if inString {
                inString = escaped || byte != 0x22
                escaped = !escaped && byte == 0x5C
            } else if byte == 0x22 {
                inString = true
            } else if byte == 0x7B || byte == 0x2C {
                out.append(0x0A)
            }
        }
        return out
    }

    /// The lines of a text; LF, CRLF and CR end a line, and a text without any is one line.
    static func split(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index < text.count {
            guard text[index] == 0x0A || text[index] == 0x0D else {
                index += 1
                continue
            }
            lines.append(text[start..<index])
            index += text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A ? 2 : 1
            start = index
        }
        lines.append(text[start...])
        return lines
    }
}

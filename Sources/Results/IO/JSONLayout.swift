/// Lays out compact JSON so that a line of a diff says something: what fits on a line stays on one, and
/// the members of what does not are filled into lines of at most `width` columns.
struct JSONLayout {
    private let bytes: [UInt8]
    private let width: Int
    /// Offset of an opening bracket → offset of its closing one, and the columns it takes on one line.
    private var spans: [Int: (close: Int, columns: Int)] = [:]
    private var out: [UInt8] = []

    /// Takes what an encoder wrote: valid, without white space between tokens.
    static func lay(_ compact: [UInt8], indent: Int = 0, width: Int = 120) -> [UInt8] {
        var layout = JSONLayout(compact, width: width)
        layout.emit(from: 0, to: compact.count, indent: indent)
        return layout.out
    }

    private init(_ bytes: [UInt8], width: Int) {
        self.bytes = bytes
        self.width = width
        var open: [(offset: Int, spaces: Int)] = []
        var spaces = 0
        scan(0, bytes.count) { offset, byte in
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): open.append((offset, spaces))
            case UInt8(ascii: ","), UInt8(ascii: ":"): spaces += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard let start = open.popLast() else { return offset + 1 }
                spans[start.offset] = (offset, offset + 1 - start.offset + spaces - start.spaces)
            default: break
            }
            return offset + 1
        }
    }

    /// Visits every byte that is outside strings; the visitor tells where to go on.
    private func scan(_ start: Int, _ end: Int, _ visit: (Int, UInt8) -> Int) {
        var offset = start
        while offset < end {
            if bytes[offset] == UInt8(ascii: "\"") {
                offset += 1
                while offset < end, bytes[offset] != UInt8(ascii: "\"") {
                    offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
                }
                offset += 1
            } else {
                offset = visit(offset, bytes[offset])
            }
        }
    }

    /// Writes one value, or one `"key":value`, on as many lines as it needs.
    private mutating func emit(from start: Int, to end: Int, indent: Int) {
        let opening = opening(from: start, to: end)
        guard let open = opening, let span = spans[open], span.close > open + 1,
            indent > 0 && columns(start, end) + indent > width || indent == 0
        else { return line(from: start, to: end) }
        line(from: start, to: open + 1)
        var column = width
        for (first, last) in members(of: open, to: span.close) {
            let needed = columns(first, last) + 2
            let fits = needed + indent + 2 <= width
            if indent == 0 || !fits || column + needed > width {
                out.append(UInt8(ascii: "\n"))
                out += repeatElement(UInt8(ascii: " "), count: indent + 2)
                column = indent + 2
            } else {
                out.append(UInt8(ascii: " "))
            }
            emit(from: first, to: last, indent: indent + 2)
            column = fits ? column + needed : width
            if last < span.close { out.append(UInt8(ascii: ",")) }
        }
        out.append(UInt8(ascii: "\n"))
        out += repeatElement(UInt8(ascii: " "), count: indent)
        line(from: span.close, to: end)
    }

    /// The bracket that a value, or the value of a member, starts with.
    private func opening(from start: Int, to end: Int) -> Int? {
        var found: Int?
        scan(start, end) { offset, byte in
            if byte == UInt8(ascii: ":") { return offset + 1 }
            if spans[offset] != nil { found = offset }
            return end
        }
        return found
    }

    private func columns(_ start: Int, _ end: Int) -> Int {
        guard let open = opening(from: start, to: end), let span = spans[open] else { return end - start + 1 }
        return open - start + span.columns + 1
    }

    private func members(of open: Int, to close: Int) -> [(Int, Int)] {
        var found: [(Int, Int)] = []
        var start = open + 1
        scan(open + 1, close) { offset, byte in
            if let span = spans[offset] { return span.close + 1 }
            if byte == UInt8(ascii: ",") {
                found.append((start, offset))
                start = offset + 1
            }
            return offset + 1
        }
        return found + [(start, close)]
    }

    /// Copies, with a space after each comma and colon outside strings.
    private mutating func line(from start: Int, to end: Int) {
        var copied = start
        var pieces: [(Int, Int)] = []
        scan(start, end) { offset, byte in
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") {
                pieces.append((copied, offset + 1))
                copied = offset + 1
            }
            return offset + 1
        }
        for piece in pieces {
            out += bytes[piece.0..<piece.1]
            out.append(UInt8(ascii: " "))
        }
        out += bytes[copied..<end]
    }
}

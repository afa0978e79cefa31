internal import Suites

/// Puts texts in SSE dress as an encoding asks (WHATWG HTML §9.2.5).
struct EventText {
    private let encode: Encoding
    private var lineEnds: LineEnds
    private var owesBOM: Bool

    init(encode: Encoding) {
        self.encode = encode
        lineEnds = LineEnds(kind: encode.lineEnd)
        owesBOM = encode.bom
    }

    /// One event; line ends inside `data` make further `data:` lines, as the format has no other way.
    mutating func event(name: [UInt8]?, data: [UInt8]) -> [UInt8] {
        var out = bom()
        if let name {
            field("event", name, into: &out)
        }
        let lines = encode.multiline ? JSONLines.spread(data) : data
        for line in JSONLines.split(lines) {
            field("data", line, into: &out)
        }
        blankLines(encode.blankLines, into: &out)
        return out
    }

    mutating func comment(_ text: [UInt8], blank: Bool) -> [UInt8] {
        var out = bom()
        out.append(0x3A)
        if encode.spaceAfterColon && !text.isEmpty { out.append(0x20) }
        out.append(contentsOf: text)
        out.append(contentsOf: lineEnds.next(emptyLine: false))
        if blank { blankLines(1, into: &out) }
        return out
    }

    mutating func control(_ lines: [[UInt8]], blank: Bool) -> [UInt8] {
        var out = bom()
        for line in lines {
            out.append(contentsOf: line)
            out.append(contentsOf: lineEnds.next(emptyLine: line.isEmpty))
        }
        if blank { blankLines(1, into: &out) }
        return out
    }

    mutating func verbatim(_ bytes: [UInt8]) -> [UInt8] {
        bom() + bytes
    }

    private mutating func bom() -> [UInt8] {
        defer { owesBOM = false }
        return owesBOM ? [0xEF, 0xBB, 0xBF] : []
    }

    private mutating func field(_ name: String, _ value: some Collection<UInt8>, into out: inout [UInt8]) {
        out.append(contentsOf: name.utf8)
        out.append(0x3A)
        // A decoder strips one space, so a value that starts with one needs another in front.
        if encode.spaceAfterColon || value.first == 0x20 { out.append(0x20) }
        out.append(contentsOf: value)
        out.append(contentsOf: lineEnds.next(emptyLine: false))
    }

    private mutating func blankLines(_ count: Int, into out: inout [UInt8]) {
        for _ in 0..<max(0, count) {
            out.append(contentsOf: lineEnds.next(emptyLine: true))
        }
    }
}

/// Chooses the line end of each line.
struct LineEnds {
    let kind: Encoding.LineEnd
    private var count = 0
    private var endedInCR = false

    init(kind: Encoding.LineEnd) {
        self.kind = kind
    }

    /// The next line end.
    ///
    /// `emptyLine`: nothing stands between the last line end and this one, so a CR must not be
    /// followed by a lone LF: the two would read as one line end.
    mutating func next(emptyLine: Bool) -> [UInt8] {
        let end = choose(emptyLine: emptyLine)
        endedInCR = end == [0x0D]
        return end
    }

    private mutating func choose(emptyLine: Bool) -> [UInt8] {
        switch kind {
        case .lf: return [0x0A]
        case .crlf: return [0x0D, 0x0A]
        case .cr: return [0x0D]
        case .mixed:
            defer { count += 1 }
            let choices: [[UInt8]] = [[0x0A], [0x0D, 0x0A], [0x0D]]
            let choice = choices[count % 3]
            return emptyLine && endedInCR && choice == [0x0A] ? [0x0D, 0x0A] : choice
        }
    }
}

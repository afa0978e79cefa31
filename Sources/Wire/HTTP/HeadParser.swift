/// Finds and parses one HTTP/1.x message head, piece by piece and in bounded memory.
package struct HeadParser: Sendable {
    package enum Message: Sendable {
        case request, response
    }

    /// The parsed head: one of the two, by the kind of message.
    package private(set) var request: RequestHead?
    package private(set) var response: ResponseHead?
    /// The blank line was read.
    package private(set) var isComplete = false
    /// The head is longer than the limit, or its start line cannot be read; nothing more is taken.
    package private(set) var error: String?
    /// Deviations from the syntax, in order.
    package private(set) var problems: [HeadProblem] = []
    /// All bytes of the head so far, the blank line included.
    package private(set) var bytes: [UInt8] = []

    private let message: Message
    private let limit: Int
    /// The lines without their ends, as ranges of `bytes`.
    private var lines: [Line] = []
    private var lineStart = 0
    /// Lines read, leading blank ones included.
    private var lineCount = 0

    private struct Line {
        var number: Int
        var range: Range<Int>
    }

    /// Begins a head of at most `limit` bytes.
    package init(_ message: Message, limit: Int = 256 << 10) {
        self.message = message
        self.limit = limit
    }

    /// Parses a head that is at hand whole.
    package static func parse(_ message: Message, _ bytes: some Collection<UInt8>) -> HeadParser {
        var parser = HeadParser(message)
        parser.feed(bytes)
        return parser
    }

    /// Takes bytes up to the end of the head; returns how many, so that the rest can go to the body.
    @discardableResult
    package mutating func feed(_ new: some Collection<UInt8>) -> Int {
        var taken = 0
        for byte in new {
            if isComplete || error != nil { break }
            taken += 1
            bytes.append(byte)
            if byte == 0x0A {
                endLine()
            } else if bytes.count >= limit {
                error = "the head is longer than \(limit) bytes"
            }
        }
        return taken
    }

    private mutating func endLine() {
        var range = lineStart..<bytes.count - 1
        lineStart = bytes.count
        lineCount += 1
        let hasCR = range.last.map { bytes[$0] == 0x0D } ?? false
        if hasCR { range = range.lowerBound..<range.upperBound - 1 }
        let line = Line(number: lineCount, range: range)
        if !hasCR { report(.bareLF, line) }
        if bytes[range].contains(0x0D) { report(.bareCR, line) }
        if !range.isEmpty {
            lines.append(line)
        } else if lines.isEmpty {
            if message == .response { report(.leadingBlankLine, line) }
        } else {
            isComplete = true
            parse()
        }
    }

    private mutating func report(_ kind: HeadProblem.Kind, _ line: Line) {
        let text = PrintableBytes.text(bytes[line.range].prefix(200))
        problems.append(HeadProblem(kind, line: line.number, text: text))
    }

    private mutating func parse() {
        let fields = fields()
        let words = String(latin1: bytes[lines[0].range])
            .split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        switch message {
        case .request: startRequest(words.map(String.init), fields)
        case .response: startResponse(words.map(String.init), fields)
        }
    }

    private mutating func startRequest(_ words: [String], _ fields: HeaderFields) {
        guard words.count == 3, !words[1].isEmpty, !words[0].isEmpty, words[0].utf8.allSatisfy(\.isTokenCharacter),
            !words[2].contains(" ")
        else {
            report(.badStartLine, lines[0])
            error = "the request line cannot be read"
            return
        }
        version(words[2])
        request = RequestHead(method: words[0], target: words[1], version: words[2], fields: fields)
    }

    private mutating func startResponse(_ words: [String], _ fields: HeaderFields) {
        guard words.count >= 2, words[0].hasPrefix("HTTP/") else {
            report(.badStartLine, lines[0])
            error = "the status line cannot be read"
            return
        }
        version(words[0])
        guard words[1].utf8.count == 3, let status = Int(words[1]), (100...999).contains(status) else {
            report(.badStatus, lines[0])
            error = "the status is not a number of three digits"
            return
        }
        let reason = words.count > 2 ? words[2] : ""
        response = ResponseHead(status: status, reason: reason, version: words[0], fields: fields)
    }

    private mutating func version(_ text: String) {
        if text != "HTTP/1.1", text != "HTTP/1.0" { report(.badVersion, lines[0]) }
    }

    private mutating func fields() -> HeaderFields {
        var fields = HeaderFields()
        for line in lines.dropFirst() {
            let content = bytes[line.range]
            if content.first == 0x20 || content.first == 0x09 {
                report(.obsFold, line)
                fold(content, into: &fields)
            } else if let field = field(line) {
                fields.lines.append(field)
            }
        }
        return fields
    }

    /// Joins a continuation line to the field before it, with one space (RFC 9112 §5.2).
    private func fold(_ content: ArraySlice<UInt8>, into fields: inout HeaderFields) {
        guard let last = fields.lines.indices.last else { return }
        fields.lines[last].value += " " + String(latin1: content).trimmingOWS()
    }

    private mutating func field(_ line: Line) -> HeaderField? {
        let content = bytes[line.range]
        guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else {
            report(.missingColon, line)
            return nil
        }
        let name = content[..<colon]
        let value = content[(colon + 1)...]
        if name.last == 0x20 || name.last == 0x09 {
            report(.blankBeforeColon, line)
        } else if name.isEmpty || !name.allSatisfy(\.isTokenCharacter) {
            report(.badFieldName, line)
        }
        if value.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0D || $0 == 0x7F }) {
            report(.badFieldValue, line)
        }
        return HeaderField(String(latin1: name).trimmingOWS(), String(latin1: value).trimmingOWS())
    }
}

internal import Wire

/// The lines of a message head, read leniently: LF ends a line, a CR before it is dropped, bytes are Latin-1.
struct HeadLines {
    let lines: [String]
    /// Whether a blank line ended the head.
    let isComplete: Bool

    init(_ bytes: some Collection<UInt8>) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            let text = line.last == 0x0D ? line.dropLast() : line
            return String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) }))
        }
        // The text after the last LF, and the blank line before it.
        isComplete = lines.count > 2 && lines.suffix(2).allSatisfy(\.isEmpty)
        while lines.last?.isEmpty == true {
            lines.removeLast()
        }
        self.lines = lines
    }

    /// The bytes up to and including the first blank line, and those behind it.
    static func split(_ bytes: [UInt8]) -> (head: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
        for index in bytes.indices.dropFirst() where bytes[index] == 0x0A {
            let before = bytes[index - 1] == 0x0D ? index - 2 : index - 1
            if before >= 0, bytes[before] == 0x0A { return (bytes[...index], bytes[(index + 1)...]) }
        }
        return (bytes[...], [])
    }

    /// Lines without a colon are kept as names without a value: the journal shows what came.
    static func fields(_ lines: [String]) -> HeaderFields {
        HeaderFields(
            lines.map { line in
                guard let colon = line.firstIndex(of: ":") else { return HeaderField(line, "") }
                return HeaderField(String(line[..<colon]), line[line.index(after: colon)...].trimmingOWS())
            })
    }
}

/// Decodes an event stream piece by piece, by WHATWG HTML §9.2.6; however the bytes are cut, the result is the same.
package struct SSEDecoder: Sendable {
    private var decoded = SSEStream()
    private var line: [UInt8] = []
    private var lineStart = 0
    /// Bytes fed so far.
    private var offset = 0
    /// The last byte was a CR: a line end by itself, or half of a CRLF.
    private var afterCR = false
    private var isFirstLine = true
    private var block = Block()
    /// What the line that ended last produced; grown by one byte when the LF of its CRLF arrives.
    private var lastLine = LineResult.nothing

    /// Fields of the block that is being read.
    struct Block: Sendable {
        var start: Int?
        var data: [UInt8]?
        var name: String?
        var id: String?
        /// A field line, known or not; comments do not count.
        var hasField = false
        var hasControl = false
    }

    private enum LineResult {
        case nothing, event, comment, dataless, unknown, spare
    }

    package init() {}

    /// Events dispatched so far.
    package var eventCount: Int {
        decoded.events.count
    }

    /// The event at that position.
    package func event(_ index: Int) -> SSEStream.Event {
        decoded.events[index]
    }

    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ feed(UnsafeRawBufferPointer($0)) }) == nil {
            Array(bytes).withUnsafeBytes { feed($0) }
        }
    }

    package mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if afterCR {
                afterCR = false
                decoded.lineEnds.insert(byte == 0x0A ? .crlf : .cr)
                if byte == 0x0A {
                    take(1, &index)
                    lineStart = offset
                    extendLastLine()
                    continue
                }
            }
            if byte == 0x0A || byte == 0x0D {
                take(1, &index)
                endLine(byte)
            } else {
                let rest = bytes[index...]
                let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
                line.append(contentsOf: bytes[index..<end])
                take(end - index, &index)
            }
        }
    }

    private mutating func take(_ count: Int, _ index: inout Int) {
        index += count
        offset += count
    }

    private mutating func endLine(_ byte: UInt8) {
        if byte == 0x0D { afterCR = true } else { decoded.lineEnds.insert(.lf) }
        if isFirstLine, line.starts(with: SSEStream.byteOrderMark) {
            decoded.hasBOM = true
            line.removeFirst(SSEStream.byteOrderMark.count)
        }
        isFirstLine = false
        lastLine = line.isEmpty ? blankLine() : contentLine()
        line.removeAll(keepingCapacity: true)
        lineStart = offset
    }

    private mutating func blankLine() -> LineResult {
        defer { block = Block() }
        let start = block.start ?? lineStart
        if let data = block.data {
            let event = SSEStream.Event(data: data, name: block.name, id: block.id, range: start..<offset)
            decoded.events.append(event)
            return .event
        }
        if block.hasControl {
            return decoded.dataless.note(start..<offset) ? .dataless : .nothing
        }
        if !block.hasField {
            return decoded.spareBlankLines.note(lineStart..<offset) ? .spare : .nothing
        }
        return .nothing
    }

    private mutating func contentLine() -> LineResult {
        if block.start == nil { block.start = lineStart }
        if line.first == UInt8(ascii: ":") {
            let text = String(decoding: line.dropFirst(), as: UTF8.self)
            let comment = SSEStream.Comment(text: text, range: lineStart..<offset)
            return decoded.comments.note(comment) ? .comment : .nothing
        }
        block.hasField = true
        if block.take(SSEField(line)) { return .nothing }
        return decoded.unknownLines.note(lineStart..<offset) ? .unknown : .nothing
    }

    private mutating func extendLastLine() {
        switch lastLine {
        case .nothing: break
        case .event: decoded.events[decoded.events.count - 1].range.extend()
        case .comment: decoded.comments[decoded.comments.count - 1].range.extend()
        case .dataless: decoded.dataless[decoded.dataless.count - 1].extend()
        case .unknown: decoded.unknownLines[decoded.unknownLines.count - 1].extend()
        case .spare: decoded.spareBlankLines[decoded.spareBlankLines.count - 1].extend()
        }
    }

    /// Everything decoded so far, as if the payload ended here.
    package var stream: SSEStream {
        var result = decoded
        if afterCR { result.lineEnds.insert(.cr) }
        var tail = line[...]
        if isFirstLine, tail.starts(with: SSEStream.byteOrderMark) {
            result.hasBOM = true
            tail = tail.dropFirst(SSEStream.byteOrderMark.count)
        }
        let isComment = tail.first == UInt8(ascii: ":")
        if !tail.isEmpty, !isComment, !SSEField.couldBegin(tail) { result.unknownLines.append(lineStart..<offset) }
        if block.hasField || (!tail.isEmpty && !isComment) {
            result.leftover = (block.start ?? lineStart)..<offset
        }
        return result
    }
}

extension SSEDecoder.Block {
    /// Applies a field; false when its name is not one of the standard's.
    fileprivate mutating func take(_ field: SSEField) -> Bool {
        switch field.name {
        case "data":
            if data == nil {
                data = Array(field.value)
            } else {
                data?.append(0x0A); data?.append(contentsOf: field.value)
            }
        case "event": name = String(decoding: field.value, as: UTF8.self)
        case "id": if !field.value.contains(0) { id = String(decoding: field.value, as: UTF8.self) }
        case "retry": break
        default: return false
        }
        hasControl = hasControl || field.name != "data"
        return true
    }
}

extension Range<Int> {
    fileprivate mutating func extend() {
        self = lowerBound..<upperBound + 1
    }
}

extension Array {
    /// Appends unless a hostile peer filled the list already; tells whether it did.
    fileprivate mutating func note(_ element: Element) -> Bool {
        guard count < SSEStream.greatestNotes else { return false }
        append(element)
        return true
    }
}

internal import Wire

/// The bytes of an example's answer as they stand on the wire.
extension Reply {
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    private var allFields: HeaderFields {
        var all = fields
        guard !all.contains("transfer-encoding"), !all.contains("content-length") else { return all }
        switch framing {
        case .chunked: all.append("transfer-encoding", "chunked")
        case .length: all.append("content-length", String(body.count))
        case .close: break
        }
        return all
    }

    var head: ResponseHead { ResponseHead(status: status, fields: allFields) }

    var headBytes: [UInt8] {
        guard hasHead else { return [] }
        let lines = allFields.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array("HTTP/1.1 \(status) X\r\n\(lines)\r\n".utf8)
    }

    /// One piece for each event, or one for the whole body; the last is cut short when the answer is.
    var wire: Transcript {
        guard hasHead else { return Transcript() }
        var transcript = Transcript()
        for (index, piece) in pieces.enumerated() {
            transcript.append(framed(piece), at: Reply.instant(at + Int64(index) * pace))
        }
        if framing == .chunked, ending == .complete {
            transcript.append(Array("0\r\n\r\n".utf8), at: Reply.instant(at + Int64(pieces.count) * pace))
        }
        return transcript
    }

    private var sentBody: [UInt8] {
        framing == .length && ending != .complete ? Array(body.dropLast(5)) : body
    }

    var pieces: [[UInt8]] {
        guard framing != .length else { return [sentBody] }
        var pieces: [[UInt8]] = [[]]
        for byte in sentBody {
            pieces[pieces.count - 1].append(byte)
            if pieces[pieces.count - 1].suffix(2) == [0x0A, 0x0A] { pieces.append([]) }
        }
        return pieces.filter { !$0.isEmpty }
    }

    private func framed(_ piece: [UInt8]) -> [UInt8] {
        guard framing == .chunked, !piece.isEmpty else { return piece }
        return Array(String(piece.count, radix: 16).utf8) + Self.lineEnd + piece + Self.lineEnd
    }

    /// An instant of the example's own clock.
    static func instant(_ milliseconds: Int64) -> Instant {
        Instant(nanoseconds: 1_000_000_000 + milliseconds * 1_000_000)
    }
}

extension Reply {
    /// The attempt of a provider that answered so, to this request.
    func attempt(number: Int, head: RequestHead, body: [UInt8]) -> Attempt {
        let start = Reply.instant(at)
        var attempt = Attempt(provider: provider, number: number, accepted: start, firstByte: start, head: head)
        attempt.body = body
        attempt.framing = "length"
        attempt.headBytes = Array(
            ("\(head.method) \(head.target) \(head.version)\r\n"
                + head.fields.map { "\($0.name): \($0.value)\r\n" }
                .joined() + "\r\n").utf8)
        attempt.bodyRead = start
        attempt.sentHeadBytes = headBytes
        attempt.sentHead = hasHead ? self.head : nil
        attempt.headWritten = hasHead ? start : nil
        attempt.sentBody = wire
        attempt.acceptedBytes = wire.bytes.count
        attempt.ending = scriptEnding
        attempt.ended = Reply.instant(at + Int64(pieces.count + 1) * pace)
        attempt.events = eventWrites
        return attempt
    }

    private var eventWrites: [Attempt.EventWrite] {
        var start = 0
        return pieces.enumerated().map { index, piece in
            defer { start += piece.count }
            return Attempt.EventWrite(
                index: index + 1, at: Reply.instant(at + Int64(index) * pace), payload: start..<start + piece.count)
        }
    }

    private var scriptEnding: Attempt.ScriptEnding {
        switch ending {
        case .complete: .complete
        case .cut: .closed
        case .reset: .reset
        case .stalled: .stalled
        case .aborted: .abandoned
        }
    }

    var clientEnding: Ending {
        switch ending {
        case .complete: framing == .close ? .closed : .complete
        case .cut: !hasHead ? .noAnswer : framing == .chunked ? .missingLastChunk : .shortBody(missing: 5)
        case .reset: .reset
        case .stalled: .timedOut
        case .aborted: .aborted
        }
    }
}

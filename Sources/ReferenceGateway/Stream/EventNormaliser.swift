internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Turns any legal event stream into one that every client reads: LF, no mark, no control blocks, whole events only.
///
/// Events that are in that form already pass as the bytes they came in. Nothing but framing is ever changed, save that
/// an `error: null` member is cut out. Any split of the input gives the same events.
struct EventNormaliser {
    enum Step {
        case more
        /// `[DONE]` was passed on; what follows is dropped.
        case done
        /// The provider reported an error, or sent what is no event; this is its text, not passed on.
        case failed(Failure)
    }

    struct Failure {
        var payload: [UInt8]
        var isInvalid: Bool
    }

    private(set) var progress: StreamProgress
    /// Defects only: errors, or events that are not JSON, are dropped and the stream goes on.
    var skipsErrors = false
    var skipsInvalid = false
    private let limit: Int
    private var decoder = EventLines()
    private var block = EventBlock()

    init(endpoint: Endpoint, choices: Int, limit: Int) {
        progress = StreamProgress(endpoint: endpoint, choices: choices)
        self.limit = limit
    }

    /// Whether bytes of an unfinished event are kept back.
    var hasRest: Bool {
        !decoder.isEmpty || !block.isEmpty
    }

    /// Whether all that is kept back is a `[DONE]` that lacks its line ends.
    var restIsDone: Bool {
        var lines = decoder
        var rest = block
        if let line = lines.flush() { _ = rest.add(line, keepsName: false) }
        return rest.payload.withUnsafeBytes { EventScan($0).kind == .done }
    }

    /// All bytes of an unfinished event, as a careless gateway would pass them on.
    var halfEvent: [UInt8] {
        var lines = decoder
        let line = lines.flush().map { Array($0.readableBytesView) } ?? []
        return block.isEmpty ? line : Array("data: ".utf8) + block.payload + line
    }

    /// What is kept back, for an error that came without the form of an event.
    var rest: [UInt8] {
        var lines = decoder
        return block.isEmpty ? lines.flush().map { Array($0.readableBytesView) } ?? [] : []
    }

    /// Reads some payload and appends what may go to the client.
    mutating func feed(_ input: ByteBuffer, into output: inout ByteBuffer) -> Step {
        var input = input
        decoder.start(input.firstByte)
        if decoder.isAtLineStart, block.isEmpty, let step = feedClean(&input, into: &output) { return step }
        while let line = decoder.next(&input) {
            if let step = take(line, into: &output) { return step }
        }
        if decoder.count + block.count > limit {
            return .failed(Failure(payload: [], isInvalid: true))
        }
        return .more
    }

    /// The common case: whole events of one `data: ` line each; stops before the first that is anything else.
    private mutating func feedClean(_ input: inout ByteBuffer, into output: inout ByteBuffer) -> Step? {
        var step: Step?
        let clean = input.withUnsafeReadableBytes { raw -> Int in
            guard let base = raw.baseAddress, memchr(base, 0x0D, raw.count) == nil else { return 0 }
            var at = 0
            while step == nil, raw.hasDataPrefix(at: at), let end = raw.lineEnd(from: at), end < raw.count,
                raw[end] == 0x0A
            {
                let scan = EventScan(UnsafeRawBufferPointer(rebasing: raw[at + 6..<end - 1]))
                guard scan.kind == .plain || scan.kind == .done && end - at == 13, scan.nullError == nil else { break }
                progress.note(scan)
                at = end + 1
                if scan.kind == .done { step = .done }
            }
            return at
        }
        if var slice = input.readSlice(length: clean) {
            if output.readableBytes == 0 { output = slice } else { output.writeBuffer(&slice) }
        }
        return step
    }

    private mutating func take(_ line: ByteBuffer, into output: inout ByteBuffer) -> Step? {
        if line.readableBytes == 0 { return dispatch(into: &output) }
        switch block.add(line, keepsName: !progress.endsWithDone) {
        case .taken, .ignored: return nil
        case .comment:
            output.writeImmutableBuffer(line)
            output.writeInteger(UInt8(0x0A))
            return nil
        case .foreign:
            return skipsInvalid ? nil : .failed(Failure(payload: Array(line.readableBytesView), isInvalid: false))
        }
    }

    private mutating func dispatch(into output: inout ByteBuffer) -> Step? {
        defer { block.clear() }
        guard block.hasData else { return nil }
        let payload = block.payload
        let scan = payload.withUnsafeBytes { EventScan($0) }
        let isError = scan.kind == .error || scan.type == .error || progress.endsWithDone && block.isNamedError
        if isError, progress.endsWithDone || progress.events == 0 || scan.type != .error {
            return skipsErrors ? nil : .failed(Failure(payload: payload, isInvalid: false))
        }
        switch scan.kind {
        case .empty: return nil
        case .invalid: return skipsInvalid ? nil : .failed(Failure(payload: payload, isInvalid: true))
        case .done: output.writeStaticString("data: [DONE]\n\n")
        case .plain, .error: block.write(without: progress.endsWithDone ? scan.nullError : nil, into: &output)
        }
        progress.note(scan)
        return scan.kind == .done ? .done : nil
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func hasDataPrefix(at start: Int) -> Bool {
        guard start + 6 <= count else { return false }
        return self[start] == 0x64 && self[start + 1] == 0x61 && self[start + 2] == 0x74 && self[start + 3] == 0x61
            && self[start + 4] == 0x3A && self[start + 5] == 0x20
    }
}

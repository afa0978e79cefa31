internal import CCurl
internal import Synchronization
internal import Wire

/// An exchange whose bytes the caller wrote himself: sent as they are, the answer read by our own decoders.
///
/// It runs on a thread of its own and never waits longer than the limits allow.
final class RawExchange {
    private let request: ClientRequest
    private let observer: (any ExchangeObserver)?
    private let options: CurlClient.Options
    private let isCancelled: () -> Bool
    private let deadline: Int64
    private var record: ClientRecord
    private var answer: AnswerReader
    private var abort: AbortRule
    private var reading: ReadingRule
    private var upload: VerbatimSource
    /// Nothing is read before this instant.
    private var readAgain = Int64.min

    init(
        _ job: ExchangeJob, verbatim: [UInt8], options: CurlClient.Options, isCancelled: @escaping () -> Bool
    ) {
        request = job.request
        observer = job.observer
        self.options = options
        self.isCancelled = isCancelled
        deadline = job.started.nanoseconds &+ Int64(clamping: request.limits.totalMilliseconds) &* 1_000_000
        record = .unsent(job, .failed("not begun"))
        answer = AnswerReader(request, verbatim: verbatim)
        abort = AbortRule(request.behaviour.abort)
        reading = ReadingRule(request.behaviour.reading)
        upload = VerbatimSource(verbatim, request.behaviour.upload)
    }

    /// Plays the exchange on the calling thread.
    func run() -> ClientRecord {
        do {
            var socket = try RawSocket(request, options: options)
            record.ending = play(&socket)
            let isAborted = record.ending == .aborted
            socket.closes(by: !isAborted ? .plain : request.behaviour.abortWithReset ? .reset : .finish)
        } catch {
            record.ending = .failed("\(error)")
        }
        record.interim = answer.heads.interim
        record.head = answer.heads.head
        record.headBytes = answer.heads.bytes + answer.line
        record.headAt = answer.heads.headAt
        record.ended = .now()
        return record
    }

    private func play(_ socket: inout RawSocket) -> Ending {
        let (code, systemError) = socket.connect()
        guard code == CURLE_OK else {
            return TransferFacts(code: code, systemError: systemError, wasReady: false).ending
        }
        record.ready = .now()
        record.connection = ClientRecord.Connection(
            connectNanoseconds: socket.connectNanoseconds, localPort: socket.localPort)
        while true {
            if let ending = step(socket) { return ending }
        }
    }

    /// Moves what can be moved, then waits; returns the ending when there is one.
    private func step(_ socket: borrowing RawSocket) -> Ending? {
        let now = Instant.now().nanoseconds
        if let ending = dueEnding(now) { return ending }
        // TLS may hold decrypted bytes that no poll tells of, so it is asked more than once.
        for _ in 0..<(request.isEncrypted ? 16 : 1) where readAgain <= now {
            if let ending = read(socket) { return ending }
        }
        if let ending = write(socket) { return ending }
        let writeAt = upload.nextDue
        let wantsWrite = writeAt.map { $0 <= now } ?? false
        var until = min(deadline, now + 100_000_000)
        if let writeAt, writeAt > now { until = min(until, writeAt) }
        if readAgain > now { until = min(until, readAgain) }
        if let abortAt { until = min(until, abortAt) }
        let milliseconds = Int32(clamping: max(0, until - now + 999_999) / 1_000_000)
        socket.wait(reading: readAgain <= now, writing: wantsWrite, milliseconds: milliseconds)
        return nil
    }

    private var abortAt: Int64? {
        guard let milliseconds = abort.milliseconds, let ready = record.ready else { return nil }
        return ready.nanoseconds &+ Int64(clamping: milliseconds) &* 1_000_000
    }

    private func dueEnding(_ now: Int64) -> Ending? {
        if isCancelled() { return .aborted }
        if let abortAt, abortAt <= now { return .aborted }
        return now >= deadline ? .timedOut : nil
    }

    private func write(_ socket: borrowing RawSocket) -> Ending? {
        while let piece = upload.piece(now: Instant.now()) {
            switch socket.send(piece) {
            case .bytes(let count):
                note(sent: piece.prefix(count))
                upload.advance(count)
            case .wouldBlock: return nil
            case .end: return nil
            case .failed:
                // An early answer may be waiting in front of the reset: read on, write no more.
                upload.stop()
                return nil
            }
        }
        return nil
    }

    private func note(sent bytes: ArraySlice<UInt8>) {
        let head = answer.requestHeadEnd
        if record.sentHead.count < head { record.sentHead += bytes.prefix(head - record.sentHead.count) }
    }

    private func read(_ socket: borrowing RawSocket) -> Ending? {
        let size = request.behaviour.reading.bufferBytes ?? 16 << 10
        return withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer in
            let move = socket.receive(into: buffer)
            let now = Instant.now()
            switch move {
            case .bytes(let count): return take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), at: now)
            case .wouldBlock: return nil
            case .end: return finished(CURLE_OK, 0)
            case .failed(let code, let systemError): return finished(code, systemError)
            }
        }
    }

    private func finished(_ code: CURLcode, _ systemError: Int32) -> Ending {
        TransferFacts(
            code: code == CURLE_OK && record.body.isCut(answer) ? CURLE_PARTIAL_FILE : code, systemError: systemError,
            head: answer.heads.head, headBytes: answer.heads.bytes + answer.line, method: answer.method,
            body: record.body
        ).ending
    }

    private func take(_ bytes: UnsafeRawBufferPointer, at now: Instant) -> Ending? {
        let (bodyBytes, step) = answer.feed(bytes, at: now)
        switch step {
        case .more: break
        case .limit(let which): return .limit(which)
        case .malformed(let problem): return .malformed(problem)
        case .answered(let head):
            abort.begin(head, method: answer.method)
            observer?.answered(head)
            if abort.isDue { return .aborted }
        }
        guard !bodyBytes.isEmpty || answer.isComplete else { return nil }
        return take(body: bodyBytes, at: now)
    }

    private func take(body bytes: UnsafeRawBufferPointer, at now: Instant) -> Ending? {
        if !bytes.isEmpty {
            record.body.append(bytes, at: now)
            observer?.received(bytes, at: now)
            abort.feed(bytes)
        }
        if record.body.bytes.count > request.limits.bodyBytes {
            return .limit("more than \(request.limits.bodyBytes) body bytes")
        }
        if abort.isDue { return .aborted }
        if answer.isComplete { return .complete }
        if let problem = answer.problem { return .malformed(problem) }
        if let until = reading.pauseEnd(total: record.body.bytes.count, read: bytes.count, now: now) {
            readAgain = until.nanoseconds
        }
        return nil
    }
}

extension Transcript {
    /// FIN came before the framing was satisfied.
    fileprivate func isCut(_ answer: AnswerReader) -> Bool {
        answer.heads.head != nil && !answer.isComplete && !answer.endsWithConnection
    }
}

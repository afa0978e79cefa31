internal import CCurl
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What is known at the end of a transfer that libcurl ended; turned into an `Ending` by a pure function.
///
/// Where the framing tells, it decides over libcurl's verdict.
struct TransferFacts {
    var code: CURLcode
    /// The errno of the last failed socket call; 0 when none failed.
    var systemError: Int32 = 0
    /// Libcurl's own words.
    var text = ""
    /// A connection was ready, so the request was sent or tried.
    var wasReady = true
    var head: ResponseHead?
    /// Bytes read of heads, an incomplete one included.
    var headBytes: [UInt8] = []
    var method = "POST"
    var body = Transcript()

    var ending: Ending {
        if !wasReady { return unconnected }
        guard let head else { return unanswered }
        return answered(MessageBody.decode(head: head, method: method, transcript: body))
    }

    private var wasReset: Bool {
        [ECONNRESET, EPIPE].contains(systemError) && (code != CURLE_OK)
    }

    private var message: String { text.isEmpty ? CurlLibrary.message(code) : text }

    private var unconnected: Ending {
        switch code {
        case CURLE_COULDNT_CONNECT where systemError == ECONNREFUSED: .refused
        case CURLE_COULDNT_CONNECT where systemError == ECONNRESET: .reset
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        default: wasReset ? .reset : .failed(message)
        }
    }

    private var unanswered: Ending {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_UNSUPPORTED_PROTOCOL: .malformed("the answer is no HTTP/1: \(message)")
        case CURLE_WEIRD_SERVER_REPLY, CURLE_FILESIZE_EXCEEDED, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2:
            .malformed(message)
        case CURLE_OUT_OF_MEMORY: .limit("a header line longer than libcurl's 100 KB")
        case _ where isNoHTTP: .malformed("the answer is no HTTP/1")
        default: wasReset ? .reset : endedByPeer ? .noAnswer : .failed(message)
        }
    }

    /// Whether the first line cannot be a status line; a line that was cut may still have become one.
    private var isNoHTTP: Bool {
        guard let first = headBytes.first else { return false }
        return first != UInt8(ascii: "H")
            || headBytes.contains(UInt8(ascii: "\n")) && !headBytes.starts(with: "HTTP/".utf8)
    }

    /// The peer closed: in so many words, before a byte, in the middle of a head, or on a repetition that we refused.
    private var endedByPeer: Bool {
        [
            CURLE_OK, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_ABORTED_BY_CALLBACK, CURLE_COULDNT_CONNECT,
            CURLE_RECV_ERROR, CURLE_SEND_ERROR,
        ].contains(code)
    }

    private func answered(_ message: MessageBody) -> Ending {
        switch message.framing {
        case .none: return .complete
        case .length(let length):
            if message.isComplete { return .complete }
            return cut(.shortBody(missing: length - message.payload.count))
        case .chunked:
            if message.isComplete { return .complete }
            if let problem = message.problem, !problem.hasPrefix("both ") { return .malformed(problem) }
            // Libcurl rejects a chunk size at its first wrong byte, before the line is whole.
            if text.contains("chunked-encoding") { return .malformed(text) }
            return cut(.missingLastChunk)
        case .close:
            if let problem = message.problem { return .malformed(problem) }
            return code == CURLE_OK ? .closed : cut(.closed)
        }
    }

    /// The end of an answer that its framing calls incomplete; `finished` is what FIN makes of it.
    private func cut(_ finished: Ending) -> Ending {
        if wasReset { return .reset }
        switch code {
        case CURLE_OPERATION_TIMEDOUT: return .timedOut
        case CURLE_PARTIAL_FILE: return finished
        // FIN without TLS's own goodbye: a cut where the framing shows it, in doubt where only the end would.
        case CURLE_RECV_ERROR where text.contains("unexpected eof"):
            return finished == .closed ? .failed("the connection ended without TLS close_notify") : finished
        case CURLE_OK: return .malformed("libcurl held the answer complete, its framing does not")
        case CURLE_WEIRD_SERVER_REPLY, CURLE_FILESIZE_EXCEEDED: return .malformed(message)
        default: return .failed(message)
        }
    }
}

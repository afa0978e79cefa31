internal import NIOCore

/// A client's request as far as it has been read.
struct IncomingRequest {
    var head: HeadScan
    var method: String
    /// As sent, but without scheme and authority.
    var target: Substring
    var framing: BodyFraming
    var isHTTP11: Bool
    /// Whether the connection stays open after the answer.
    var keepsAlive: Bool
    var body = ByteBuffer()
    var chunks = ChunkReader()
    /// Settled from the head alone; given when the body has been read.
    var refusal: Refusal?

    var path: Substring {
        target.prefix { $0 != "?" }
    }
}

extension IncomingRequest {
    /// Reads the request line and the fields that frame and steer the message.
    init(_ bytes: ByteBuffer, quirks: Behaviour.Quirks? = nil) throws(Refusal) {
        let bytes = quirks?.contains(.acceptsFolding) == true ? bytes.unfolded : bytes
        do { head = try HeadScan(bytes) } catch { throw .badRequest(IncomingRequest.text(error)) }
        let line = head.text(head.start).split(separator: " ", omittingEmptySubsequences: false)
        guard line.count == 3, !line[0].isEmpty, !line[1].isEmpty else {
            throw .badRequest("The request line is not `METHOD target HTTP/1.1`.")
        }
        guard line[2] == "HTTP/1.1" || line[2] == "HTTP/1.0" else {
            throw Refusal(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.", type: "invalid_request_error").closing()
        }
        method = String(line[0])
        target = IncomingRequest.originForm(line[1])
        isHTTP11 = line[2] == "HTTP/1.1"
        keepsAlive = isHTTP11 && !head.lists(.connection, "close")
        let prefersChunked = quirks?.contains(.acceptsBothFramings) == true && head.contains(.transferEncoding)
        do { framing = try prefersChunked ? .chunked : head.requestFraming() } catch {
            throw .badRequest(IncomingRequest.text(error))
        }
        let hosts = head.lines.count { $0.kind == .host }
        guard hosts == 1 || hosts == 0 && !isHTTP11 else { throw .badRequest("Exactly one Host field is needed.") }
        if !isHTTP11, framing == .chunked { throw .badRequest("HTTP/1.0 has no chunked coding.") }
    }

    /// What has to follow for a body to be sent.
    var expectsContinue: Bool {
        isHTTP11 && framing != .none && head.lists(.expect, "100-continue")
    }

    private static func originForm(_ target: Substring) -> Substring {
        guard let scheme = target.range(of: "://"), !target.hasPrefix("/") else { return target }
        let rest = target[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }

    private static func text(_ problem: HeadScan.Problem) -> String {
        switch problem {
        case .startLine: "The request line cannot be read."
        case .fieldSyntax: "A header line is not `name: value`."
        case .bareLineEnd: "A line of the head has a bare CR, a bare LF or a control character."
        case .folded: "A header line is folded, which HTTP/1.1 forbids."
        }
    }

    private static func text(_ problem: HeadScan.FramingProblem) -> String {
        switch problem {
        case .lengthAndEncoding: "Content-Length and Transfer-Encoding stand together."
        case .badLength: "Content-Length is not one number."
        case .badEncoding: "The only transfer coding understood is `chunked`."
        }
    }
}

extension Substring {
    /// The first place of a short text.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}

extension ByteBuffer {
    /// With folded lines, bare CR and blanks before colons made good, as a careless parser does.
    fileprivate var unfolded: ByteBuffer {
        let text = String(decoding: readableBytesView, as: UTF8.self)
        let lines = text.replacing("\n", with: "\r\n").replacing("\r\n ", with: " ").replacing("\r\n\t", with: " ")
        return ByteBuffer(string: lines.replacing(" :", with: ":").replacing("\r", with: " "))
    }
}

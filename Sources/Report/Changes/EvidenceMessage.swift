internal import Wire

/// A request or an answer of the evidence, taken apart as far as it can be.
struct EvidenceMessage {
    var startLine = ""
    var fields = HeaderFields()
    /// Of an answer; nil where the head cannot be read.
    var status: Int?
    /// The body without its transfer coding.
    var payload: [UInt8] = []

    init(request text: String) {
        let bytes = EvidenceBytes.decode(text)
        let head = HeadParser.parse(.request, bytes)
        guard let request = head.request else {
            takeLine(of: bytes)
            return
        }
        startLine = "\(request.method) \(request.target) \(request.version)"
        fields = request.fields
        payload = Self.unchunked(bytes.dropFirst(head.bytes.count), fields)
    }

    /// Interim answers, such as a 103, are skipped.
    init(response text: String) {
        var bytes = EvidenceBytes.decode(text)[...]
        var head = HeadParser.parse(.response, bytes)
        while let interim = head.response, (100..<200).contains(interim.status), interim.status != 101 {
            bytes = bytes.dropFirst(head.bytes.count)
            head = HeadParser.parse(.response, bytes)
        }
        guard let response = head.response else {
            takeLine(of: Array(bytes))
            return
        }
        startLine = "\(response.version) \(response.status) \(response.reason)"
        status = response.status
        fields = response.fields
        payload = Self.unchunked(bytes.dropFirst(head.bytes.count), fields)
    }

    private mutating func takeLine(of bytes: [UInt8]) {
        startLine = PrintableBytes.text(bytes.prefix { $0 != 0x0A && $0 != 0x0D })
        payload = bytes
    }

    /// What a recorder decoded already, or what is no chunked body, stays as it is.
    private static func unchunked(_ bytes: ArraySlice<UInt8>, _ fields: HeaderFields) -> [UInt8] {
        guard fields.list("transfer-encoding").last?.equalsIgnoringASCIICase("chunked") == true else {
            return Array(bytes)
        }
        var decoder = ChunkedDecoder()
        decoder.feed(bytes)
        return decoder.payload.isEmpty && !decoder.isComplete ? Array(bytes) : decoder.payload
    }

    var isEmpty: Bool { startLine.isEmpty && payload.isEmpty }

    /// The coding of a body that must be unpacked before it can be read; nil where there is none.
    var coding: String? {
        fields.list("content-encoding").first { !$0.equalsIgnoringASCIICase("identity") }
    }

    var isEventStream: Bool {
        let type = fields["content-type"]?.split(separator: ";").first.map { $0.trimmingOWS() } ?? ""
        return type.equalsIgnoringASCIICase("text/event-stream") || payload.starts(with: Array("data:".utf8))
    }
}

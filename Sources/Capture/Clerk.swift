internal import Foundation
internal import Recordings
internal import Wire

/// Sends one request up, hands the answer down as it arrives, and notes both.
struct Clerk: Sendable {
    var options: CaptureServer.Options
    var exchanger: any Exchanger
    var note: @Sendable (RecordedRequest) -> Void

    /// Fields that belong to one connection (RFC 9110 §7.6.1), and those that the client sets anew.
    private static let ownFields = [
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
        "content-length", "host", "expect", "accept-encoding",
    ]

    /// Plays the request; the observer hands the answer down.
    func serve(_ head: RequestHead, body: [UInt8], observer: any ExchangeObserver) async -> ClientRecord {
        let started = Date().ISO8601Format()
        // A coded answer could be neither read nor searched for secrets.
        let fields = HeaderFields(Self.forwarded(head.fields).lines + [HeaderField("Accept-Encoding", "identity")])
        let request = ClientRequest(
            origin: options.upstream.origin, method: head.method, target: options.upstream.target(head.target),
            fields: fields, body: body,
            limits: ClientLimits(bodyBytes: 256 << 20, connectMilliseconds: 15_000, totalMilliseconds: 900_000))
        let record = await exchanger.exchange(request, observer: observer)
        let kept = RecordedRequest(
            at: started, method: head.method, target: head.target, fields: head.fields, body: .init(body),
            answer: options.keepsAnswers ? answer(record) : nil)
        note(Scrubber().scrub(kept))
        return record
    }

    private static func forwarded(_ fields: HeaderFields) -> HeaderFields {
        let named = fields.list("connection")
        return HeaderFields(
            fields.lines.filter { field in
                !ownFields.contains { $0.equalsIgnoringASCIICase(field.name) }
                    && !named.contains { $0.equalsIgnoringASCIICase(field.name) }
            })
    }

    private func answer(_ record: ClientRecord) -> RecordedRequest.Answer? {
        guard let head = record.head, head.status >= 200 else { return nil }
        let body = MessageBody.decode(head: head, method: record.request.method, transcript: record.body)
        let payload: RecordedRequest.Payload =
            body.payload.count > options.answerLimit ? .omitted(body.payload.count) : .init(body.payload)
        return RecordedRequest.Answer(
            status: head.status, fields: head.fields, body: payload, ending: Self.word(record.ending))
    }

    private static func word(_ ending: Ending) -> String {
        switch ending {
        case .complete, .closed: "complete"
        case .reset: "reset"
        case .shortBody, .missingLastChunk, .noAnswer: "cut"
        case .timedOut: "timed-out"
        case .aborted: "aborted"
        default: "failed"
        }
    }
}

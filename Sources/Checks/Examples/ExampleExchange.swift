package import Wire

/// Everything of an example's exchange beside the answers; each has a sensible default.
package struct Setting: Sendable {
    package var method = "POST"
    package var target = "/v1/chat/completions"
    package var request = Sample.request
    /// The body that the provider got; nil for the client's own.
    package var arrived: String?
    package var fields: HeaderFields = [HeaderField("authorization", "Bearer sk-client")]
    package var arrivedFields: HeaderFields = [HeaderField("authorization", "Bearer sk-primary")]
    package var arrivedTarget: String?
    package var parameters = "null"
    package var control: [Exchange] = []
    /// Lock-step waits of the last attempt: after which event, and the milliseconds until release (nil: never).
    package var waits: [Int64?] = []
    package var connection = ClientRecord.Connection()
    package var interim: [Int] = []
    package var abort: ClientBehaviour.Abort?
    package var declaredFields: [String] = []
    package var marker: String?
    /// Milliseconds after the start of the example at which the exchange begins.
    package var startsAt: Int64 = 0
    package var peerClosedAt: Int64?

    package init(_ change: (inout Setting) -> Void = { _ in }) {
        change(&self)
    }
}

extension Exchange {
    /// An exchange in which the attempts were answered so and the client received that.
    package static func example(_ attempts: [Reply], received: Reply, _ setting: Setting = Setting()) -> Exchange {
        var request = ClientRequest(
            origin: "http://127.0.0.1:4000", method: setting.method, target: setting.target, fields: setting.fields,
            body: Array(setting.request.utf8), marker: setting.marker)
        request.behaviour.abort = setting.abort
        let end = Reply.instant(received.at + Int64(received.pieces.count + 1) * received.pace)
        let client = ClientRecord(
            request: request, sentHead: [], started: Reply.instant(setting.startsAt),
            ready: Reply.instant(setting.startsAt + 1),
            interim: setting.interim.map { ResponseHead(status: $0) }, head: received.hasHead ? received.head : nil,
            headBytes: received.headBytes, headAt: received.hasHead ? Reply.instant(received.at) : nil,
            body: received.wire, ending: received.clientEnding, ended: end, connection: setting.connection)
        return Exchange(client: client, attempts: attempts.enumerated().map { setting.attempt($1, number: $0 + 1) })
    }
}

extension Setting {
    func attempt(_ reply: Reply, number: Int) -> Attempt {
        let head = RequestHead(method: method, target: arrivedTarget ?? target, fields: arrivedFields)
        var attempt = reply.attempt(number: number, head: head, body: Array((arrived ?? request).utf8))
        attempt.lockstep = waits.enumerated().map { index, wait in
            let began = Reply.instant(reply.at + Int64(index) * reply.pace)
            return Attempt.LockstepWait(
                event: index + 1, began: began, released: wait.map { began + $0 * 1_000_000 },
                bytesBefore: attempt.sentBody.segments.prefix(index + 1).last?.range.upperBound ?? 0)
        }
        attempt.peerClose = peerClosedAt.map {
            Attempt.PeerClose(at: Reply.instant($0), reset: false, acceptedBytes: attempt.acceptedBytes)
        }
        return attempt
    }
}

internal import Wire

/// The tool calls of an answer as a client has them.
struct ReceivedCalls {
    /// In the order of the calls.
    let ids: [String]

    init(_ record: ClientRecord) {
        guard let head = record.head else {
            ids = []
            return
        }
        let body = MessageBody.decode(head: head, method: record.request.method, transcript: record.body).unpacked(
            head: head)
        let fold =
            (try? JSON.parse(body.payload)).map(Fold.init(completion:))
            ?? ChatStream.read(SSEStream.decode(body.payload), choices: 1).fold
        ids = (fold.choices[0]?.toolCalls ?? []).map { $0.id ?? "" }
    }
}

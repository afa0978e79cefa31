import Suites
import Wire

@testable import Benchmark

/// A made-up request of three events: the client starts at 1000 us, the provider writes at 1300, 2300 and 3300 us.
struct Fixture {
    static let pace = PreparedAnswer.Pace(
        firstNanoseconds: 100_000, everyNanoseconds: 1_000_000, events: 3, contentBytes: 4)
    static let booking = Timetable.Booking(arm: 1, round: 2, offset: 0, nonce: 9)

    /// The text of an event with that content, in a chunk of its own.
    static func event(_ content: String) -> String {
        #"data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":""#
            + content + #""},"finish_reason":null}]}"# + "\n\n"
    }

    static let tail =
        #"data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
        + "\n\ndata: [DONE]\n\n"

    static let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"

    /// Microseconds and the payload that was read then; one chunk each.
    static func log(_ reads: [(Int64, String)], head: String = head, status: Int = 200) -> (ClientLog, ClientLog.Row) {
        var log = ClientLog(requests: 1, bytesEach: 1, readsEach: 1)
        var row = ClientLog.Row(booking: 0, intended: 900_000)
        row.started = 950_000
        row.ready = 1_000_000
        row.headAt = (reads.first?.0 ?? 0) * 1000
        row.ended = (reads.last?.0 ?? 0) * 1000 + 1000
        row.status = status
        row.isComplete = true
        var body: [UInt8] = []
        var stamps: [ClientLog.Read] = []
        for (index, read) in reads.enumerated() {
            let payload = Array(read.1.utf8)
            body += Array((String(payload.count, radix: 16) + "\r\n").utf8) + payload + Array("\r\n".utf8)
            if index == reads.count - 1 { body += Array("0\r\n\r\n".utf8) }
            stamps.append(ClientLog.Read(at: read.0 * 1000, end: body.count))
        }
        Array(head.utf8).withUnsafeBufferPointer { head in
            body.withUnsafeBufferPointer { log.append(row, head: head, body: $0, reads: stamps) }
        }
        return (log, log.rows[0])
    }

    /// `u0` 1100, `u1` 1150, writes at 1300, 2300, 3300, the end at 3310.
    static let upstream = UpstreamStamps(
        words: [9, 1_100_000, 1_150_000, 3_310_000, 0, 1_300_000, 1_300_000, 2_300_000, 3_300_000], stride: 9,
        dropped: 0)

    static func measure(_ reads: [(Int64, String)], status: Int = 200) -> RequestMeasure {
        let (log, row) = log(reads, status: status)
        let reading = AnswerReading.read(head: log.head(row), transcript: log.transcript(row), isStream: true)
        return Attribution(answer: .stream(pace))
            .measure(row, booking: booking, reading: reading, attempts: [upstream[0]])
    }
}

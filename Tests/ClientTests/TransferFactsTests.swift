import CCurl
import Foundation
import Testing
import Wire

@testable import Client

@Suite("The facts of a transfer")
struct TransferFactsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var facts: TransferFacts
        var ending: Ending
    }

    private static func facts(
        _ code: CURLcode, errno: Int32 = 0, ready: Bool = true, head: String? = nil, body: String = "",
        text: String = ""
    ) -> TransferFacts {
        var facts = TransferFacts(code: code, systemError: errno, text: text, wasReady: ready)
        facts.head = head.flatMap { HeadParser.parse(.response, Array($0.utf8)).response }
        facts.body.append(Array(body.utf8), at: Instant(nanoseconds: 1))
        return facts
    }

    private static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    private static let length = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"
    private static let plain = "HTTP/1.1 200 OK\r\n\r\n"

    static let rows = [
        Row(
            testDescription: "nobody listens",
            facts: facts(CURLE_COULDNT_CONNECT, errno: ECONNREFUSED, ready: false), ending: .refused),
        Row(
            testDescription: "reset while connecting",
            facts: facts(CURLE_COULDNT_CONNECT, errno: ECONNRESET, ready: false), ending: .reset),
        Row(
            testDescription: "no connection in time", facts: facts(CURLE_OPERATION_TIMEDOUT, ready: false),
            ending: .timedOut),
        Row(
            testDescription: "no route", facts: facts(CURLE_COULDNT_CONNECT, errno: ENETUNREACH, ready: false),
            ending: .failed("")),
        Row(testDescription: "TLS fails", facts: facts(CURLE_SSL_CONNECT_ERROR, ready: false), ending: .failed("")),
        Row(testDescription: "no host", facts: facts(CURLE_COULDNT_RESOLVE_HOST, ready: false), ending: .failed("")),
        Row(testDescription: "empty reply", facts: facts(CURLE_GOT_NOTHING), ending: .noAnswer),
        Row(testDescription: "sending met a reset", facts: facts(CURLE_SEND_ERROR, errno: EPIPE), ending: .reset),
        Row(
            testDescription: "a repetition was refused after FIN", facts: facts(CURLE_ABORTED_BY_CALLBACK),
            ending: .noAnswer),
        Row(testDescription: "a head line too long", facts: facts(CURLE_OUT_OF_MEMORY), ending: .limit("")),
        Row(
            testDescription: "libcurl fails, the framing is whole",
            facts: facts(CURLE_RECV_ERROR, head: length, body: "abc"),
            ending: .complete),
        Row(
            testDescription: "libcurl is content, the framing is not",
            facts: facts(CURLE_OK, head: chunked, body: "3\r\nabc"),
            ending: .malformed("")),
        Row(
            testDescription: "an old errno does not make a reset of FIN",
            facts: facts(CURLE_OK, errno: ECONNRESET, head: plain, body: "abc"), ending: .closed),
        Row(
            testDescription: "a reset behind a whole answer",
            facts: facts(CURLE_RECV_ERROR, errno: ECONNRESET, head: length, body: "abc"),
            ending: .complete),
        Row(
            testDescription: "bad chunks stand above a reset",
            facts: facts(CURLE_RECV_ERROR, errno: ECONNRESET, head: chunked, body: "zz\r\n"), ending: .malformed("")),
        Row(
            testDescription: "TLS cut in a chunked body",
            facts: facts(CURLE_RECV_ERROR, head: chunked, body: "3\r\nabc", text: "SSL_read: unexpected eof"),
            ending: .missingLastChunk),
        Row(
            testDescription: "TLS cut in a close-delimited body",
            facts: facts(CURLE_RECV_ERROR, head: plain, body: "abc", text: "SSL_read: unexpected eof"),
            ending: .failed("")),
        Row(
            testDescription: "two lengths",
            facts: facts(
                CURLE_OK, head: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n", body: "abc"),
            ending: .malformed("")),
    ]

    @Test("give the ending", arguments: rows)
    func ending(row: Row) {
        #expect(row.facts.ending.isLike(row.ending), "\(row.facts.ending)")
    }
}

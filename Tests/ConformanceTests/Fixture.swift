import Checks
import Conformance
import Foundation
import Results
import Suites
import Wire

/// The fixtures' library, a target, and worlds that are made up.
enum Fixture {
    static let library: Library = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path
        do {
            return try Library.load(suites: folder + "/suites", mockProviders: folder + "/mock-providers")
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    static let target: Target = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/targets")
            .path
        do {
            return try Target.load("made-up", folder: folder)
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    static func planned(_ id: String, slow: Bool = false) -> PlannedCase {
        guard let item = library.case(id: id) else { preconditionFailure("no case \(id)") }
        return PlannedCase(item, level: library.level(of: item), target: target, slow: slow)
    }

    /// A record of an answer with that JSON body.
    static func record(_ request: ClientRequest, body: String, status: Int = 200) -> ClientRecord {
        let start = Instant(nanoseconds: 1_000_000)
        let fields: HeaderFields = [
            HeaderField("Content-Type", "application/json"), HeaderField("Content-Length", "\(body.utf8.count)"),
        ]
        var transcript = Transcript()
        transcript.append(Array(body.utf8), at: start + 3_000_000)
        return ClientRecord(
            request: request, sentHead: Array("POST \(request.target) HTTP/1.1\r\n\r\n".utf8), started: start,
            ready: start + 1_000_000, head: ResponseHead(status: status, fields: fields), headAt: start + 2_000_000,
            body: transcript, ending: .complete, ended: start + 4_000_000)
    }

    /// A journal entry of an answer with that JSON body.
    static func attempt(_ role: ProviderRole, marker: String, request: [UInt8], body: String) -> Attempt {
        let start = Instant(nanoseconds: 2_000_000)
        var attempt = Attempt(
            provider: role, marker: marker, script: "json/plain", accepted: start, firstByte: start,
            head: RequestHead(method: "POST", target: "/v1/chat/completions"))
        attempt.body = request
        attempt.bodyRead = start
        attempt.sentHead = ResponseHead(
            status: 200,
            fields: [
                HeaderField("Content-Type", "application/json"), HeaderField("Content-Length", "\(body.utf8.count)"),
            ])
        attempt.sentBody.append(Array(body.utf8), at: start + 1_000_000)
        attempt.ending = .complete
        return attempt
    }
}

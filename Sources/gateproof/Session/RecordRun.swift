internal import Capture
internal import Client
internal import Foundation
internal import Recordings
internal import Synchronization

/// What `gateproof record` does: serve until a signal, one line for each exchange.
struct RecordRun {
    var command: Record

    func run() async throws -> ExitStatus {
        guard let upstream = Upstream(baseURL: command.upstream) else {
            throw Complaint(.usage, "--upstream \(command.upstream): write a URL such as https://api.openai.com/v1")
        }
        guard (1...1024).contains(command.maxSize) else {
            throw Complaint(.usage, "--max-size \(command.maxSize): write a number of megabytes from 1 to 1024")
        }
        let address = try Address(command.listen, option: "--listen")
        let file = try openFile()
        let client = try Session.client(trusting: command.cacert)
        defer { client.shutdown() }
        let note = Self.note(into: file)
        let server = try await start(address, upstream, client, note)
        Output.line(
            "recording  http://\(address.host):\(server.port)/v1  to \(command.out), upstream \(command.upstream)")
        await Forever.wait()
        await server.stop()
        return .success
    }

    private func openFile() throws -> RecordingFile {
        do {
            let file = try RecordingFile(command.out, limit: command.maxSize << 20)
            if file.repaired > 0 { Self.say("a half line of \(file.repaired) bytes was cut off \(command.out)") }
            return file
        } catch {
            throw Complaint(.usage, "\(error)")
        }
    }

    private func start(
        _ address: Address, _ upstream: Upstream, _ client: CurlClient,
        _ note: @escaping @Sendable (RecordedRequest) -> Void
    ) async throws -> CaptureServer {
        do {
            return try await CaptureServer.start(
                host: address.host, port: address.port,
                options: CaptureServer.Options(upstream: upstream, keepsAnswers: !command.requestsOnly),
                exchanger: client, note: note)
        } catch {
            throw Complaint(.broken, "\(command.listen) cannot be listened on: \(error)")
        }
    }

    /// Writes each request, and says once when the file takes no more.
    private static func note(into file: RecordingFile) -> @Sendable (RecordedRequest) -> Void {
        let isFull = Flag()
        return { request in
            guard !file.append(request), isFull.raise() else { return }
            say("the recording is full, or the disk refuses; requests go through, but are not noted any more")
        }
    }

    private static func say(_ text: String) {
        FileHandle.standardError.write(Data("gateproof: \(text)\n".utf8))
    }

    /// Raised once.
    private final class Flag: Sendable {
        private let isUp = Mutex(false)

        func raise() -> Bool {
            isUp.withLock { isUp in
                defer { isUp = true }
                return !isUp
            }
        }
    }
}

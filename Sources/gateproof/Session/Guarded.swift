internal import ArgumentParser
internal import Foundation

/// Runs a command's work, tells complaints on standard error, and turns Ctrl-C into cancellation.
enum Guarded {
    static func run(_ work: @escaping @Sendable () async throws -> ExitStatus) async throws {
        let task = Task { try await work() }
        let watch = InterruptWatch { task.cancel() }
        defer { watch.stop() }
        do {
            let status = try await task.value
            if status != .success { throw status.code }
        } catch let complaint as Complaint {
            say("gateproof: \(complaint)")
            throw complaint.status.code
        } catch is CancellationError {
            say("gateproof: interrupted; what was measured up to here is in the result file")
            throw ExitStatus.broken.code
        } catch let code as ExitCode {
            throw code
        } catch {
            say("gateproof: \(error)")
            throw ExitStatus.broken.code
        }
    }

    private static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

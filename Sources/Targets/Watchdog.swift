internal import Subprocess
internal import SystemPackage

/// A tiny shell that outlives this process when it is killed, and then ends the gateway's process group.
///
/// It reads from a pipe that only this process holds: a line means that all is well, the end of the pipe that nobody is
/// left to stop the gateway.
struct Watchdog {
    /// `$1` is the process group.
    static let script = "read -r line && exit 0; kill -TERM -$1; sleep 2; kill -KILL -$1"

    /// Runs until `stopped` ends; meanwhile the death of this process is the death of the group.
    static func guarding(group: Int32, until stopped: AsyncStream<Void>) async {
        var options = PlatformOptions()
        options.createSession = true
        _ = try? await run(
            .path("/bin/sh"), arguments: ["-c", script, "gateproof-watchdog", "\(group)"], environment: .inherit,
            platformOptions: options, input: .inputWriter, output: .discarded, error: .discarded
        ) { execution in
            for await _ in stopped {}
            _ = try await execution.standardInputWriter.write("\n")
            try await execution.standardInputWriter.finish()
        }
    }
}

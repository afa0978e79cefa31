internal import Subprocess
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// One start of a gateway's program: a session of its own, with a watchdog.
struct RunningProgram: Sendable {
    /// Also the id of the session and of the process group.
    let processID: Int32
    private let task: Task<Void, Never>
    private let stopRequest: AsyncStream<Void>.Continuation

    /// Starts the program with its output in the folder's log.
    static func start(
        path: String, arguments: [String], environment: [String: String], folder: LaunchFolder
    ) async throws(LaunchError) -> RunningProgram {
        let (stops, stopRequest) = AsyncStream<Void>.makeStream()
        let (starts, started) = AsyncStream<Result<Int32, LaunchError>>.makeStream()
        let task = Task.detached {
            do {
                try await play(path, arguments, environment, folder, stops) { started.yield(.success($0)) }
            } catch {
                started.yield(.failure(LaunchError(.died, "`\(path)` cannot be started: \(error)")))
            }
            started.finish()
        }
        for await result in starts {
            return RunningProgram(processID: try result.get(), task: task, stopRequest: stopRequest)
        }
        throw LaunchError(.died, "`\(path)` cannot be started")
    }

    private static func play(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ folder: LaunchFolder,
        _ stops: AsyncStream<Void>, _ started: (Int32) -> Void
    ) async throws {
        let log = try FileDescriptor.open(
            folder.log, .writeOnly, options: [.create, .append, .closeOnExec], permissions: .ownerReadWrite)
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = teardown
        _ = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments),
            environment: .inherit.updating(changes(environment)), workingDirectory: FilePath(folder.path),
            platformOptions: options, input: .none, output: .fileDescriptor(log, closeAfterSpawningProcess: true),
            error: .combinedWithOutput
        ) { execution in
            let id = execution.processIdentifier.value
            let (watch, watchEnd) = AsyncStream<Void>.makeStream()
            let watchdog = Task.detached { await Watchdog.guarding(group: id, until: watch) }
            started(id)
            for await _ in stops {}
            await execution.teardown(using: teardown)
            // The leader is still a zombie here, so the number of its group cannot have been given to anybody else.
            kill(-id, SIGKILL)
            watchEnd.finish()
            await watchdog.value
        }
    }

    private static let teardown: [TeardownStep] = [
        .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(3))
    ]

    /// The target's variables; proxies of the user's shell would lead loopback traffic astray.
    static func changes(_ environment: [String: String]) -> [Environment.Key: String?] {
        var changes: [Environment.Key: String?] = [:]
        for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            if let key = Environment.Key(rawValue: name) { changes.updateValue(nil, forKey: key) }
        }
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { changes.updateValue(value, forKey: key) }
        }
        return changes
    }

    /// Whether the program has not ended; asks without reaping it.
    var isRunning: Bool {
        var info = siginfo_t()
        let result = waitid(P_PID, id_t(processID), &info, WEXITED | WNOHANG | WNOWAIT)
        guard result == 0 else { return false }
        return info.si_signo == 0
    }

    /// Sends SIGTERM to all processes of the group; the leader is not reaped before `stop`, so the number is still theirs.
    func terminate() {
        kill(-processID, SIGTERM)
    }

    /// Ends all processes of the group and waits for that.
    func stop() async {
        stopRequest.finish()
        await task.value
    }
}

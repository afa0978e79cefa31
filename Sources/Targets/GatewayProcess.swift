package import Suites
internal import Synchronization
package import Wire

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A gateway that was started here, in a session and a temporary folder of its own, and runs until it is stopped.
package final class GatewayProcess: Sendable {
    /// With all place-holders filled in.
    package let target: Target
    private let launch: Target.Launch
    private let program: String
    private let folder: LaunchFolder
    private let running: Mutex<RunningProgram?>

    private init(_ target: Target, _ launch: Target.Launch, _ program: String, _ folder: LaunchFolder) {
        self.target = target
        self.launch = launch
        self.program = program
        self.folder = folder
        self.running = Mutex(nil)
    }

    /// Writes the generated files, starts the program and waits until it is ready.
    ///
    /// - Parameters:
    ///   - providers: who stands behind the gateway.
    ///   - ready: asked in place of the target's `ready` URL.
    /// - Throws: `LaunchError`; then nothing is left running.
    package static func start(
        _ target: Target, providers: [ProviderRole: ProviderIdentity],
        search: ProgramSearch = ProgramSearch(environment: ProcessInfo.processInfo.environment),
        ready: (@Sendable () async -> Bool)? = nil
    ) async throws(LaunchError) -> GatewayProcess {
        let gateway = try prepare(target, providers, search)
        do throws(LaunchError) {
            try gateway.folder.write(gateway.launch.files)
            try await gateway.run(ready)
        } catch {
            gateway.folder.remove()
            throw error
        }
        return gateway
    }

    /// Starts the gateway, runs `body` with it, and stops it whatever happened.
    package static func with<Value>(
        _ target: Target, providers: [ProviderRole: ProviderIdentity],
        search: ProgramSearch = ProgramSearch(environment: ProcessInfo.processInfo.environment),
        ready: (@Sendable () async -> Bool)? = nil, body: (GatewayProcess) async throws -> Value
    ) async throws -> Value {
        let gateway = try await start(target, providers: providers, search: search, ready: ready)
        do {
            let value = try await body(gateway)
            await gateway.stop()
            return value
        } catch {
            await gateway.stop()
            throw error
        }
    }

    private static func prepare(
        _ target: Target, _ providers: [ProviderRole: ProviderIdentity], _ search: ProgramSearch
    ) throws(LaunchError) -> GatewayProcess {
        guard let words = target.launch?.command, let first = words.first else {
            throw LaunchError(.notLaunchable, "the target `\(target.name)` says nothing about how it is launched")
        }
        try target.refuseByName()
        guard let program = search.find(first, for: target) else { throw missing(first, target, search) }
        try target.refuseInstalled(program)
        let folder = try LaunchFolder.make(for: target.name)
        let resolved = target.resolved(providers: providers, directory: folder.path)
        guard let launch = resolved.launch else {
            throw LaunchError(.notLaunchable, "the target `\(target.name)` says nothing about how it is launched")
        }
        return GatewayProcess(resolved, launch, program, folder)
    }

    private static func missing(_ program: String, _ target: Target, _ search: ProgramSearch) -> LaunchError {
        if let version = target.version {
            let folder = (search.toolFolders.first ?? ".") + "/\(target.name)-\(version)"
            return LaunchError(
                .programMissing, "there is no \(folder)/bin/\(program); install that version into this folder")
        }
        let install = target.launch?.install ?? ""
        let folders = search.toolFolders.isEmpty ? "" : ", nor below \(search.toolFolders.joined(separator: ", "))"
        return LaunchError(
            .programMissing,
            "`\(program)` is not on PATH\(folders)" + (install.isEmpty ? "" : "; install it: \(install)"))
    }

    /// Whether the program is still there.
    package var isRunning: Bool {
        running.withLock { $0 }?.isRunning ?? false
    }

    /// Also the number of its process group and session; nil when it was stopped.
    package var processID: Int32? {
        running.withLock { $0 }?.processID
    }

    /// CPU time and memory of all its processes; nil where the system does not tell.
    package func usage() -> ProcessUsage? {
        running.withLock { $0 }.flatMap { ProcessUsage.ofGroup($0.processID) }
    }

    /// The last lines of its output.
    package var log: String {
        folder.tail(hiding: [target.apiKey ?? ""])
    }

    /// The folder of the generated files and of `gateway.log`; gone after `stop`.
    package var directory: String {
        folder.path
    }

    /// Tells all its processes to stop (SIGTERM) and does not wait; `stop` is still to be called.
    package func terminate() {
        running.withLock { $0 }?.terminate()
    }

    /// Ends all its processes (SIGTERM, after three seconds SIGKILL) and removes its folder.
    package func stop() async {
        await halt()
        folder.remove()
    }

    /// Stops and starts the program with the same files, to clear breakers and cool-downs.
    package func restart(ready: (@Sendable () async -> Bool)? = nil) async throws(LaunchError) {
        await halt()
        try await run(ready)
    }

    /// Does what the target says must be done after a case that broke a provider.
    package func recover(ready: (@Sendable () async -> Bool)? = nil) async throws(LaunchError) {
        switch target.recovery {
        case .none: break
        case .wait(let milliseconds): try? await Task.sleep(for: .milliseconds(milliseconds))
        case .restart: try await restart(ready: ready)
        }
    }

    private func halt() async {
        let program = running.withLock { running in
            let program = running
            running = nil
            return program
        }
        await program?.stop()
    }

    private func run(_ ready: (@Sendable () async -> Bool)?) async throws(LaunchError) {
        for address in addresses where Probe.accepts(address) {
            throw LaunchError(.portTaken, "something already listens on \(address), where `\(target.name)` should")
        }
        let program = try await RunningProgram.start(
            path: program, arguments: Array(launch.command.dropFirst()), environment: launch.environment, folder: folder
        )
        running.withLock { $0 = program }
        do throws(LaunchError) {
            try await untilReady(program, ready)
        } catch {
            await halt()
            throw error
        }
    }

    /// Where the gateway listens, as far as its routes say.
    private var addresses: [Address] {
        [target.direct, target.failover].compactMap { $0 }.compactMap { Address($0.baseURL) }
    }

    private func untilReady(_ program: RunningProgram, _ ready: (@Sendable () async -> Bool)?) async throws(LaunchError)
    {
        let limit = Instant.now() + Int64(launch.readySeconds) * 1_000_000_000
        while true {
            if await isReady(ready) { return }
            if !program.isRunning {
                throw LaunchError(.died, "`\(target.name)` ended before it was ready", log: log)
            }
            if Instant.now() > limit || Task.isCancelled {
                throw LaunchError(.notReady, "`\(target.name)` was not ready after \(launch.readySeconds) s", log: log)
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private func isReady(_ ready: (@Sendable () async -> Bool)?) async -> Bool {
        if let ready { return await ready() }
        if let url = launch.readyURL {
            guard let address = Address(url), let status = Probe.status(of: address) else { return false }
            return (200..<300).contains(status)
        }
        return addresses.allSatisfy(Probe.accepts)
    }
}

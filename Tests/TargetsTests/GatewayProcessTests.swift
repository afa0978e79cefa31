import Foundation
import Subprocess
import Suites
import SystemPackage
import Testing

@testable import Targets

struct GatewayProcessTests {
    @Test func filesAndEnvironmentArePrepared() async throws {
        let gateway = try await Fixtures.start(Fixtures.target("cat conf/a.txt; echo $WORD; exec sleep 100"))
        #expect(gateway.isRunning)
        #expect(await Fixtures.eventually { gateway.log.hasSuffix("amberfalcon") })
        #expect(gateway.log.hasPrefix("to http://127.0.0.1:9802"))
        let folder = gateway.directory
        await gateway.stop()
        #expect(!gateway.isRunning)
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func aProgramThatIsToldToStopMayTakeLeave() async throws {
        let gateway = try await Fixtures.start(
            Fixtures.target("trap 'echo farewell; exit 0' TERM; echo ready; while :; do sleep 0.02; done"))
        #expect(await Fixtures.eventually { gateway.log.contains("ready") })
        gateway.terminate()
        #expect(await Fixtures.eventually { !gateway.isRunning })
        #expect(gateway.log.contains("farewell"))
        await gateway.stop()
    }

    @Test func aDeadProgramShowsItsOutput() async {
        let error = await #expect(throws: LaunchError.self) {
            try await Fixtures.start(
                Fixtures.target("echo no good: sk-secret >&2; exit 3", key: "sk-secret"), ready: { false })
        }
        #expect(error?.code == .died)
        #expect(error?.log == "no good: [secret]")
        #expect(error?.description.hasSuffix("  | no good: [secret]") == true)
    }

    @Test func aProgramThatNeverGetsReadyIsStopped() async {
        let error = await #expect(throws: LaunchError.self) {
            try await Fixtures.start(Fixtures.target("echo $$; exec sleep 100", seconds: 0), ready: { false })
        }
        #expect(error?.code == .notReady)
        guard let id = error.flatMap({ Int32($0.log) }) else { return }
        #expect(ProcessUsage.ofGroup(id) == nil)
    }

    @Test func aMissingProgramSaysWhatToInstall() async {
        var target = Fixtures.target("")
        target.launch?.command = ["gateproof-no-such-program"]
        let error = await #expect(throws: LaunchError.self) { try await Fixtures.start(target) }
        #expect(error?.code == .programMissing)
        #expect(error?.message.contains("install it: apt install dash") == true)
    }

    @Test func aRefusedVersionIsNotLookedFor() async {
        var target = Fixtures.target("exit 0")
        target.refusals = [.init(package: "script", versions: ["1.2"], reason: "poisoned")]
        target.version = "1.2"
        let error = await #expect(throws: LaunchError.self) { try await Fixtures.start(target) }
        #expect(error?.code == .refused)
        #expect(error?.message == "script 1.2 is not started: poisoned")
    }

    /// A program that leaves a trace when it runs stands beside an installed package that is refused.
    @Test(arguments: [("1.2", true), ("1.3", false)]) func anInstalledRefusedReleaseIsNotRun(
        version: String, refused: Bool
    ) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "gp-refusal-\(version)-\(getpid())")
        defer { try? FileManager.default.removeItem(at: root) }
        let bin = root.appending(path: "script/bin")
        let packages = root.appending(path: "script/lib/python3.11/site-packages/script-\(version).dist-info")
        for folder in [bin, packages] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let trace = root.appending(path: "trace").path
        try Data("#!/bin/sh\ntouch \(trace)\nexec sleep 100\n".utf8).write(to: bin.appending(path: "prog"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: bin.appending(path: "prog").path)
        var target = Fixtures.target("")
        target.launch?.command = ["prog"]
        target.refusals = [.init(package: "script", versions: ["1.2"], reason: "poisoned")]
        let search = ProgramSearch(toolFolders: [root.path], pathFolders: ["/bin"])
        let gateway = try? await GatewayProcess.start(
            target, providers: Fixtures.identities, search: search, ready: { true })
        #expect((gateway == nil) == refused)
        if refused { #expect(!FileManager.default.fileExists(atPath: trace)) }
        await gateway?.stop()
    }

    @Test func aVersionIsFoundInItsOwnFolderOnly() {
        let search = ProgramSearch(toolFolders: ["/nowhere"], pathFolders: ["/bin"])
        var target = Fixtures.target("")
        #expect(search.find("sh", for: target) == "/bin/sh")
        target.version = "9"
        #expect(search.find("sh", for: target) == nil)
    }

    @Test func aTargetWithoutLaunchIsRefused() async {
        var target = Fixtures.target("")
        target.launch = nil
        let error = await #expect(throws: LaunchError.self) { try await Fixtures.start(target) }
        #expect(error?.code == .notLaunchable)
    }

    /// The child ignores SIGTERM and outlives its parent, so only the kill of the whole group ends it.
    @Test func stoppingEndsTheWholeGroup() async throws {
        let gateway = try await Fixtures.start(
            Fixtures.target("sh -c 'trap \"\" TERM; echo deaf; while :; do sleep 0.1; done' & trap 'exit 0' TERM; wait")
        )
        #expect(await Fixtures.eventually { gateway.log == "deaf" })
        let usage = try #require(gateway.usage())
        #expect(usage.processes >= 2)
        #expect(usage.residentBytes > 0)
        let id = try #require(gateway.processID)
        await gateway.stop()
        #expect(await Fixtures.eventually { ProcessUsage.ofGroup(id) == nil })
    }

    @Test func restartingGivesANewProcessInTheSameFolder() async throws {
        let gateway = try await Fixtures.start(Fixtures.target("exec sleep 100"))
        let (id, folder) = (gateway.processID, gateway.directory)
        try await gateway.restart(ready: { true })
        #expect(gateway.processID != id)
        #expect(gateway.directory == folder)
        #expect(gateway.isRunning)
        await gateway.stop()
    }

    private struct Broken: Error {}

    @Test func theGatewayIsStoppedWhenTheBodyFails() async throws {
        let search = ProgramSearch(toolFolders: [], pathFolders: ["/usr/bin", "/bin"])
        var id: Int32?
        await #expect(throws: Broken.self) {
            try await GatewayProcess.with(
                Fixtures.target("exec sleep 100"), providers: Fixtures.identities, search: search, ready: { true }
            ) { gateway in
                id = gateway.processID
                #expect(gateway.isRunning)
                throw Broken()
            }
        }
        #expect(ProcessUsage.ofGroup(try #require(id)) == nil)
    }

    @Test func aProgramThatEndsIsNoticed() async throws {
        let gateway = try await Fixtures.start(Fixtures.target("read line < conf/a.txt; exit 0"))
        #expect(await Fixtures.eventually { !gateway.isRunning })
        await gateway.stop()
    }

    @Test(arguments: [("\n", false), ("", true)]) func theWatchdogKillsWhenItsPipeEnds(
        line: String, kills: Bool
    ) async throws {
        let gateway = try await Fixtures.start(Fixtures.target("exec sleep 100"))
        let id = try #require(gateway.processID)
        _ = try await run(
            .path("/bin/sh"), arguments: ["-c", Watchdog.script, "watchdog", "\(id)"], input: .string(line),
            output: .discarded, error: .discarded)
        #expect(await Fixtures.eventually { gateway.isRunning != kills })
        #expect(gateway.isRunning != kills)
        await gateway.stop()
    }

    @Test func versionsAreReadFromPrograms() async {
        var target = Fixtures.target("")
        target.launch?.versionCommand = ["sh", "-c", "echo tool version 3.14.1-rc >&2"]
        let search = ProgramSearch(toolFolders: [], pathFolders: ["/bin"])
        #expect(await target.installedVersion(search: search) == "3.14.1")
        target.launch?.versionCommand = ["gateproof-no-such-program"]
        #expect(await target.installedVersion(search: search) == nil)
    }
}

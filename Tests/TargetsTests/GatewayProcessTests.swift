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

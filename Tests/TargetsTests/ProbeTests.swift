import Foundation
import MockProvider
import Suites
import Testing
import Wire

@testable import Targets

struct ProbeTests {
    @Test(arguments: [
        ("http://127.0.0.1:8101/v1", "127.0.0.1", 8101, "/v1"),
        ("http://localhost:80", "127.0.0.1", 80, "/"),
        ("http://127.0.0.1/health?x=1", "127.0.0.1", 80, "/health?x=1"),
        ("http://127.0.0.1:9?x", "127.0.0.1", 9, "/?x"),
    ])
    func addressesAreRead(url: String, host: String, port: Int, path: String) throws {
        let address = try #require(Address(url))
        #expect((address.host, address.port, address.path) == (host, port, path))
    }

    @Test(arguments: [
        "", "https://a", "http://", "http://a:b", "http://a:0", "http://a:1:2", "http://a:65536", "127.0.0.1:80",
    ])
    func otherTextsAreNoAddress(text: String) {
        #expect(Address(text) == nil)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nx: y", 200), ("HTTP/1.0 503\n", 503), ("HTTP/1.1", nil), ("", nil), ("SSH-2.0 200", nil),
    ])
    func statusLinesAreRead(text: String, status: Int?) {
        #expect(Probe.status(inHead: Array(text.utf8)) == status)
    }

    @Test func portsAreProbed() async throws {
        let fleet = try await ProviderFleet.start(primary: ListenAddress(port: 0), backup: ListenAddress(port: 0))
        let address = try #require(fleet.identities[.primary].flatMap { Address($0.origin + "/v1/models") })
        #expect(Probe.accepts(address))
        #expect(Probe.status(of: address) == 200)
        await fleet.stop()
        #expect(await Fixtures.eventually { !Probe.accepts(address) })
        #expect(Probe.status(of: address) == nil)
    }

    @Test(arguments: [
        ("1 (a) S 1 50 50 0 0 0 0 0 0 0 10 5 3 2 20 0 1 0 9 1000 7 0", 20),
        ("2 (a b) c) R 1 9 50 0 0 0 0 0 0 0 1 1 0 0 20 0 1 0 9 1000 7 0", 2),
        ("3 (a) Z 1 50 50 0 0 0 0 0 0 0 1 1 0 0 20 0 1 0 9 1000 7 0", nil),
        ("4 (a) S 1 51 51 0 0 0 0 0 0 0 1 1 0 0 20 0 1 0 9 1000 7 0", nil),
        ("5 (a) S 1 50", nil), ("", nil),
    ])
    func processLinesAreRead(line: String, ticks: Int?) {
        let usage = ProcessUsage.ofLine(line, group: 50)
        #expect(usage?.cpuSeconds == ticks.map { Double($0) / Double(sysconf(CInt(_SC_CLK_TCK))) })
        #expect(usage.map { $0.residentBytes } == ticks.map { _ in 7 * Int(sysconf(CInt(_SC_PAGESIZE))) })
    }

    @Test func toolsAreFoundBeforeThePath() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/gateproof-tools-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for path in ["mine/bin", "other/bin", "bin"] {
            try FileManager.default.createDirectory(atPath: folder + "/" + path, withIntermediateDirectories: true)
        }
        for program in ["mine/bin/prog", "other/bin/other", "bin/sh"] {
            _ = FileManager.default.createFile(
                atPath: folder + "/" + program, contents: nil, attributes: [.posixPermissions: 0o755])
        }
        _ = FileManager.default.createFile(
            atPath: folder + "/mine/bin/data", contents: nil, attributes: [.posixPermissions: 0o644])
        let search = ProgramSearch(environment: ["GATEPROOF_TOOLS": "/no/such:\(folder)", "PATH": "/usr/bin:/bin"])
        #expect(search.find("prog", tool: "mine") == folder + "/mine/bin/prog")
        #expect(search.find("other", tool: "mine") == folder + "/other/bin/other")
        #expect(search.find("sh", tool: "mine") == folder + "/bin/sh")
        #expect(search.find("data", tool: "mine") == nil)
        #expect(search.find("/bin/sh", tool: "mine") == "/bin/sh")
        #expect(ProgramSearch(environment: ["HOME": "/h"]).toolFolders == ["/h/.cache/gateproof/tools"])
    }
}

import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct ResultStoreTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gateproof-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func aRunWritesLatestAndKeepsItsVersion() throws {
        try withFolder { folder in
            let store = ResultStore(root: folder)
            var result = SampleResult.make().sorted()
            try store.probe(target: result.target.name, version: result.target.version)
            #expect(store.files().isEmpty)
            var writer = try ResultWriter(path: store.latest(of: "acme"))
            result.complete = false
            try writer.write(result)
            #expect(try ResultReader.read(store.latest(of: "acme")) == result)
            #expect(try store.keep(result) == nil)
            result.complete = true
            result.cases[0].verdict = .blocked
            try writer.write(result)
            #expect(try store.keep(result) == "\(folder)/acme/1.55.3.json")
            #expect(try ResultReader.read("\(folder)/acme/1.55.3.json") == result)
            #expect(store.files() == ["acme": ["latest.json", "1.55.3.json"]])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/acme").count == 2)
        }
    }

    @Test func figuresThatWereMeasuredApartAreJoined() throws {
        var judged = SampleResult.make()
        (judged.complete, judged.started) = (true, "2026-01-01T00:00:00Z")
        var figures = judged
        (figures.cases, figures.started) = ([], "2026-02-01T00:00:00Z")
        figures.bench = [SampleBench.record()]
        judged.bench = []
        let joined = try #require(ResultStore.joined([figures, judged]))
        #expect(joined.cases == judged.cases && joined.bench == figures.bench && joined.started == judged.started)
        var other = figures
        other.target.version = "0.0.1"
        #expect(ResultStore.joined([other, judged]) == judged, "another version's figures are not its own")
        var unfit = figures
        unfit.bench[0].generator.valid = false
        unfit.started = "2026-03-01T00:00:00Z"
        #expect(ResultStore.joined([unfit, figures, judged])?.bench == figures.bench)
        #expect(ResultStore.joined([unfit, judged])?.bench == unfit.bench)
        #expect(ResultStore.joined([unfit, figures]) == unfit && ResultStore.joined([]) == nil)
    }

    @Test(arguments: [
        ("acme", "1.0", "r/acme/1.0.json"), ("../etc", "../../x", "r/-.-etc/-.-..-x.json"),
        ("", "", "r/target/unversioned.json"), ("a/b", "latest", "r/a-b/version-latest.json"),
        ("é\n", "v1+2_3", "r/--/v1+2_3.json"),
    ])
    func pathsStayBelowTheRoot(target: String, version: String, path: String) {
        #expect(ResultStore(root: "r").path(of: target, version: version) == path)
    }

    @Test func aFullDiskIsSaid() {
        let error = #expect(throws: ResultError.self) { try AtomicFile("/dev/full").write([1]) }
        #expect(error?.code == .diskFull)
        #expect(error?.description == "/dev/full: the disk is full; what was written before is kept")
    }

    @Test func aDeviceIsNeverReplaced() throws {
        let file = AtomicFile("/dev/null")
        #expect(file.isStream)
        try file.probe()
        try file.write([1, 2, 3])
        #expect(AtomicFile("/dev/null").isStream)
    }

    @Test func placesThatCannotHoldAFileAreRefusedBeforeTheRun() throws {
        try withFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/taken", withIntermediateDirectories: true)
            #expect(throws: ResultError.self) { try ResultWriter(path: "\(folder)/taken") }
            try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/file"))
            #expect(throws: ResultError.self) { try ResultWriter(path: "\(folder)/file/below/x.json") }
            #expect(throws: ResultError.self) { try ResultWriter(path: "/proc/none/x.json") }
        }
    }

    @Test func aLinkIsFollowedAndStaysALink() throws {
        try withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data("old".utf8).write(to: URL(fileURLWithPath: "\(folder)/real"))
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "real")
            try AtomicFile("\(folder)/link").write(Array("new".utf8))
            #expect(try String(contentsOfFile: "\(folder)/real", encoding: .utf8) == "new")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link") == "real")
        }
    }

    @Test func aMissingFileSaysHowToMakeOne() {
        let error = #expect(throws: ResultError.self) { try ResultReader.read("/none/r.json") }
        #expect(error?.description == "/none/r.json: cannot be read; `gateproof run --out /none/r.json` writes one")
    }
}

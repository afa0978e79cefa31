import Foundation
import Testing

/// Every mistake of a person gets one clear sentence and the right exit code, and never a stack trace.
@Suite struct BadInputTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var status: Int32
        /// Parts of the message.
        var says: [String]

        var testDescription: String { arguments.joined(separator: " ") }
    }

    private static let anyPorts = ["--primary", "127.0.0.1:0", "--backup", "127.0.0.1:0"]

    static let mistakes: [Mistake] = [
        Mistake(arguments: ["run", "--target", "ngnix"], status: 64, says: ["ngnix", "nginx"]),
        Mistake(arguments: ["run", "--target", "nginx:bufferd"], status: 64, says: ["bufferd", "buffered"]),
        Mistake(arguments: ["run", "--suite", "strem.framing"], status: 64, says: ["strem.framing", "did you mean"]),
        Mistake(arguments: ["run", "--level", "maybe"], status: 64, says: ["must, should or info"]),
        Mistake(arguments: ["run", "--jobs", "0"], status: 64, says: ["--jobs must be at least 1"]),
        Mistake(arguments: ["run", "--bogus"], status: 64, says: ["--bogus"]),
        Mistake(arguments: ["run", "--gateway", "localhost:4000"], status: 64, says: ["not a URL", "http://"]),
        Mistake(arguments: ["run", "--launch"], status: 64, says: ["--launch needs --target"]),
        Mistake(
            arguments: ["run", "--target", "custom", "--launch"] + anyPorts, status: 64,
            says: ["says nothing about how it is launched"]),
        Mistake(
            arguments: ["run", "--defect", "drop-retry-aftr"], status: 64, says: ["did you mean `drop-retry-after`"]),
        Mistake(
            arguments: ["run", "--gateway", "http://127.0.0.1:4/v1", "--api-key-env", "GATEPROOF_NO_SUCH"], status: 64,
            says: ["GATEPROOF_NO_SUCH is not set"]),
        Mistake(
            arguments: [
                "run", "--gateway", "http://127.0.0.1:1/v1", "--primary", "127.0.0.1:0", "--backup", "127.0.0.1:0",
            ], status: 2, says: ["no gateway answers at http://127.0.0.1:1/v1", "refused"]),
        Mistake(arguments: ["run", "--primary", "here"], status: 64, says: ["--primary here", "host:port"]),
        Mistake(arguments: ["run", "--known-failing", "/no/such/list"], status: 64, says: ["there is no such file"]),
        Mistake(arguments: ["run", "--results", "/proc/nowhere"], status: 2, says: ["/proc/nowhere"]),
        Mistake(arguments: ["run", "--suites", "/no/such/folder"], status: 64, says: ["/no/such/folder"]),
        Mistake(
            arguments: ["explain", "stream.framing.crfl"], status: 64, says: ["did you mean `stream.framing.crlf`"]),
        Mistake(arguments: ["report", "/no/such/result.json"], status: 64, says: ["/no/such/result.json"]),
        Mistake(arguments: ["mock", "text/plian"], status: 64, says: ["did you mean `text/plain`"]),
        Mistake(arguments: ["gateway", "--listen", "4000"], status: 64, says: ["--listen 4000", "host:port"]),
        Mistake(arguments: ["list", "everything"], status: 64, says: ["everything"]),
    ]

    @Test(arguments: mistakes) func aMistakeIsSaidInASentence(_ mistake: Mistake) throws {
        let outcome = try Binary.run(mistake.arguments)
        #expect(outcome.status == mistake.status, "\(outcome.errors)")
        for part in mistake.says {
            #expect(outcome.errors.contains(part), "\(outcome.errors)")
        }
        #expect(!outcome.errors.contains("Fatal error"))
    }

    @Test func aTakenPortIsNamed() throws {
        let first = try Binary.start(["mock", "--primary", "127.0.0.1:0", "--backup", "127.0.0.1:0"])
        defer { first.process.terminate() }
        #expect(try first.waitForOutput("backup  http"))
        let line = try String(contentsOf: first.output, encoding: .utf8).split(separator: "\n").first ?? ""
        let address = line.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        let outcome = try Binary.run(["mock", "--primary", address, "--backup", "127.0.0.1:0"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(address.split(separator: ":").last ?? "?"))
    }

    @Test func aMistakeInASuiteIsShownInPlace() throws {
        let folder = try Binary.temporaryFolder()
        let suites = folder.appending(path: "suites")
        try FileManager.default.copyItem(at: Binary.repository.appending(path: "suites"), to: suites)
        let file = suites.appending(path: "stream/framing.yaml")
        let text = try String(contentsOf: file, encoding: .utf8).replacing(
            "requirement:", with: "requirment:", maxReplacements: 1)
        try text.write(to: file, atomically: true, encoding: .utf8)
        let outcome = try Binary.run(["run", "--suites", suites.path])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("stream/framing.yaml:"))
        #expect(outcome.errors.contains("did you mean `requirement`"))
        #expect(outcome.errors.contains("^"))
    }

    @Test func aBrokenResultFileIsNoCrash() throws {
        let file = try Binary.temporaryFolder().appending(path: "broken.json")
        try #"{"schema": "gateproof.result/1", "cases": ["#.write(to: file, atomically: true, encoding: .utf8)
        let outcome = try Binary.run(["report", file.path])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("broken.json"))
    }
}

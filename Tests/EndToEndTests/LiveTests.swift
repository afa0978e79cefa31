import Foundation
import Testing

/// `gateproof run --live` against a local stand-in for a hosted service: TLS, keys, limits, keep-alive comments.
@Suite(.serialized) struct LiveTests {
    private struct Result: Decodable {
        struct Case: Decodable {
            var id: String
            var verdict: String
            var reason: String?
        }
        var cases: [Case]

        func verdict(_ id: String) -> String? { cases.first { $0.id == id }?.verdict }
    }

    /// A stand-in that is running, with the origin of its first port.
    private struct Service {
        var started: Started
        var origin: String

        init(_ script: String, certificate: URL) throws {
            started = try Binary.start(
                [
                    "mock", script, "--primary", "127.0.0.1:0", "--backup", "127.0.0.1:0", "--tls-cert",
                    certificate.appending(path: "cert.pem").path, "--tls-key",
                    certificate.appending(path: "key.pem").path, "--client-key-env", "STAND_IN_KEY",
                ], environment: ["STAND_IN_KEY": LiveTests.key])
            let end = Date(timeIntervalSinceNow: 20)
            var line: Substring?
            while line == nil, Date() < end {
                Thread.sleep(forTimeInterval: 0.05)
                let text = try String(contentsOf: started.output, encoding: .utf8)
                line = text.split(separator: "\n").first { $0.hasPrefix("primary") }
            }
            let word = line?.split(separator: " ").first { $0.hasPrefix("https://") }
            origin = String(try #require(word))
        }

        func stop() {
            kill(started.process.processIdentifier, SIGTERM)
            started.process.waitUntilExit()
        }
    }

    private static let key = "sk-live-secret-8f3a71c2d9"

    private static func certificate() throws -> URL {
        let folder = try Binary.temporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2", "-subj", "/CN=stand-in", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
            folder.appending(path: "key.pem").path, "-out", folder.appending(path: "cert.pem").path,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return folder
    }

    private static let suites = [
        "stream.chunks", "stream.output", "stream.framing", "usage.stream", "errors.own.wrong-key",
    ]

    private func run(
        _ gateway: String, reference: String? = nil, more: [String] = [], key: String = LiveTests.key
    ) throws -> (outcome: Binary.Outcome, result: Result?, text: String) {
        let certificate = try Self.certificate()
        let service = try Service(gateway, certificate: certificate)
        defer { service.stop() }
        let other = try reference.map { try Service($0, certificate: certificate) }
        defer { other?.stop() }
        let file = certificate.appending(path: "result.json")
        // One authority for both: each service has the same certificate.
        var words = [
            "run", "--live", "--gateway", service.origin, "--api-key-env", "LIVE_KEY", "--cacert",
            certificate.appending(path: "cert.pem").path, "--out", file.path,
        ]
        if let other { words += ["--reference", other.origin, "--reference-key-env", "REFERENCE_KEY"] }
        let outcome = try Binary.run(
            words + more + ["--suite"] + Self.suites, environment: ["LIVE_KEY": key, "REFERENCE_KEY": Self.key])
        let data = try? Data(contentsOf: file)
        let result = try data.map { try JSONDecoder().decode(Result.self, from: $0) }
        return (outcome, result, data.map { String(decoding: $0, as: UTF8.self) } ?? "")
    }

    @Test func aSoundServiceIsJudgedAndTheRestIsNotMeasurable() throws {
        let (outcome, result, text) = try run(
            "live/hosted", reference: "text/plain", more: ["--price-in", "1", "--price-out", "2", "--max-cost", "1"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(result?.verdict("stream.chunks.done") == "pass")
        #expect(result?.verdict("errors.own.wrong-key") == "pass")
        #expect(result?.verdict("stream.framing.crlf") == "not-measurable")
        let crlf = result?.cases.first { $0.id == "stream.framing.crlf" }
        #expect(crlf?.reason?.contains("live: needs a provider that") == true)
        #expect(outcome.output.contains("cases judged; "))
        for text in [text, outcome.output, outcome.errors] { #expect(!text.contains(Self.key)) }
    }

    @Test func whatOnlyTheGatewayDoesIsItsOwn() throws {
        let alone = try run("text/no-done", reference: "text/plain")
        #expect(alone.result?.verdict("stream.chunks.done") == "fail", "\(alone.outcome.output)")
        #expect(alone.outcome.status == 1)
        let both = try run("text/no-done", reference: "text/no-done")
        #expect(both.result?.verdict("stream.chunks.done") == "pass", "\(both.outcome.output)")
    }

    @Test func nothingIsSentPastTheCap() throws {
        let (outcome, result, _) = try run("text/plain", more: ["--max-requests", "1"])
        #expect(outcome.output.contains("; 1 request,"), "\(outcome.output)\(outcome.errors)")
        #expect(result?.cases.contains { $0.reason?.contains("the cap of 1 requests is reached") == true } == true)
    }

    @Test func aRecorderBeforeTLSKeepsItsLinesWhenItIsKilled() throws {
        let certificate = try Self.certificate()
        let service = try Service("text/plain", certificate: certificate)
        defer { service.stop() }
        let file = certificate.appending(path: "traffic.jsonl")
        let recorder = try Binary.start([
            "record", "--upstream", service.origin + "/v1", "--out", file.path, "--listen", "127.0.0.1:19974",
            "--cacert", certificate.appending(path: "cert.pem").path,
        ])
        #expect(try recorder.waitForOutput("recording"))
        let map = try Binary.run(
            [
                "migrate", "--from", "litellm", "--to", "nginx", "--from-models", "http://127.0.0.1:19974/v1/models",
                "--from-key-env", "STAND_IN_KEY", "--to-models", "http://127.0.0.1:19974/v1/models", "--to-key-env",
                "STAND_IN_KEY",
            ], environment: ["STAND_IN_KEY": Self.key])
        kill(recorder.process.processIdentifier, SIGKILL)
        recorder.process.waitUntilExit()
        #expect(map.output.contains("1 models"), "\(map.errors)")
        let text = try String(contentsOf: file, encoding: .utf8)
        // A line is written once the client has its answer, so only the last may be on its way.
        #expect(text.hasSuffix("\n") && !text.contains(Self.key) && text.contains("\"status\":200"), "\(text)")
    }

    @Test func aRefusedKeyIsNoVerdict() throws {
        let (_, result, text) = try run("text/plain", key: "sk-live-wrong-5521")
        let streams = result?.cases.filter { $0.id.hasPrefix("stream.") } ?? []
        #expect(
            !streams.isEmpty && streams.allSatisfy { $0.verdict == "not-measurable" || $0.verdict == "not-applicable" })
        #expect(!text.contains("sk-live-wrong-5521"))
    }

    @Test(arguments: [
        (["run", "--target", "openrouter"], "gateproof run --live --target openrouter"),
        (["run", "--target", "portkey-hosted"], "gateproof mock --public"),
        (["target", "check", "tokenmix"], "gateproof run --live --target tokenmix"),
        (["mock", "--public"], "--public demands"),
        (["run", "--live", "--max-cost", "1"], "--max-cost needs --price-in"),
        (["run", "--live", "--bench", "quick"], "--live does not take --bench"),
    ])
    func whatCannotBeDoneIsSaidAtOnce(words: [String], says: String) throws {
        let outcome = try Binary.run(words, environment: ["GATEPROOF_MODEL": "m", "OPENROUTER_API_KEY": "k"])
        #expect(outcome.status == 64, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
    }
}

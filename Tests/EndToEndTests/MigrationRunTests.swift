import Foundation
import Testing

/// Cost, recording, replay and migration, as a person runs them.
@Suite struct MigrationRunTests {
    @Test func aRecordedRequestFindsADefectAndNothingElse() throws {
        let folder = try Binary.temporaryFolder()
        let file = folder.appending(path: "traffic.jsonl").path
        let line =
            #"{"path":"/v1/chat/completions","body":{"model":"m","stream":true,"messages":[{"role":"user","content":"Say"}]}}"#
        try (line + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let clean = try Binary.run(["replay", file, "--quiet"])
        #expect(clean.status == 0, "\(clean.output)\(clean.errors)")
        let broken = try Binary.run(["replay", file, "--defect", "event-lost"])
        #expect(broken.status == 1 && broken.output.contains("replay.r1.must"))
        #expect(broken.output.contains("gateproof replay \(file)"))
    }

    @Test func committedResultsFillInAChecklist() throws {
        let better = try Binary.run(["migrate", "--from", "litellm", "--to", "nginx"])
        #expect(better.output.contains("M2.text") && better.output.contains("decide who does"))
        let worse = try Binary.run(["migrate", "--from", "nginx", "--to", "litellm", "--json"])
        #expect(worse.status == 1 && worse.output.contains("\"doNotMigrateUntil\":[\""))
        #expect(try Binary.run(["migrate", "--from", "ngnix", "--to", "litellm"]).status == 64)
    }

    @Test func aRecorderTakesSecretsOutAndPassesTheAnswerOn() throws {
        let folder = try Binary.temporaryFolder()
        let file = folder.appending(path: "traffic.jsonl").path
        let upstream = try Binary.start(["mock", "--primary", "127.0.0.1:19971", "--backup", "127.0.0.1:19972"])
        defer { upstream.process.terminate() }
        #expect(try upstream.waitForOutput("primary"))
        let recorder = try Binary.start([
            "record", "--upstream", "http://127.0.0.1:19971/v1", "--out", file, "--listen", "127.0.0.1:19973",
        ])
        defer { recorder.process.terminate() }
        #expect(try recorder.waitForOutput("recording"))
        let map = try Binary.run([
            "migrate", "--from", "litellm", "--to", "nginx", "--from-models",
            "http://127.0.0.1:19973/v1/models?key=hushhush1",
            "--to-models", "http://127.0.0.1:19971/v1/models",
        ])
        #expect(map.output.contains("1 models"), "\(map.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("key=[redacted]") && !text.contains("hushhush1") && text.hasSuffix("\n"))
    }

    @Test func costsAreShown() throws {
        let table = try Binary.run(["cost", "--workload", "scenario-2", "--today", "2026-11-21"])
        #expect(table.status == 0 && table.output.contains("$490.00") == false && table.output.contains("not offered"))
        #expect(try Binary.run(["cost", "--workload", "scenario-9"]).status == 64)
        #expect(
            try Binary.run(["cost", "--workload", "scenario-1", "--card", "openruter"]).errors.contains("openrouter"))
        let drift = try Binary.run(["cost", "--result", "results/litellm/1.80.5.json", "--card", "openai"])
        #expect(drift.status == 0 && drift.output.contains("prompt_tokens"))
    }
}

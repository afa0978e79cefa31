import Client
import Foundation
import MockProvider
import Suites
import Testing
import Wire

@testable import Targets

/// Starts every installed gateway for real and sends two requests through each route.
///
/// Needs the gateways, so it runs only when asked: `GATEPROOF_LIVE_TARGETS=all swift test --filter LiveTargets`, or with
/// the names of some targets.
struct LiveTargetsTests {
    @Test(.serialized, .enabled(if: !LiveNames.wanted.isEmpty), arguments: LiveNames.wanted)
    func everyRouteCarriesJSONAndEvents(name: String) async throws {
        let target = try Target.load(name, folder: LiveNames.folder)
        let fleet = try await ProviderFleet.start(primary: ListenAddress(port: 0), backup: ListenAddress(port: 0))
        let client = try CurlClient()
        do {
            let gateway = try await GatewayProcess.start(target, providers: fleet.identities)
            let version = await target.installedVersion() ?? "unknown"
            print("\(name) \(version) \(gateway.usage().map { "\($0)" } ?? "")")
            for (route, binding) in [("direct", gateway.target.direct), ("failover", gateway.target.failover)] {
                guard let binding else { continue }
                for stream in [false, true] {
                    let visit = Visit(fleet: fleet, client: client, target: gateway.target, binding: binding)
                    try await visit.check(stream: stream, serving: .primary, "\(name) \(route)")
                    guard route == "failover" else {
                        if stream { try await visit.check(stream: true, slow: true, serving: .primary, "\(name) slow") }
                        continue
                    }
                    for trouble in Trouble.allCases where gateway.target.features.contains(trouble.feature) {
                        let what = "\(name) failover \(trouble)"
                        try await visit.check(stream: stream, trouble, serving: .backup, what)
                        try await gateway.recover()
                        try await visit.check(stream: stream, serving: .primary, what + " over")
                    }
                }
            }
            await gateway.stop()
        } catch let error as LaunchError {
            Issue.record("\(error)")
        }
        client.shutdown()
        await fleet.stop()
    }
}

/// Which targets are wanted.
enum LiveNames {
    static let folder = Fixtures.root + "/suites/targets"

    static let wanted: [String] = {
        let names = ProcessInfo.processInfo.environment["GATEPROOF_LIVE_TARGETS"]?.split(separator: ",").map(
            String.init)
        return names == ["all"] ? Target.names(folder: folder).filter { $0 != "builtin" } : names ?? []
    }()
}

/// What the primary does when the backup is to answer.
private enum Trouble: String, CaseIterable {
    case refuse, resetAfterRequest, closeAfterRequest, status500, status503, status429, silent

    /// Takes six seconds without a gap above two: no gateway may take its length for silence.
    static func slowStream(_ healthy: Scenario.Part) -> Scenario.Part {
        var slow = healthy
        let pause = Step.wait(milliseconds: 2000)
        for index in slow.script.behaviours.indices {
            let steps = slow.script.behaviours[index].steps
            slow.script.behaviours[index].steps =
                Array(steps.prefix(2)) + [pause] + Array(steps.dropFirst(2).prefix(1))
                + [pause] + Array(steps.dropFirst(3).prefix(1)) + [pause] + Array(steps.dropFirst(4))
        }
        return slow
    }

    var feature: String {
        switch self {
        case .refuse, .resetAfterRequest, .closeAfterRequest: "failover"
        case .status500, .status503: "failover.5xx"
        case .status429: "failover.429"
        case .silent: "failover.timeout"
        }
    }

    func part(_ healthy: Scenario.Part) -> Scenario.Part {
        switch self {
        case .refuse: Scenario.Part(fault: .refuse, script: healthy.script)
        case .resetAfterRequest: Scenario.Part(fault: .resetAfterRequest, script: healthy.script)
        case .closeAfterRequest: Scenario.Part(fault: .closeAfterRequest, script: healthy.script)
        case .silent: Scenario.Part(fault: .silent, script: healthy.script)
        case .status500: Self.answer(500)
        case .status503: Self.answer(503)
        case .status429: Self.answer(429)
        }
    }

    private static func answer(_ status: Int) -> Scenario.Part {
        let head = Step.Head(status: status, fields: [HeaderField("content-type", "application/json")])
        let body = Step.bytes(Array(#"{"error":{"message":"m","type":"t","param":null,"code":null}}"#.utf8))
        return Scenario.Part(
            script: Script(name: "trouble", behaviours: [Behaviour(steps: [.head(head), body, .end(trailers: [])])]))
    }
}

/// One request through a gateway, and what is expected of it.
private struct Visit {
    let fleet: ProviderFleet
    let client: CurlClient
    let target: Target
    let binding: Target.RouteBinding

    func check(
        stream: Bool, _ trouble: Trouble? = nil, slow: Bool = false, serving: ProviderRole, _ what: String
    ) async throws {
        let nonce = String(UInt64.random(in: 0x1000_0000_0000_0000...UInt64.max), radix: 16)
        let part = Scenario.Part(script: try script(stream))
        let primary = trouble?.part(part) ?? (slow ? Trouble.slowStream(part) : part)
        try await fleet.arm(marker: nonce, scenario: Scenario(primary: primary, backup: part))
        let record = await client.exchange(request(nonce, stream), observer: nil)
        let attempts = try await fleet.collect(marker: nonce, graceMilliseconds: 500)
        let body = String(decoding: record.body.bytes, as: UTF8.self)
        #expect(record.head?.status == 200, "\(what) \(record.ending) \(body)")
        #expect(body.contains(stream ? "[DONE]" : "\"choices\""), "\(what) \(body)")
        #expect(attempts.last?.provider == serving, "\(what)")
        let seen = attempts.last.map { $0.head.fields["authorization"] ?? "none" } ?? ""
        let key = fleet.identities[serving]?.key ?? ""
        if target.features.contains("upstream.keys") { #expect(seen == "Bearer " + key, "\(what)") }
        print(
            "  \(what) stream=\(stream) status=\(record.head?.status ?? 0) attempts=\(attempts.map { "\($0.provider)" })"
        )
    }

    private func script(_ stream: Bool) throws -> Script {
        let library = try Library.load(
            suites: Fixtures.root + "/suites", mockProviders: Fixtures.root + "/mock-providers")
        return try #require(library.scripts[stream ? "text/plain" : "json/plain"])
    }

    private func request(_ nonce: String, _ stream: Bool) -> ClientRequest {
        let url = binding.baseURL.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        let host = url[1].description
        let path = "/" + url[2]
        var fields: HeaderFields = [HeaderField("content-type", "application/json")]
        if let key = target.apiKey { fields.append("authorization", "Bearer \(key)") }
        let body =
            #"{"model":"\#(binding.model)","stream":\#(stream),"messages":[{"role":"user","content":"gp:live.x:\#(nonce)"}]}"#
        return ClientRequest(
            origin: "http://\(host)", target: path + "/chat/completions", fields: fields, body: Array(body.utf8),
            marker: nonce)
    }
}

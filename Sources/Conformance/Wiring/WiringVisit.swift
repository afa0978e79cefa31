internal import Suites
internal import Wire

/// One question of the check of the wiring: the same request sent some times on a route, while the primary plays a part.
struct WiringVisit {
    var world: World
    var wiring: Wiring
    var route: Route
    /// What the primary answers; the backup always answers 200.
    var status = 200
    /// How often the same bytes are sent, one after another.
    var times = 1
    var number: Int

    /// What came of it.
    struct Answer {
        var records: [ClientRecord]
        var attempts: [Attempt]
        /// Chat requests that reached a provider without the marker.
        var strays: [Attempt]

        var status: Int? { records.last?.head?.status }

        func count(_ role: ProviderRole) -> Int { attempts.count { $0.provider == role } }
    }

    func play() async throws -> Answer {
        var seed = CaseSeed(run: Instant.now().nanoseconds.magnitude, caseID: "wiring", repeat: number)
        let nonce = seed.nonce()
        let primary = Scenario.Part(script: status == 200 ? Preflight.script : Self.failure(status))
        let backup = Scenario.Part(script: Preflight.script)
        _ = try await world.providers.strays()
        try await world.providers.arm(marker: nonce, scenario: Scenario(primary: primary, backup: backup))
        let request = wiring.plainRequest(wiring.endpoint(route), nonce: nonce)
        var records: [ClientRecord] = []
        for _ in 0..<times { records.append(await world.exchanger.exchange(request, observer: nil)) }
        let attempts = try await world.providers.collect(marker: nonce, graceMilliseconds: 300)
        let strays = try await world.providers.strays().filter { $0.head.method == "POST" && $0.marker == nil }
        return Answer(records: records, attempts: attempts, strays: strays)
    }

    private static func failure(_ status: Int) -> Script {
        var encoding = Encoding()
        encoding.framing = .length
        let body = #"{"error":{"message":"scripted","type":"server_error","param":null,"code":null}}"#
        let head = Step.Head(status: status, fields: [HeaderField("Content-Type", "application/json")])
        return Script(
            name: "wiring-\(status)",
            behaviours: [
                Behaviour(encode: encoding, steps: [.head(head), .bytes(Array(body.utf8)), .end(trailers: [])])
            ])
    }
}

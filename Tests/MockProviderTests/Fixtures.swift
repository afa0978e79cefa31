import MockProvider
import Suites
import Wire

extension ProviderFleet {
    /// A fleet on ports of the system's choice, stopped after the test.
    @discardableResult
    static func with<T>(options: Options = Options(), _ body: (ProviderFleet) async throws -> T) async throws -> T {
        let fleet = try await start(primary: ListenAddress(port: 0), backup: ListenAddress(port: 0), options: options)
        do {
            let result = try await body(fleet)
            await fleet.stop()
            return result
        } catch {
            await fleet.stop()
            throw error
        }
    }

    func port(_ role: ProviderRole) -> Int {
        identities[role].flatMap { $0.origin.split(separator: ":").last }.flatMap { Int($0) } ?? 0
    }
}

extension Scenario {
    /// The same behaviours at both providers.
    static func both(_ behaviours: Behaviour..., fault: ConnectionFault = .none) -> Scenario {
        let part = Part(fault: fault, script: Script(name: "test", behaviours: behaviours))
        return Scenario(primary: part, backup: Part(script: part.script))
    }
}

extension Behaviour {
    static func stream(_ steps: [Step], encode: (inout Encoding) -> Void = { _ in }) -> Behaviour {
        var encoding = Encoding()
        encode(&encoding)
        let head = Step.Head(fields: [HeaderField("content-type", "text/event-stream")], without: ["date"])
        return Behaviour(encode: encoding, steps: [.head(head)] + steps)
    }
}

/// A marker no other test uses.
func marker(_ number: Int) -> String {
    Marker(caseID: "provider.test", nonce: Marker.nonce(UInt64(0xA000_0000 + number))).text
}

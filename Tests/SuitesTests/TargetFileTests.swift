import Testing
import Wire

@testable import Suites

struct TargetFileTests {
    private static let text = """
        target: proxy
        title: A proxy
        lane: passthrough
        port: 8101
        ports: {admin: 8102}
        direct: {base-url: "http://127.0.0.1:${port}/v1", model: "${primary.model}", headers: {x-key: "${key}"}}
        failover: {base-url: "http://127.0.0.1:${port}/f/v1", model: m}
        api-key: sk-client
        features: [chat, chat.stream]
        providers: {primary: "127.0.0.1:9801"}
        declared: {headers: [via], body: [usage.cost], comments: [PING]}
        recovery: {wait: 5s}
        launch:
          install: apt install proxy
          command: [proxy, -c, "${dir}/p.conf"]
          environment: {KEY: "${backup.key}"}
          files: {p.conf: "to ${primary} or ${backup.host}:${backup.port} $uri"}
          ready: http://127.0.0.1:${port.admin}/ready
          ready-within: 5s
          version: [proxy, -v]
        refuse: [{package: proxy, versions: ["1.0", 1.1], because: it bites}]
        facts: [One fact.]
        variants:
          slow: {recovery: restart, failover: ~, launch: {environment: {SLOW: 1}}}
        """

    private static func target(_ variant: String? = nil) throws -> Target {
        let (reader, node) = try Texts.node(text)
        let target = TargetReader(reader: reader, features: nil).read(node, expected: "proxy", variant: variant)
        #expect(reader.diagnostics.map(\.description) == [])
        return try #require(target)
    }

    @Test func everythingIsRead() throws {
        let target = try Self.target()
        #expect(target.direct.fields == [HeaderField("x-key", "${key}")])
        #expect(target.providers == [.primary: "127.0.0.1:9801", .backup: "127.0.0.1:9902"])
        #expect(target.declared.body == ["usage.cost"])
        #expect(target.recovery == .wait(milliseconds: 5000))
        #expect(target.launch?.readySeconds == 5)
        #expect(target.launch?.versionCommand == ["proxy", "-v"])
        #expect(target.features == ["chat", "chat.stream"])
    }

    @Test func refusedReleasesAreRead() throws {
        let wanted = Target.Refusal(package: "proxy", versions: ["1.0", "1.1"], reason: "it bites")
        #expect(try Self.target().refusals == [wanted])
    }

    @Test(
        arguments: [
            ("nginx", nil, nil), ("nginx:buffered", nil, "buffered"), ("litellm@1.80.5", "1.80.5", nil),
            ("nginx@1.22:gzip", "1.22", "gzip"),
        ] as [(String, String?, String?)])
    func namesMayHoldAVersion(name: String, version: String?, variant: String?) throws {
        let target = try Target.load(name, folder: Shipped.suites + "/targets")
        #expect(target.version == version)
        #expect(target.variant == variant)
    }

    @Test func variantsAreLaidOver() throws {
        let target = try Self.target("slow")
        #expect(target.variant == "slow")
        #expect(target.recovery == .restart)
        #expect(target.failover == nil)
        #expect(target.launch?.environment == ["KEY": "${backup.key}", "SLOW": "1"])
        #expect(target.launch?.files.count == 1)
    }

    @Test func placeHoldersAreFilledIn() throws {
        let identities: [ProviderRole: ProviderIdentity] = [
            .primary: .standard(.primary, origin: "http://127.0.0.1:9801"),
            .backup: .standard(.backup, origin: "http://127.0.0.1:9802"),
        ]
        let target = try Self.target().resolved(providers: identities, directory: "/tmp/x")
        #expect(target.direct.baseURL == "http://127.0.0.1:8101/v1")
        #expect(target.direct.model == "gp-primary")
        #expect(target.direct.fields["x-key"] == "sk-client")
        #expect(target.launch?.command == ["proxy", "-c", "/tmp/x/p.conf"])
        #expect(target.launch?.environment["KEY"] == identities[.backup]?.key)
        #expect(target.launch?.files["p.conf"] == "to http://127.0.0.1:9801 or 127.0.0.1:9802 $uri")
        #expect(target.launch?.readyURL == "http://127.0.0.1:8102/ready")
    }

    @Test func unknownTargetsNameTheNearest() {
        let folder = Shipped.root + "/Tests/SuitesTests/Goldens/invalid/suites/targets"
        let mistakes = #expect(throws: Mistakes.self) { try Target.load("godo", folder: folder) }
        #expect(mistakes?.diagnostics.first?.hint == "did you mean `good`?")
        #expect(Target.names(folder: folder) == ["bad", "good", "good:fast", "good:odd"])
        #expect(throws: Never.self) { try Target.load("good:fast", folder: folder) }
        #expect(throws: Mistakes.self) { try Target.load("good:fats", folder: folder) }
    }
}

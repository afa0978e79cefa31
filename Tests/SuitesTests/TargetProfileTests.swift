import Testing
import Wire

@testable import Suites

struct TargetProfileTests {
    private static func read(_ text: String) throws -> (profile: TargetProfile?, mistakes: [String]) {
        let base = """
            target: t
            lane: translate
            direct: {base-url: "https://${env.HOST}/v1", model: m}
            features: [chat]

            """
        let (reader, node) = try Texts.node(base + text)
        let target = TargetReader(reader: reader, features: nil).read(node, expected: "t", variant: nil)
        return (target?.profile, reader.diagnostics.map(\.message))
    }

    @Test func everythingIsRead() throws {
        let (profile, mistakes) = try Self.read(
            """
            mode: public-mock
            kind: hosted
            evidence: {mark: docs, of: "the vendor, 2026-08"}
            settings: {HOST: the host}
            wiring: {steps: ["ask ${env.HOST}"], files: {a.json: "{}"}, environment: {A: b}}
            limits: [one]
            quirks: [{expect: it drops x, mark: source, versions: "1.2"}]
            links: [https://example.org/a]
            live: {headers: {x: y}, echo-request: "{}", echo-path: debug.body, attempts: [x-tries]}
            """)
        #expect(mistakes == [])
        #expect(profile?.mode == .publicMock)
        #expect(profile?.kind == .hosted)
        #expect(profile?.evidence.status == "wiring documented, not yet run")
        #expect(profile?.guide.files == ["a.json": "{}"])
        #expect(profile?.quirks == [.init(text: "it drops x", mark: .source, versions: "1.2")])
        #expect(profile?.visibility.echoPath == "debug.body")
    }

    @Test(arguments: [
        ("mode: lve\nsettings: {HOST: h}", "`mode` cannot be `lve`"),
        ("settings: {HOST: h}\nevidence: {mark: seen, of: x}", "`mark` cannot be `seen`"),
        ("settings: {HOST: h}\nevidence: {mark: run}", "`of` is missing"),
        ("settings: {HOST: h}\nlinks: [http://example.org]", "a link begins with https://"),
        ("settings: {HOST: h}\nlive: {echo-path: a}", "`echo-request` and `echo-path` belong together"),
        ("settings: {HOST: h, bad-name: x}", "`bad-name` is no name of an environment variable"),
        ("settings: {HOST: h}\nquirks: [{mark: run}]", "`expect` is missing"),
        ("settings: {HOST: h}\nwiring: {file: {}}", "unknown key `file`"),
        ("settings: {HOST: h}\nwiring: {files: {../x: y}}", "a generated file is named by a path below"),
        ("limits: [x]", "unknown place-holder `env.HOST`"),
    ])
    func mistakesAreNamed(text: String, expected: String) throws {
        let mistakes = try Self.read(text).mistakes
        #expect(mistakes.contains { $0.hasPrefix(expected) }, "\(mistakes)")
    }

    @Test(arguments: TargetProfile.Mark.allCases) func onlyARunIsCalledARun(mark: TargetProfile.Mark) {
        let status = TargetProfile.Evidence(mark: mark, text: "").status
        #expect(status.hasPrefix("run") == (mark == .run))
    }

    @Test func shippedTargetsSayHowFarTheyWereProven() throws {
        let folder = Shipped.suites + "/targets"
        for name in Target.names(folder: folder) where name != "custom" {
            let target = try Target.load(name, folder: folder)
            #expect(target.profile.evidence.mark != .unverified, "\(name)")
            #expect(target.profile.evidence.text != "", "\(name)")
            if target.profile.mode != .controlled { #expect(target.apiKeyEnv != nil, "\(name)") }
        }
    }

    @Test func settingsAreFilledIn() throws {
        let folder = Shipped.suites + "/targets"
        let target = try Target.load("cloudflare", folder: folder)
        let filled = target.resolved(
            providers: [:], environment: ["CLOUDFLARE_ACCOUNT_ID": "acc", "CLOUDFLARE_GATEWAY": "gw"])
        #expect(filled.direct.baseURL == "https://gateway.ai.cloudflare.com/v1/acc/gw/custom-gateproof-primary/v1")
        #expect(target.resolved(providers: [:]).direct.baseURL == target.direct.baseURL)
    }
}

import Foundation
import Suites
import Testing
import Wire

@testable import MockProvider

/// A certificate for 127.0.0.1 that is made when the test runs.
struct Certificate {
    let certificate: String
    let key: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gateproof-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appending(path: "cert.pem").path
        key = folder.appending(path: "key.pem").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2", "-subj", "/CN=gateproof test", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key,
            "-out", certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    func remove() {
        try? FileManager.default.removeItem(at: URL(fileURLWithPath: certificate).deletingLastPathComponent())
    }
}

@Suite struct TLSTests {
    private func encrypted<Value>(
        token: String? = nil, body: (ProviderFleet, Certificate) async throws -> Value
    ) async throws -> Value {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let tls = try ProviderTLS(certificateFile: certificate.certificate, keyFile: certificate.key)
        let fleet = try await ProviderFleet.start(
            primary: ListenAddress(port: 0), backup: ListenAddress(port: 0),
            options: ProviderFleet.Options(token: token, tls: tls))
        do {
            let value = try await body(fleet, certificate)
            await fleet.stop()
            return value
        } catch {
            await fleet.stop()
            throw error
        }
    }

    @Test func originsSayHTTPS() async throws {
        try await encrypted { fleet, _ in
            #expect(fleet.identities.values.allSatisfy { $0.origin.hasPrefix("https://127.0.0.1:") })
        }
    }

    @Test func theControlAPIAnswersOverTLS() async throws {
        try await encrypted(token: "t0ken") { fleet, certificate in
            let primary = ListenAddress(port: fleet.port(.primary))
            let backup = ListenAddress(port: fleet.port(.backup))
            let authority = try TrustedAuthority(file: certificate.certificate)
            let remote = try await RemoteFleet.connect(
                primary: primary, backup: backup, token: "t0ken", authority: authority)
            #expect(remote.identities[.backup]?.origin == "https://127.0.0.1:\(backup.port)")
            #expect(try await remote.strays().isEmpty)
        }
    }

    @Test func aStrangersCertificateIsRefused() async throws {
        try await encrypted(token: "t0ken") { fleet, _ in
            let other = try Certificate()
            defer { other.remove() }
            let authority = try TrustedAuthority(file: other.certificate)
            await #expect(throws: ControlError.self) {
                try await RemoteFleet.connect(
                    primary: ListenAddress(port: fleet.port(.primary)),
                    backup: ListenAddress(port: fleet.port(.backup)), token: "t0ken", authority: authority)
            }
        }
    }

    @Test(arguments: [(nil, false), ("t", false), (nil, true)] as [(String?, Bool)])
    func anAddressThatOthersReachNeedsTokenAndTLS(token: String?, encrypted: Bool) async throws {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let tls =
            try encrypted
            ? ProviderTLS(certificateFile: certificate.certificate, keyFile: certificate.key) : nil
        await #expect(throws: ListenError.self) {
            try await ProviderFleet.start(
                primary: ListenAddress(host: "0.0.0.0", port: 0), backup: ListenAddress(port: 0),
                options: ProviderFleet.Options(token: token, tls: tls))
        }
    }

    @Test func aWrongFileIsNamed() throws {
        let certificate = try Certificate()
        let other = try Certificate()
        defer {
            certificate.remove()
            other.remove()
        }
        for (chain, key, named) in [
            ("/nowhere/c.pem", certificate.key, "/nowhere/c.pem"),
            (certificate.certificate, certificate.certificate, certificate.certificate),
            (certificate.certificate, other.key, "do not belong together"),
        ] {
            let error = #expect(throws: ListenError.self) {
                try ProviderTLS(certificateFile: chain, keyFile: key)
            }
            #expect(error?.description.contains(named) == true)
        }
    }
}

import Suites
import Testing
import Wire

@testable import MockProvider

/// How requests are read, known again and told apart.
struct RequestTests {
    @Test func countsAttemptsConnectionsAndRequests() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(40)
            try await fleet.arm(
                marker: marker, scenario: .both(.stream([.data("first")]), .stream([.data("later ${attempt}")])))
            let first = RawClient(port: fleet.port(.primary))
            for expected in ["first", "later 2", "later 3"] {
                first.send(RawClient.request(marker))
                #expect(first.text(endingWith: "0\r\n\r\n").contains("data: \(expected)\n"))
            }
            let other = RawClient(port: fleet.port(.backup))
            other.send(RawClient.request(marker))
            #expect(other.text(endingWith: "0\r\n\r\n").contains("data: first\n"))
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 1000)
            #expect(attempts.map(\.number) == [1, 2, 3, 1])
            #expect(attempts.map(\.requestOnConnection) == [1, 2, 3, 1])
            #expect(attempts.map(\.provider) == [.primary, .primary, .primary, .backup])
            #expect(Set(attempts.map(\.connection)) == [1])
        }
    }

    @Test func findsTheMarkerInHeaderAndTarget() async throws {
        try await ProviderFleet.with { fleet in
            let client = RawClient(port: fleet.port(.primary))
            for (number, request) in [
                (41, "GET /v1/models HTTP/1.1\r\nX-Gateproof-Marker: MARKER\r\n\r\n"),
                (42, "GET /v1/models?user=MARKER HTTP/1.1\r\n\r\n"),
                (43, "GET /v1/models?user=ESCAPED HTTP/1.1\r\n\r\n"),
                (44, "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n20;x\r\nMARKER\r\n0\r\n\r\n"),
            ] {
                let marker = marker(number)
                try await fleet.arm(marker: marker, scenario: .both(.stream([.data("mine")])))
                let text = request.replacing("MARKER", with: marker).replacing(
                    "ESCAPED", with: marker.replacing(":", with: "%3a"))
                let size = String(marker.utf8.count, radix: 16)
                client.send(text.replacing("20;x", with: "\(size);x"))
                #expect(client.text(endingWith: "0\r\n\r\n").contains("data: mine"))
                #expect(try await fleet.collect(marker: marker, graceMilliseconds: 1000).count == 1)
            }
        }
    }

    @Test func lendsAPathToACaseWithoutMarker() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(45)
            try await fleet.arm(marker: marker, scenario: .both(.stream([.data("lent")])))
            try await fleet.armUnmarked(path: "/v1/models", marker: marker)
            let client = RawClient(port: fleet.port(.primary))
            client.send("GET /v1/models?x=1 HTTP/1.1\r\n\r\n")
            #expect(client.text(endingWith: "0\r\n\r\n").contains("data: lent"))
            #expect(try await fleet.collect(marker: marker, graceMilliseconds: 1000).count == 1)
            client.send("GET /v1/models HTTP/1.1\r\n\r\n")
            #expect(client.text(endingWith: "}]}").contains(#""id":"gp-primary""#))
        }
    }

    @Test(arguments: [
        ("GET /health HTTP/1.1\r\n\r\n", #"{"status":"ok"}"#),
        ("GET /v1/models HTTP/1.1\r\n\r\n", #""object":"list""#),
        ("POST /v1/chat/completions HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}", #""object":"chat.completion""#),
        ("POST /v1/chat/completions HTTP/1.1\r\ncontent-length: 16\r\n\r\n{\"stream\" :true}", "data: [DONE]"),
        ("POST /v1/nothing HTTP/1.1\r\ncontent-length: 0\r\n\r\n", "HTTP/1.1 404"),
    ])
    func answersStraysSensibly(request: String, part: String) async throws {
        try await ProviderFleet.with { fleet in
            let client = RawClient(port: fleet.port(.primary))
            client.send(request.replacing("HTTP/1.1\r\n", with: "HTTP/1.1\r\nconnection: close\r\n"))
            let (bytes, end) = client.read()
            #expect(String(decoding: bytes, as: UTF8.self).contains(part))
            #expect(end == .fin)
            let strays = try await fleet.strays()
            #expect(strays.count == 1)
            #expect(strays.first?.ending == .complete)
            #expect(try await fleet.strays().isEmpty)
        }
    }

    @Test func asksForABodyThatWaits() async throws {
        try await ProviderFleet.with { fleet in
            let client = RawClient(port: fleet.port(.primary))
            client.send("POST /v1/chat/completions HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n")
            #expect(client.text(endingWith: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            client.send("{}")
            #expect(client.text(endingWith: "}").hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test func answersPipelinedRequestsInOrder() async throws {
        try await ProviderFleet.with { fleet in
            let markers = (46...49).map { marker($0) }
            for (index, marker) in markers.enumerated() {
                try await fleet.arm(
                    marker: marker, scenario: .both(.stream([.wait(milliseconds: 2), .data("n\(index)")])))
            }
            let client = RawClient(port: fleet.port(.primary))
            client.send(markers.map { RawClient.request($0) }.joined())
            let text = String(
                decoding: client.read { String(decoding: $0, as: UTF8.self).contains("data: n3\n") }.bytes,
                as: UTF8.self)
            #expect(text.components(of: "data: n").map { $0.prefix(1) } == ["H", "0", "1", "2", "3"])
            for marker in markers {
                #expect(try await fleet.collect(marker: marker, graceMilliseconds: 1000).map(\.ending) == [.complete])
            }
        }
    }

    @Test func journalsARequestThatWasGivenUp() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(50)
            try await fleet.arm(marker: marker, scenario: .both(.stream([])))
            let client = RawClient(port: fleet.port(.primary))
            client.send(
                "POST / HTTP/1.1\r\nexpect: 100-continue\r\nx-gateproof-marker: \(marker)\r\ncontent-length: 9\r\n\r\n")
            _ = client.text(endingWith: "\r\n\r\n")
            client.send("part")
            client.abort()
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 5000)
            #expect(attempts.map(\.ending) == [.abandoned])
            #expect(attempts.first?.bodyRead == nil)
            #expect(attempts.first?.peerClose?.reset == true)
        }
    }

    @Test func keepsTwoHundredStreamsApart() async throws {
        try await ProviderFleet.with { fleet in
            let markers = (1000..<1200).map { marker($0) }
            for marker in markers {
                let steps: [Step] = (1...5).flatMap { [Step.data("${nonce} \($0)"), .wait(milliseconds: 3)] }
                try await fleet.arm(marker: marker, scenario: .both(.stream(steps)))
            }
            let clients = markers.map { _ in RawClient(port: fleet.port(.primary)) }
            for (marker, client) in zip(markers, clients) {
                client.send(RawClient.request(marker))
            }
            for (marker, client) in zip(markers, clients) {
                let text = client.text(endingWith: "0\r\n\r\n")
                let nonce = String(marker.suffix(16))
                #expect(text.components(of: "data: ").count == 6)
                #expect(text.components(of: "data: \(nonce) ").count == 6)
            }
            for marker in markers {
                let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 2000)
                #expect(attempts.map(\.events.count) == [5])
            }
        }
    }
}

extension String {
    fileprivate func components(of separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}

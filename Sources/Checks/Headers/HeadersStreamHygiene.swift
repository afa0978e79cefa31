internal import Wire

extension Check {
    /// Signs for proxies on the way.
    package static let headersStreamHygiene = Check(
        id: "headers.stream-hygiene", title: "Streams tell caches and buffering proxies to keep out",
        requirement: "HDR-017",
        rationale:
            "Without Cache-Control and X-Accel-Buffering, a proxy in front of the gateway may hold the stream back.",
        holdsInControl: false,
        passing: [
            Example(
                "both",
                .answer(
                    .sse(Sample.text("Hi")),
                    received: .sse(
                        Sample.text("Hi"),
                        [
                            HeaderField("cache-control", "no-cache, no-transform"),
                            HeaderField("x-accel-buffering", "no"),
                        ])))
        ],
        failing: [Example("none", .stream(Sample.text("Hi"), received: Sample.text("Hi")))],
        each: { round in
            round.streams { _, received in
                guard let fields = received.head?.fields else { return [] }
                var findings: [Finding] = []
                let directives = fields.list("cache-control").map { $0.lowercased() }
                if !directives.contains("no-cache"), !directives.contains("no-store") {
                    findings.append(
                        Finding(
                            .lost, at: "cache-control", expected: "no-cache or no-store",
                            actual: HeaderText.show(fields.all("cache-control"))))
                }
                if fields["x-accel-buffering"]?.lowercased() != "no" {
                    findings.append(
                        Finding(
                            .lost, at: "x-accel-buffering", expected: "no",
                            actual: HeaderText.show(fields.all("x-accel-buffering"))))
                }
                return findings
            }
        })
}

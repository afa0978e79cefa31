internal import Foundation
internal import Results

/// A response header in which a gateway says how long it took itself.
package struct ClaimHeader: Sendable, Equatable {
    package var name: String
    /// Nanoseconds in one unit of the header.
    package var unit: Double
    /// What it counts, in words.
    package var meaning: String
    /// It counts the wait for the provider too.
    package var isWithProvider: Bool

    package init(name: String, unit: Double = 1e6, meaning: String = "", isWithProvider: Bool = false) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.isWithProvider = isWithProvider
    }

    /// Headers of gateways that document one, whatever their target file says.
    package static let known = [
        ClaimHeader(name: "x-litellm-overhead-duration-ms", meaning: "own overhead"),
        ClaimHeader(name: "x-kong-proxy-latency", meaning: "own overhead"),
        ClaimHeader(name: "x-portkey-processing-time", meaning: "own overhead"),
        ClaimHeader(
            name: "x-envoy-upstream-service-time", meaning: "wait for the provider's head, counted as its own",
            isWithProvider: true),
        ClaimHeader(
            name: "x-kong-upstream-latency", meaning: "wait for the provider, counted as its own", isWithProvider: true),
    ]

    /// What an answer's head claims, in nanoseconds; nil where it says nothing that is a number.
    package static func claim(in head: [UInt8]) -> RequestMeasure.Claim? {
        let text = String(decoding: head, as: UTF8.self).lowercased()
        for (index, header) in known.enumerated() {
            guard let place = text.range(of: "\n\(header.name):") else { continue }
            let value = text[place.upperBound...].prefix { $0 != "\r\n" && $0 != "\n" }
            guard let number = Double(value.filter { $0 != " " }) else { return nil }
            return RequestMeasure.Claim(header: index, nanoseconds: number * header.unit)
        }
        return nil
    }
}

/// What gateways say of themselves, beside what was measured of the same requests.
struct Claims {
    var tabulation: Tabulation

    var list: [BenchClaim]? {
        let all = tabulation.arms.indices.compactMap(claim)
        return all.isEmpty ? nil : all
    }

    private func claim(_ arm: Int) -> BenchClaim? {
        let own = tabulation.measures.filter { $0.arm == arm && $0.isGood }
        let claimed = own.compactMap { measure in measure.claim.map { (measure, $0) } }
        guard let index = claimed.first?.1.header else { return nil }
        let header = ClaimHeader.known[index]
        let measured = claimed.compactMap { measure, _ in Self.measured(measure, header) }
        return BenchClaim(
            header: header.name, arm: tabulation.arms[arm], present: claimed.count, count: own.count,
            reported: Quantile.median(claimed.map { $0.1.nanoseconds / 1e6 }), measured: Quantile.median(measured),
            meaning: header.meaning)
    }

    /// Milliseconds: of a wait for the provider, its own time; of an overhead, both ways of the first event.
    private static func measured(_ measure: RequestMeasure, _ header: ClaimHeader) -> Double? {
        if header.isWithProvider { return measure.upstream.map { Double($0) / 1e6 } }
        guard let inward = measure.inwardFull, let outward = measure.outward.first ?? nil else { return nil }
        return Double(inward + outward) / 1e6
    }
}

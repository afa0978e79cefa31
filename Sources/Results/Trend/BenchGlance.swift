internal import Foundation

/// Reads of one load profile how the gateway stood to the direct arm.
enum BenchGlance {
    /// The quantiles of one metric of one arm: the value of the whole run, and of each round.
    private struct Series {
        var whole: [String: Double] = [:]
        var rounds: [String: [Double]] = [:]
    }

    static func read(_ scan: inout JSONScan) throws(JSONScan.Fault) -> [ResultGlance.Figure] {
        var profile = ""
        var valid = false
        var arms: [String: [String: Series]] = [:]
        try scan.object { key, scan throws(JSONScan.Fault) in
            switch key {
            case "profile": profile = try scan.text()
            case "generator": valid = try isValid(&scan)
            case "arms":
                try scan.object { arm, scan throws(JSONScan.Fault) in
                    if "direct" ~= arm || "gateway" ~= arm {
                        arms[arm.text] = try metrics(&scan)
                    } else {
                        try scan.skip()
                    }
                }
            default: try scan.skip()
            }
        }
        return figures(profile, valid, arms["gateway"] ?? [:], arms["direct"] ?? [:])
    }

    private static func figures(
        _ profile: String, _ valid: Bool, _ gateway: [String: Series], _ direct: [String: Series]
    ) -> [ResultGlance.Figure] {
        BenchChange.gating.sorted().flatMap { metric in
            ["p50", "p90"].compactMap { quantile -> ResultGlance.Figure? in
                guard let left = gateway[metric], let right = direct[metric] else { return nil }
                let ratio = ratio(left, right, quantile)
                guard ratio.isFinite, ratio > 0 else { return nil }
                return ResultGlance.Figure(
                    profile: profile, metric: metric, quantile: quantile, ratio: ratio, valid: valid)
            }
        }
    }

    private static func ratio(_ gateway: Series, _ direct: Series, _ quantile: String) -> Double {
        let pairs = zip(gateway.rounds[quantile] ?? [], direct.rounds[quantile] ?? []).filter { $0 > 0 && $1 > 0 }
        guard pairs.isEmpty else { return exp(Quantile.median(pairs.map { log($0.0 / $0.1) })) }
        return (gateway.whole[quantile] ?? .nan) / (direct.whole[quantile] ?? .nan)
    }

    private static func isValid(_ scan: inout JSONScan) throws(JSONScan.Fault) -> Bool {
        var valid = false
        try scan.object { key, scan throws(JSONScan.Fault) in
            if "valid" ~= key { valid = try scan.bool() } else { try scan.skip() }
        }
        return valid
    }

    private static func metrics(_ scan: inout JSONScan) throws(JSONScan.Fault) -> [String: Series] {
        var metrics: [String: Series] = [:]
        try scan.object { key, scan throws(JSONScan.Fault) in
            let name = key.text
            if BenchChange.gating.contains(name) { metrics[name] = try series(&scan) } else { try scan.skip() }
        }
        return metrics
    }

    private static func series(_ scan: inout JSONScan) throws(JSONScan.Fault) -> Series {
        var series = Series()
        try scan.object { key, scan throws(JSONScan.Fault) in
            switch key {
            case "p50", "p90": series.whole[key.text] = try scan.number()
            case "rounds":
                try scan.object { quantile, scan throws(JSONScan.Fault) in
                    var values: [Double] = []
                    try scan.array { scan throws(JSONScan.Fault) in values.append(try scan.number()) }
                    series.rounds[quantile.text] = values
                }
            default: try scan.skip()
            }
        }
        return series
    }
}

internal import Foundation

/// Reads glances; refuses what is no result, as the full reader does.
package enum GlanceReader {
    package static func read(_ path: String) throws(ResultError) -> ResultGlance {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
            throw ResultError(.unreachable, path: path, "cannot be read")
        }
        let read = data.withUnsafeBytes { raw -> Result<ResultGlance, ResultError> in
            do throws(ResultError) {
                return .success(try glance(at: raw.bindMemory(to: UInt8.self), path: path))
            } catch {
                return .failure(error)
            }
        }
        return try read.get()
    }

    /// Reads the text of a result; `path` is kept, and named in errors.
    static func glance(at bytes: UnsafeBufferPointer<UInt8>, path: String) throws(ResultError) -> ResultGlance {
        var glance = ResultGlance(path: path)
        var schema: String?
        do throws(JSONScan.Fault) {
            var scan = JSONScan(bytes)
            try scan.object { key, scan throws(JSONScan.Fault) in
                switch key {
                case "schema": schema = try scan.text()
                case "complete": glance.complete = try scan.bool()
                case "started": glance.started = try scan.text()
                case "machine": glance.machine += try texts(&scan)
                case "tool": glance.machine += try texts(&scan, except: "commit")
                case "target": try target(&scan, into: &glance)
                case "summary": try summary(&scan, into: &glance)
                case "cases": glance.cases = try cases(&scan)
                case "bench":
                    try scan.array { scan throws(JSONScan.Fault) in glance.figures += try BenchGlance.read(&scan) }
                default: try scan.skip()
                }
            }
        } catch {
            throw ResultError(.corrupt, path: path, "is no gateproof result: damaged at byte \(error.offset)")
        }
        guard let schema, schema.hasPrefix("gateproof.result/") else {
            throw ResultError(.unknownSchema, path: path, "is no gateproof result: it has no \"schema\" that says so")
        }
        guard schema == RunResult.currentSchema else {
            throw ResultError(
                .unknownSchema, path: path,
                "has the format \(schema), and this version reads \(RunResult.currentSchema)")
        }
        return glance
    }

    /// All texts and numbers of an object, in the file's order, which is that of the keys.
    private static func texts(_ scan: inout JSONScan, except left: StaticString = "") throws(JSONScan.Fault) -> String {
        var all = ""
        try scan.object { key, scan throws(JSONScan.Fault) in
            if left ~= key { return try scan.skip() }
            if "cores" ~= key {
                all += "\(try scan.number()) "
            } else {
                all += try scan.text() + " "
            }
        }
        return all
    }

    private static func target(_ scan: inout JSONScan, into glance: inout ResultGlance) throws(JSONScan.Fault) {
        try scan.object { key, scan throws(JSONScan.Fault) in
            switch key {
            case "name": glance.target = try scan.text()
            case "version": glance.version = try scan.text()
            case "lane": glance.lane = try scan.text()
            default: try scan.skip()
            }
        }
    }

    private static func summary(_ scan: inout JSONScan, into glance: inout ResultGlance) throws(JSONScan.Fault) {
        try scan.object { key, scan throws(JSONScan.Fault) in
            switch key {
            case "score": glance.score = try scan.number()
            case "verdict": glance.verdict = try scan.text()
            default: try scan.skip()
            }
        }
    }

    private static func cases(_ scan: inout JSONScan) throws(JSONScan.Fault) -> [ResultGlance.Case] {
        var cases: [ResultGlance.Case] = []
        try scan.array { scan throws(JSONScan.Fault) in
            var item = ResultGlance.Case(id: "", level: "", verdict: "")
            try scan.object { key, scan throws(JSONScan.Fault) in
                switch key {
                case "id": item.id = try scan.text()
                case "level": item.level = try scan.text()
                case "verdict": item.verdict = try scan.text()
                default: try scan.skip()
                }
            }
            cases.append(item)
        }
        return cases
    }
}

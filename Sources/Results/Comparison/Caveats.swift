/// Why two results may not be comparable.
enum Caveats {
    static func list(_ before: RunResult, _ after: RunResult) -> [String] {
        var list: [String] = []
        for (side, result) in [("first", before), ("second", after)] where !result.complete {
            list.append("the \(side) run was interrupted; cases may be missing")
        }
        if before.suiteDigest != after.suiteDigest { list.append("the suites are not the same") }
        if before.target.lane != after.target.lane {
            list.append("the lanes differ: \(before.target.lane) and \(after.target.lane)")
        }
        if before.tool.version != after.tool.version {
            list.append("gateproof \(before.tool.version) made the first, \(after.tool.version) the second")
        }
        let modes = [before.mode, after.mode]
        if modes[0] != modes[1], modes.contains(RunResult.Mode.live.rawValue) {
            list.append("one is live, against a real provider; the other is not")
        }
        let features = Set(before.target.features).symmetricDifference(after.target.features).sorted()
        if !features.isEmpty { list.append("declared by one side only: \(features.joined(separator: ", "))") }
        return list + profiles(before, after)
    }

    /// Why figures of one file have no counterpart in the other: silence would look like "no change".
    private static func profiles(_ before: RunResult, _ after: RunResult) -> [String] {
        let (old, new) = (before.bench.map(\.profile), after.bench.map(\.profile))
        if old.isEmpty && new.isEmpty { return [] }
        for (side, own) in [("first", old), ("second", new)] where own.isEmpty {
            return ["the \(side) holds no figures; speed was not compared"]
        }
        if Set(old).isDisjoint(with: new) {
            return [
                "no load profile is in both, so speed was not compared: \(old.joined(separator: ", ")) in the first, "
                    + "\(new.joined(separator: ", ")) in the second"
            ]
        }
        let alone = Set(old).symmetricDifference(new).sorted()
        return alone.isEmpty ? [] : ["measured in one only: \(alone.joined(separator: ", "))"]
    }

    /// What makes times measured in two runs incomparable; empty when nothing is known to.
    static func hardware(_ before: RunResult, _ after: RunResult) -> [String] {
        let (old, new) = (before.machine, after.machine)
        let facts: [(String, String, String)] = [
            ("system", old.os, new.os), ("processor", old.cpu, new.cpu), ("cores", "\(old.cores)", "\(new.cores)"),
            ("kernel", old.kernel, new.kernel), ("gateproof", before.tool.version, after.tool.version),
        ]
        // Files of older versions lack these; what is not known is not held against them.
        let known = [
            ("libc", old.libc, new.libc), ("libcurl", old.libcurl, new.libcurl),
            ("build", before.tool.build, after.tool.build),
        ].compactMap { name, left, right -> (String, String, String)? in
            guard let left, let right else { return nil }
            return (name, left, right)
        }
        return (facts + known).filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1) and \($0.2)" }
    }
}

extension Comparison {
    /// What makes times measured in two runs incomparable; empty when nothing is known to.
    package static func hardware(_ before: RunResult, _ after: RunResult) -> [String] {
        Caveats.hardware(before, after)
    }
}

internal import Results

/// The honesty block: how well the harness itself did, in figures.
struct GeneratorFacts {
    var measures: [RequestMeasure]
    var facts: RunFacts

    var list: [BenchRecord.Fact] {
        var list = [
            BenchRecord.Fact("client thread", facts.clientShare * 100, "% of a core"),
            BenchRecord.Fact("rest of this process", facts.otherShare * 100, "% of a core"),
        ]
        if let share = facts.gatewayShare { list.append(BenchRecord.Fact("gateway", share * 100, "% of a core")) }
        if let bytes = facts.gatewayBytes {
            list.append(BenchRecord.Fact("gateway, resident", Double(bytes) / 1_048_576, "MiB"))
        }
        let pacing = measures.flatMap(\.pacing).map { Double($0) / 1e3 }
        if !pacing.isEmpty {
            list.append(BenchRecord.Fact("provider's pacing error, p50", Quantile.type7(pacing, 0.5), "us"))
            list.append(BenchRecord.Fact("provider's pacing error, p99", Quantile.type7(pacing, 0.99), "us"))
        }
        if let pressure = facts.pressure {
            list.append(BenchRecord.Fact("CPU pressure", pressure * 100, "% of the time"))
        }
        if let steal = facts.steal { list.append(BenchRecord.Fact("CPU time stolen", steal * 100, "%")) }
        let reused = measures.count(where: \.isReused)
        list.append(
            BenchRecord.Fact("on reused connections", Double(reused) * 100 / Double(max(1, measures.count)), "%"))
        return list
    }
}

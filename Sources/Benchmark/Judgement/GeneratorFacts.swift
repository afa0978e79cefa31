package import Results

/// The honesty block: how well the harness itself did, in figures.
package struct GeneratorFacts {
    /// Empty where they were not kept.
    var measures: [RequestMeasure]
    var facts: RunFacts

    package init(measures: [RequestMeasure], facts: RunFacts) {
        self.measures = measures
        self.facts = facts
    }

    /// Each figure with its title and unit.
    package var list: [BenchRecord.Fact] {
        var list = [
            BenchRecord.Fact("client thread", facts.clientShare * 100, "% of a core"),
            BenchRecord.Fact("rest of this process", facts.otherShare * 100, "% of a core"),
        ]
        if let share = facts.gatewayShare { list.append(BenchRecord.Fact("gateway", share * 100, "% of a core")) }
        if let bytes = facts.gatewayBytes {
            list.append(BenchRecord.Fact("gateway, resident", Double(bytes) / 1_048_576, "MiB"))
        }
        if let bytes = facts.gatewayProportionalBytes {
            list.append(BenchRecord.Fact("gateway, proportional", Double(bytes) / 1_048_576, "MiB"))
        }
        if let spent = facts.gatewayNanoseconds, facts.gatewayRequests > 0 {
            list.append(
                BenchRecord.Fact(
                    "gateway's CPU for each request", Double(spent) / 1e3 / Double(facts.gatewayRequests), "us"))
        }
        let late = measures.map { Double($0.lateness) / 1e3 }
        if !late.isEmpty {
            list.append(BenchRecord.Fact("client's loop lag, p50", Quantile.type7(late, 0.5), "us"))
            list.append(BenchRecord.Fact("client's loop lag, greatest", late.max() ?? 0, "us"))
        }
        if let share = facts.portShare { list.append(BenchRecord.Fact("local ports in use", share * 100, "%")) }
        let pacing = measures.flatMap(\.pacing).map { Double($0) / 1e3 }
        if !pacing.isEmpty {
            list.append(BenchRecord.Fact("provider's pacing error, p50", Quantile.type7(pacing, 0.5), "us"))
            list.append(BenchRecord.Fact("provider's pacing error, p99", Quantile.type7(pacing, 0.99), "us"))
        }
        if let pressure = facts.pressure {
            list.append(BenchRecord.Fact("CPU pressure", pressure * 100, "% of the time"))
        }
        if let steal = facts.steal { list.append(BenchRecord.Fact("CPU time stolen", steal * 100, "%")) }
        if !measures.isEmpty {
            let reused = measures.count(where: \.isReused)
            list.append(BenchRecord.Fact("on reused connections", Double(reused) * 100 / Double(measures.count), "%"))
        }
        return list
    }
}

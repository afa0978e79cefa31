internal import Wire

extension Defect {
    /// Token counts.
    static let usage: [Defect] = [
        Defect(
            "drop-usage-chunk", "Drops the usage chunk", ["USAGE-001"], checks: ["usage.chunk-shape", "usage.equal"]
        ) {
            $0.eachEvent { $0.json?.isUsageChunk == true ? [] : [$0] }
        },
        Defect("usage-on-every-chunk", "Puts a usage object on every chunk", ["USAGE-002"], checks: ["usage.once"]) {
            $0.eachChunk { if $0["usage"]?.isNull != false { $0.set("usage", Defect.counts) } }
        },
        Defect("usage-choices-kept", "Gives the usage chunk a choice", ["USAGE-001"], checks: ["usage.chunk-shape"]) {
            $0.eachChunk {
                if $0.isUsageChunk { $0.replace("choices", [["index": 0, "delta": [:], "finish_reason": .null]]) }
            }
        },
        Defect(
            "usage-unasked", "Sends a usage chunk that nobody asked for", ["USAGE-003"],
            checks: ["usage.absent-unasked"]
        ) {
            $0.events = {
                var chunk: JSON?
                var hasUsage = false
                return { event in
                    hasUsage = hasUsage || event.json?.isUsageChunk ?? false
                    chunk = chunk ?? event.json
                    guard event.isDone, !hasUsage, var extra = chunk else { return [event] }
                    extra.replace("choices", [])
                    extra.set("usage", Defect.counts)
                    return [StreamEvent(data: extra.text), event]
                }
            }
        },
        Defect("usage-recomputed", "Counts tokens itself", ["USAGE-004"], checks: ["usage.equal"]) {
            $0.eachChunk {
                $0.update("usage") { if !$0.isNull { $0.numbers { Int($0).map { String($0 + 1) } ?? $0 } } }
            }
            $0.answer { $0.update("usage") { $0.numbers { Int($0).map { String($0 + 1) } ?? $0 } } }
        },
        Defect("usage-details-dropped", "Keeps only the three sums of usage", ["USAGE-005"], checks: ["usage.equal"]) {
            $0.eachChunk { $0.update("usage") { $0.keep(["prompt_tokens", "completion_tokens", "total_tokens"]) } }
            $0.answer { $0.update("usage") { $0.keep(["prompt_tokens", "completion_tokens", "total_tokens"]) } }
        },
        Defect("usage-zeros-dropped", "Drops counters that are zero", ["USAGE-005"], checks: ["usage.equal"]) {
            $0.eachChunk { $0.update("usage") { $0.drop { _, value in value.intValue == 0 } } }
            $0.answer { $0.update("usage") { $0.drop { _, value in value.intValue == 0 } } }
        },
        Defect(
            "usage-beside-choices-lost", "Drops usage that stands beside choices", ["USAGE-006"],
            checks: ["usage.equal"]
        ) {
            $0.eachChunk { if $0["choices"]?.elements?.isEmpty == false { $0.update("usage") { $0 = .null } } }
        },
        Defect("usage-summed", "Adds up the usage of all chunks", ["USAGE-007"], checks: ["usage.equal"]) {
            $0.events = {
                var sum = 0
                return { event in
                    [
                        event.edited {
                            $0.update("usage") {
                                $0.update("total_tokens") {
                                    sum += $0.intValue ?? 0
                                    $0 = JSON(sum)
                                }
                            }
                        }
                    ]
                }
            }
        },
    ]

    private static let counts: JSON = ["prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5]
}

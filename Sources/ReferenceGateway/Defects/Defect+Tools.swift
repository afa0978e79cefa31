internal import Wire

extension Defect {
    private static let fold = ["stream.fold-equal"]

    /// Calls in streams.
    static let tools: [Defect] = [
        Defect("tool-index-missing", "Leaves out the index of a call", ["TOOL-001"], checks: ["tools.index"]) {
            $0.eachChunk { $0.calls { $0.remove("index") } }
        },
        Defect("tool-index-zero", "Gives every call index 0", ["TOOL-002", "TOOL-007"], checks: fold) {
            $0.eachChunk { $0.calls { $0.replace("index", 0) } }
        },
        Defect("tool-index-from-one", "Counts calls from 1", ["TOOL-002"], checks: ["tools.index"]) {
            $0.eachChunk { $0.calls { $0.update("index") { $0 = JSON(($0.intValue ?? 0) + 1) } } }
        },
        Defect("tool-index-grows", "Takes every fragment for a new call", ["TOOL-002", "TOOL-003"], checks: fold) {
            $0.events = {
                var count = -1
                return { event in
                    [
                        event.edited {
                            $0.calls {
                                count += 1
                                $0.replace("index", JSON(count))
                            }
                        }
                    ]
                }
            }
        },
        Defect(
            "tool-call-ids-shared", "Gives all calls of a stream one id", ["TOOL-010"], checks: ["tools.ids-consistent"]
        ) {
            $0.eachChunk { $0.calls { $0.replace("id", "call_1") } }
        },
        Defect(
            "tool-call-ids-own", "Gives calls ids of its own and does not take them back", ["TOOL-010"],
            checks: ["tools.ids-round-trip"]
        ) {
            $0.eachChunk { $0.calls { $0.update("id") { $0.text { "gw-" + $0 } } } }
        },
        Defect("tool-type-missing", "Leaves out the type of a call", ["TOOL-003"], checks: ["tools.first-delta"]) {
            $0.eachChunk { $0.calls { $0.remove("type") } }
        },
        Defect("tool-id-repeated", "Repeats id and type in every fragment", ["TOOL-004"], checks: ["tools.no-repeats"])
        {
            $0.events = ToolMemory.repeatIDs
        },
        Defect(
            "tool-function-dropped", "Leaves out `function` when its arguments are empty", ["TOOL-005"],
            checks: ["tools.function-kept"]
        ) {
            $0.eachChunk { $0.calls { if $0["function"]?["arguments"]?.stringValue == "" { $0.remove("function") } } }
        },
        Defect(
            "tool-arguments-reserialised", "Writes the arguments anew: 1e2 becomes 100.0, blanks go", ["TOOL-006"],
            checks: fold
        ) {
            $0.eachChunk { $0.functions { $0.update("arguments") { $0.text(Defect.reserialised) } } }
            $0.answer { $0.messages { $0.update("tool_calls") { $0.strings(Defect.reserialised) } } }
        },
        Defect(
            "tool-arguments-unescaped", "Decodes escapes inside the arguments", ["TOOL-006"],
            checks: ["tools.arguments-equal"]
        ) {
            $0.eachChunk {
                $0.functions {
                    $0.update("arguments") {
                        $0.text { $0.replacing("\\/", with: "/").replacing("\\u00e9", with: "é") }
                    }
                }
            }
        },
        Defect("tool-arguments-tail-lost", "Loses the last fragment of the arguments", ["TOOL-006"], checks: fold) {
            $0.events = ToolMemory.loseLast
        },
        Defect("tool-slots-mixed", "Gives a fragment to the call begun last", ["TOOL-007"], checks: fold) {
            $0.events = ToolMemory.mixSlots
        },
        Defect(
            "tool-empty-arguments-null", "Writes null for empty arguments", ["TOOL-008"],
            checks: ["tools.arguments-equal"]
        ) {
            $0.eachChunk { $0.functions { $0.update("arguments") { if $0.stringValue == "" { $0 = .null } } } }
            $0.answer {
                $0.messages {
                    $0.update("tool_calls") {
                        $0.each {
                            $0.update("function") { $0.update("arguments") { if $0.stringValue == "" { $0 = .null } } }
                        }
                    }
                }
            }
        },
        Defect(
            "tool-finish-stop", "Says `stop` where calls were made", ["TOOL-009", "STREAM-012"],
            checks: ["stream.finish-equal", "tools.finish"]
        ) {
            $0.eachChunk { $0.choices { $0.update("finish_reason") { $0.text { $0 == "tool_calls" ? "stop" : $0 } } } }
            $0.answer { $0.choices { $0.update("finish_reason") { $0.text { $0 == "tool_calls" ? "stop" : $0 } } } }
        },
        Defect("custom-call-dropped", "Drops calls of custom tools", ["TOOL-011"], checks: ["stream.fold-equal"]) {
            $0.eachChunk {
                $0.deltas {
                    $0.update("tool_calls") {
                        $0.list { $0.removeAll { $0["type"]?.stringValue == "custom" || $0["custom"] != nil } }
                    }
                }
            }
            $0.answer {
                $0.messages {
                    $0.update("tool_calls") { $0.list { $0.removeAll { $0["type"]?.stringValue == "custom" } } }
                }
            }
        },
        Defect(
            "thought-signature-dropped", "Drops `extra_content` of calls", ["TOOL-012"],
            checks: ["body.equal", "tools.extensions-kept"]
        ) {
            $0.eachChunk { $0.drop { key, _ in key == "extra_content" } }
            $0.request { $0.drop { key, _ in key == "extra_content" } }
            $0.answer { $0.drop { key, _ in key == "extra_content" } }
        },
    ]

    /// Numbers and blanks as a serialiser would write them.
    private static func reserialised(_ text: String) -> String {
        text.replacing("1e2", with: "100.0").replacing(" ", with: "")
    }
}

/// Defects that remember earlier fragments of a stream.
private enum ToolMemory {
    typealias Maker = @Sendable () -> (StreamEvent) -> [StreamEvent]

    static let repeatIDs: Maker = {
        var ids: [Int: JSON] = [:]
        return { event in
            [
                event.edited {
                    $0.calls { call in
                        let index = call["index"]?.intValue ?? 0
                        ids[index] = ids[index] ?? call["id"]
                        call.set("id", ids[index] ?? .null)
                        call.set("type", "function")
                    }
                }
            ]
        }
    }

    static let mixSlots: Maker = {
        var latest = 0
        return { event in
            [
                event.edited {
                    $0.calls { call in
                        if call["id"]?.stringValue != nil { latest = call["index"]?.intValue ?? latest }
                        call.replace("index", JSON(latest))
                    }
                }
            ]
        }
    }

    /// Each fragment of arguments waits for the next; the finish finds one waiting and drops it.
    static let loseLast: Maker = {
        var held: StreamEvent?
        return { event in
            let call = event.json?["choices"]?[0]?["delta"]?["tool_calls"]?[0]
            if let call, call["id"] == nil {
                defer { held = event }
                return held.map { [$0] } ?? []
            }
            let isFinish = event.json?.isFinish == true
            defer { held = nil }
            return isFinish ? [event] : (held.map { [$0] } ?? []) + [event]
        }
    }
}

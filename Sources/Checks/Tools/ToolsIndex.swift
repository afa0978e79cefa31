internal import Wire

extension Check {
    /// The slot of each tool-call delta.
    package static let toolsIndex = Check(
        id: "tools.index", title: "Every tool-call delta has an integer index; indexes start at 0 without gaps",
        requirement: "TOOL-001",
        rationale:
            "Clients put fragments together by index: without one the SDKs raise, with a gap they read past the end "
            + "of their list, and when every call says 0 the arguments of two calls are glued together.",
        passing: [
            Example("two calls", .stream(Sample.tools, received: Sample.tools)),
            Example(
                "allowed: a missing index is repaired",
                .stream(Sample.tools.replacing("{\"index\":0,\"id", with: "{\"id"), received: Sample.tools)),
        ],
        failing: [
            Example(
                "no index",
                .stream(Sample.tools, received: Sample.tools.replacing("{\"index\":1,", with: "{"))),
            Example(
                "a gap",
                .stream(Sample.tools, received: Sample.tools.replacing("[{\"index\":1,", with: "[{\"index\":2,"))),
            Example(
                "a string",
                .stream(Sample.tools, received: Sample.tools.replacing("[{\"index\":1,", with: "[{\"index\":\"1\","))),
        ],
        each: { $0.introduced(ToolIndexRule.violations) })
}

private enum ToolIndexRule {
    static func violations(_ answer: Answer) -> [Finding] {
        var opened: [Int: Int] = [:]
        var findings: [Finding] = []
        for delta in answer.toolDeltas {
            let place = "\(delta.place), choice \(delta.choice)"
            guard let index = delta.index else {
                findings.append(.malformed(place, "an integer index in every tool-call delta", delta.call.text))
                continue
            }
            guard delta.opens else { continue }
            let next = opened[delta.choice, default: 0]
            if index != next {
                findings.append(
                    .malformed(
                        place, "tool-call indexes from 0 without gaps", "index \(index) where \(next) comes next"))
            }
            opened[delta.choice] = max(next, index + 1)
        }
        return findings
    }
}

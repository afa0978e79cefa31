internal import Foundation
internal import Report
internal import Results
internal import Suites
internal import Synchronization

/// Judges several gateways one after another, each with a result file of its own, and lays them side by side.
struct SeveralRuns {
    var names: [String]
    var target: TargetOptions
    var data: DataOptions
    var options: RunOptions
    var gate: GateOptions

    /// The names in `--target a,b,c`; one name is no list.
    static func names(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// The worst status of all; a gateway that cannot be judged does not keep the others from it.
    func run() async throws -> ExitStatus {
        try refuseWhatNamesOneFile()
        let progress = Progress(enabled: !options.quiet && !options.json)
        var results: [(result: RunResult, path: String)] = []
        var worst = ExitStatus.success
        for (index, name) in names.enumerated() {
            progress.say("\(index + 1) of \(names.count): \(name)")
            do {
                let (status, outcome) = try await one(name)
                worst = worst.worse(status)
                if let outcome { results.append(outcome) }
            } catch let complaint as Complaint {
                // Said at once: the table at the end cannot show what there is no result of.
                FileHandle.standardError.write(Data("gateproof: \(name): \(complaint)\n".utf8))
                worst = worst.worse(complaint.status)
            }
        }
        guard !results.isEmpty else { return worst }
        try deliver(results)
        return worst
    }

    private func one(_ name: String) async throws -> (ExitStatus, (result: RunResult, path: String)?) {
        var target = target
        target.target = name
        try ModeGuard(options: target, data: data).demand()
        let kept = Mutex<(result: RunResult, path: String)?>(nil)
        var run = ConformanceRun(target: target, data: data, options: options, gate: gate)
        run.collect = { result, path in kept.withLock { $0 = (result, path) } }
        let status = try await run.run()
        return (status, kept.withLock { $0 })
    }

    private func deliver(_ outcomes: [(result: RunResult, path: String)]) throws {
        let results = outcomes.map(\.result)
        let card = Scorecard(results)
        let page = "\(options.resultsFolder)/scorecard.html"
        try ResultFile.put(try ScorecardPage(card).text(), into: page)
        if options.json {
            let texts = try results.map { String(decoding: try ResultWriter.encode($0), as: UTF8.self) }
            print("[" + texts.joined(separator: ",") + "]")
            return
        }
        print(ScorecardText(card, style: Terminal.style).text)
        for outcome in outcomes { print("result     \(outcome.path)") }
        print("scorecard  \(page)")
    }

    private func refuseWhatNamesOneFile() throws {
        let given = [
            ("--out", options.out), ("--junit", options.junit), ("--known-failing", options.knownFailing),
            ("--baseline", gate.baseline), ("--resume", gate.resume),
        ].filter { $0.1 != nil }.map(\.0)
        if let option = given.first {
            throw Complaint(.usage, "\(option) is for one target; several write into the folder --results names")
        }
        if target.gateway != nil {
            throw Complaint(.usage, "--gateway is for one target; name one, or leave out --gateway")
        }
        let repeated = names.first { name in names.filter { $0 == name }.count > 1 }
        if let repeated { throw Complaint(.usage, "--target names \(repeated) twice") }
        let folder = try data.suitesFolder() + "/targets"
        for name in names {
            // A misspelt name is told before the first gateway is started.
            do { _ = try Target.load(name, folder: folder) } catch { throw Complaint(.usage, "\(error)") }
        }
    }
}

extension ExitStatus {
    /// The one of two that a caller must hear of.
    func worse(_ other: ExitStatus) -> ExitStatus {
        let order: [ExitStatus] = [.success, .regression, .conformance, .broken, .usage]
        let rank = { (status: ExitStatus) in order.firstIndex(of: status) ?? order.count }
        return rank(other) > rank(self) ? other : self
    }
}

internal import Foundation
internal import Migration
internal import Recordings
internal import Results
internal import Suites
internal import Wire

/// What `gateproof migrate` does: gather both sides, fill in the checklist, tell what blocks.
struct MigrateRun {
    var command: Migrate

    func run() async throws -> ExitStatus {
        let files = MigrationFiles(suites: try command.dataOptions.suitesFolder())
        let (checklist, tables) = try Self.sound { (try files.checklist(), try files.lockIn()) }
        let from = try await side(command.from, tables: tables)
        let to = try await side(command.to, tables: tables)
        let assessment = Assessment(
            from: from, to: to, checklist: checklist, models: try await models(),
            scan: try scan(tables, from: from.name, to: to.name))
        print(command.json ? assessment.json.text : assessment.text(markdown: command.format == .markdown))
        return assessment.blocks.isEmpty ? .success : .conformance
    }

    private static func sound<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let mistakes as Mistakes {
            throw Complaint(.usage, "\(mistakes)")
        }
    }

    private func side(_ name: String, tables: [String: LockInTable]) async throws -> Assessment.Side {
        if name.hasSuffix(".json") {
            let result = try ResultFile.read(name)
            return Assessment.Side(name: result.target.name, result: result)
        }
        let folder = try command.dataOptions.suitesFolder() + "/targets"
        let known = Target.names(folder: folder)
        if !command.launch, let at = name.lastIndex(of: "@"), known.contains(String(name[..<at])) {
            return Assessment.Side(
                name: String(name[..<at]), result: try ResultName(name, folder: command.results).read())
        }
        let isTarget = known.contains(name)
        let table = Self.table(of: name, tables)
        guard isTarget || table != nil else {
            let names = known + tables.keys.sorted()
            throw Complaint(.usage, "no target is called `\(name)`\(Nearest.hint(name, among: names))")
        }
        let isLaunchable = isTarget && (try? Target.load(name, folder: folder))?.launch != nil || name == "builtin"
        if command.launch, isLaunchable {
            return Assessment.Side(
                name: name,
                result: try await FreshResult(
                    target: name, data: command.dataOptions, results: command.results
                ).run())
        }
        let result = newest(name)
        // A target's own file knows; tables are for gateways that have none.
        let profile = isTarget ? (try? Target.load(name, folder: folder))?.profile : nil
        let isLiveOnly = profile.map { $0.mode == .live } ?? (table?.isLiveOnly == true)
        return Assessment.Side(name: name, result: result, isLiveOnly: result == nil && isLiveOnly)
    }

    /// The newest complete result of a target below the results folder.
    private func newest(_ name: String) -> RunResult? {
        ResultStore(root: command.results).newest(of: name)
    }

    private func scan(_ tables: [String: LockInTable], from: String, to: String) throws -> LockInScan? {
        guard let path = command.requests else { return nil }
        let recording = try ReplayRun.read(path)
        guard let table = Self.table(of: from, tables) else { return nil }
        return LockInScan(recording, table: table, target: Self.table(of: to, tables))
    }

    /// The table whose name fits the target's best.
    private static func table(of name: String, _ tables: [String: LockInTable]) -> LockInTable? {
        tables.values.filter { Checklist.fits($0.gateway, name) }.max { $0.gateway.count < $1.gateway.count }
    }

    private func models() async throws -> ModelMap? {
        guard let from = command.fromModels, let to = command.toModels else { return nil }
        return ModelMap(
            from: try await ModelList(source: from, keyVariable: command.fromKeyEnv).ids(),
            to: try await ModelList(source: to, keyVariable: command.toKeyEnv).ids())
    }
}

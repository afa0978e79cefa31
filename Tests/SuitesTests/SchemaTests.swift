import Foundation
import Testing

@testable import Suites

/// The JSON Schemas of `suites/schema` tell editors what the readers accept; here they are held to the same keys.
struct SchemaTests {
    private static let table: [(schema: String, place: String, keys: [String])] = [
        ("script", "", ScriptKeys.script),
        ("script", "behaviour", ScriptKeys.behaviour),
        ("script", "encode", EncodingReader.keys),
        ("script", "chunk", ChunkReader.keys),
        ("script", "headParts", HeadReader.keys),
        ("script", "interim", StepReader.interimKeys),
        ("script", "event", StepReader.eventKeys),
        ("script", "comment", StepReader.commentKeys),
        ("script", "control", StepReader.controlKeys),
        ("script", "filler", StepReader.fillerKeys),
        ("script", "repeat", StepReader.repeatKeys),
        ("script", "end", StepReader.endKeys),
        ("request", "", RequestReader.namedKeys),
        ("suite", "", SuiteReader.keys),
        ("suite", "case", CaseReader.keys),
        ("suite", "defaults", CaseReader.defaultKeys),
        ("suite", "requestInline", RequestReader.inlineKeys),
        ("suite", "provider", ProviderReader.keys),
        ("suite", "providers", ProviderReader.pairKeys),
        ("suite", "cut", ProviderReader.cutKeys),
        ("suite", "client", ClientReader.keys),
        ("suite", "abort", ClientReader.abortKeys),
        ("suite", "read", ClientReader.readKeys),
        ("suite", "upload", ClientReader.uploadKeys),
        ("requirements", "", RequirementReader.fileKeys),
        ("requirements", "requirement", RequirementReader.keys),
        ("features", "", FeatureReader.fileKeys),
        ("defects", "", FieldDefectReader.fileKeys),
        ("defects", "defect", FieldDefectReader.keys),
        ("target", "", TargetReader.keys),
        ("target", "route", TargetReader.routeKeys),
        ("target", "providers", TargetReader.providerKeys),
        ("target", "declared", TargetReader.declaredKeys),
        ("target", "recovery", TargetReader.recoveryKeys),
        ("target", "refuse", TargetReader.refuseKeys),
        ("target", "launch", LaunchReader.keys),
        ("target", "evidence", ProfileReader.evidenceKeys),
        ("target", "wiring", ProfileReader.wiringKeys),
        ("target", "quirk", ProfileReader.quirkKeys),
        ("target", "live", ProfileReader.liveKeys),
        ("load", "", LoadReader.keys),
        ("load", "part", LoadReader.partKeys),
        ("load", "answer", LoadReader.answerKeys),
        ("load", "stream", LoadReader.streamKeys),
        ("load", "search", LoadReader.searchKeys),
        ("price-card", "", PriceCardReader.keys),
        ("price-card", "charge", PriceCardReader.chargeKeys),
        ("price-card", "price", PriceCardReader.priceKeys),
        ("workload", "", WorkloadReader.keys),
        ("checklist", "", ChecklistReader.keys),
        ("checklist", "group", ChecklistReader.groupKeys),
        ("checklist", "row", ChecklistReader.rowKeys),
        ("checklist", "pair", ChecklistReader.pairKeys),
        ("lock-in", "", LockInReader.keys),
        ("lock-in", "entry", LockInReader.entryKeys),
        ("claims", "", ClaimReader.keys),
        ("claims", "row", ClaimReader.rowKeys),
        ("claims", "source", ClaimReader.sourceKeys),
        ("workload", "tokens", WorkloadReader.tokenKeys),
        ("workload", "published", WorkloadReader.publishedKeys),
        ("workload", "break-even", WorkloadReader.breakEvenKeys),
        ("load", "burst", LoadReader.burstKeys), ("load", "slo", LoadReader.objectiveKeys),
        ("load", "step", FaultReader.keys), ("load", "fault", FaultReader.faultKeys),
    ]

    private static func schema(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(filePath: Shipped.suites + "/schema/\(name).json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test(arguments: 0..<table.count) func keysAreThoseOfTheReader(row: Int) throws {
        let (name, place, keys) = Self.table[row]
        let root = try Self.schema(name)
        let part = place.isEmpty ? root : try #require((root["$defs"] as? [String: Any])?[place] as? [String: Any])
        let properties = try #require(part["properties"] as? [String: Any])
        #expect(Set(properties.keys) == Set(keys), "\(name) \(place)")
        #expect(part["additionalProperties"] as? Bool == false)
        for (key, value) in properties {
            #expect((value as? [String: Any])?["description"] is String, "\(name) \(place) \(key)")
        }
    }

    @Test func stepsAreThoseOfTheReader() throws {
        let defs = try #require(try Self.schema("script")["$defs"] as? [String: Any])
        let forms = try #require((defs["step"] as? [String: Any])?["oneOf"] as? [[String: Any]])
        #expect(Set(forms[0]["enum"] as? [String] ?? []) == Set(StepReader.words))
        #expect(Set((forms[1]["properties"] as? [String: Any] ?? [:]).keys) == Set(StepReader.keys))
    }

    @Test func faultsAreThoseOfTheModel() throws {
        let defs = try #require(try Self.schema("suite")["$defs"] as? [String: Any])
        let provider = try #require((defs["provider"] as? [String: Any])?["properties"] as? [String: Any])
        let fault = try #require((provider["fault"] as? [String: Any])?["enum"] as? [String])
        #expect(fault == ConnectionFault.allCases.map(\.rawValue))
    }
}

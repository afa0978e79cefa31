internal import Foundation

/// Reads result files of every schema version there ever was; keys it does not know are ignored.
package enum ResultReader {
    /// Larger files are refused unread, in bytes.
    package static let sizeLimit = 512 << 20

    package static func read(_ path: String) throws(ResultError) -> RunResult {
        try decode(try bytes(of: path), path: path)
    }

    /// The whole file, if it is no larger than any result.
    package static func bytes(of path: String) throws(ResultError) -> [UInt8] {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw ResultError(
                .unreachable, path: path, "is a folder; name a result file in it, such as \(path)/latest.json")
        }
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        if let size, size > sizeLimit {
            throw ResultError(.corrupt, path: path, "has \(size) bytes; no result is larger than \(sizeLimit)")
        }
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw ResultError(.unreachable, path: path, "cannot be read; `gateproof run --out \(path)` writes one")
        }
        return Array(data)
    }

    /// Decodes the text of a result file; `path` is only named in errors.
    package static func decode(_ bytes: [UInt8], path: String) throws(ResultError) -> RunResult {
        if let fault = JSONSyntax.fault(in: bytes) {
            throw ResultError(.corrupt, path: path, "is no JSON: \(fault.message) at byte \(fault.offset)")
        }
        let schema = try value(Header.self, bytes, path).schema
        guard let schema, schema.hasPrefix("gateproof.result/") else {
            throw ResultError(.unknownSchema, path: path, "is no gateproof result: it has no \"schema\" that says so")
        }
        guard schema == RunResult.currentSchema else {
            throw ResultError(
                .unknownSchema, path: path,
                "has the format \(schema), and this version reads \(RunResult.currentSchema); use a newer gateproof")
        }
        return try value(RunResult.self, bytes, path)
    }

    private struct Header: Decodable {
        var schema: String?
    }

    private static func value<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8], _ path: String
    ) throws(ResultError) -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw ResultError(.corrupt, path: path, "is no gateproof result: \(sentence(error))")
        }
    }

    private static func sentence(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context)?: "\(place(context)) has no \"\(key.stringValue)\""
        case .valueNotFound(_, let context)?: "\(place(context)) is null"
        case .typeMismatch(_, let context)?: "\(place(context)): \(context.debugDescription)"
        case .dataCorrupted(let context)?: "\(place(context)): \(context.debugDescription)"
        default: "\(error)"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        context.codingPath.reduce("$") { path, key in
            key.intValue.map { "\(path)[\($0)]" } ?? "\(path).\(key.stringValue)"
        }
    }
}

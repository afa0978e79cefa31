/// Reads `suites/features.yaml`: the words that targets declare and cases require.
struct FeatureReader {
    static let fileKeys = ["features"]

    let reader: Reader

    /// What each feature means, by name.
    func read(_ root: YAMLNode) -> [String: String] {
        guard let file = Fields(root, keys: Self.fileKeys, of: "the file of features", reader),
            let node = file.required("features", "a mapping from names to what they mean")
        else { return [:] }
        guard let entries = node.entries else {
            reader.error(node.place, "`features` must be a mapping from names to what they mean, not \(node.kind)")
            return [:]
        }
        let pairs = entries.map { ($0.key, reader.string($0.value, of: $0.key) ?? "") }
        return Dictionary(pairs) { first, _ in first }
    }
}

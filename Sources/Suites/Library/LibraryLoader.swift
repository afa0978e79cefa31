/// Reads all files of a library and resolves what they say about each other.
struct LibraryLoader {
    let suitesFolder: String
    let scriptsFolder: String
    let knownChecks: [String: KnownCheck]?

    private(set) var diagnostics: [Diagnostic] = []
    private var fingerprint = Fingerprint()
    private let shelf = ScriptShelf()

    init(suitesFolder: String, scriptsFolder: String, knownChecks: [String: KnownCheck]?) {
        self.suitesFolder = suitesFolder
        self.scriptsFolder = scriptsFolder
        self.knownChecks = knownChecks
    }

    private typealias Document = (path: String, file: SourceFile, root: YAMLNode)

    mutating func load() -> Library {
        let documents = documents(in: suitesFolder) { !Self.isElsewhere($0) }
        for script in self.documents(in: scriptsFolder, where: { _ in true }) {
            shelf.add(script.file, script.root, expected: script.path.withoutYAMLExtension)
        }
        let features = features(documents)
        let requirements = requirements(documents)
        let requests = requests(documents)
        let scripts = shelf.readAll()
        let surroundings = CaseReader.Surroundings(
            shelf: shelf, requests: requests,
            requirements: Dictionary(requirements.map { ($0.id, $0) }) { first, _ in first },
            features: features.map { Set($0.keys) },
            checks: knownChecks)
        let suites = suites(documents, surroundings)
        diagnostics += shelf.diagnostics
        diagnostics += surroundings.dependencies.mistakes(among: suites.flatMap(\.cases))
        let cases = Set(suites.flatMap(\.cases).map(\.id))
        let defects = defects(documents, cases: cases)
        return Library(
            suites: suites.sorted { $0.id < $1.id }, scripts: scripts, requests: requests, requirements: requirements,
            defects: defects, features: features ?? [:],
            warnings: diagnostics.filter { $0.severity == .warning }.inOrder,
            digest: fingerprint.description)
    }

    /// Files below `suites` that other readers read.
    private static func isElsewhere(_ path: String) -> Bool {
        ["targets/", "load/", "schema/", "prices/", "migration/", "claims/"].contains { path.hasPrefix($0) }
    }

    private mutating func documents(in folder: String, where isOurs: (String) -> Bool) -> [Document] {
        let tree = FileTree(folder: folder)
        guard let paths = tree.yamlFiles() else {
            let start = SourceLocation(file: folder, line: 1, column: 1)
            diagnostics.append(Diagnostic(location: start, message: "the folder cannot be read"))
            return []
        }
        return paths.filter(isOurs).compactMap { path in
            do throws(Diagnostic) {
                return try document(path, in: tree)
            } catch {
                diagnostics.append(error)
                return nil
            }
        }
    }

    private mutating func document(_ path: String, in tree: FileTree) throws(Diagnostic) -> Document {
        let file = try SourceFile.read(tree.path(path))
        fingerprint.add(path)
        fingerprint.add(file.text)
        if let root = try YAMLParser.parse(file) { return (path, file, root) }
        throw Diagnostic(location: file.location(Place(line: 1, column: 1)), message: "the file is empty")
    }

    private mutating func features(_ documents: [Document]) -> [String: String]? {
        guard let document = documents.first(where: { $0.path == "features.yaml" }) else { return nil }
        return reading(document) { FeatureReader(reader: $0).read(document.root) }
    }

    private mutating func requirements(_ documents: [Document]) -> [Requirement] {
        guard let document = documents.first(where: { $0.path == "requirements.yaml" }) else { return [] }
        return reading(document) { RequirementReader(reader: $0).read(document.root) }
    }

    private mutating func defects(_ documents: [Document], cases: Set<String>) -> [FieldDefect] {
        guard let document = documents.first(where: { $0.path == "defects.yaml" }) else { return [] }
        return reading(document) { FieldDefectReader(reader: $0, known: cases).read(document.root) }
    }

    private mutating func requests(_ documents: [Document]) -> [String: RequestPlan] {
        var requests: [String: RequestPlan] = [:]
        for document in documents where document.path.hasPrefix("requests/") {
            let name = String(document.path.dropFirst("requests/".count)).withoutYAMLExtension
            requests[name] = reading(document) { RequestReader(reader: $0).named(document.root, expected: name) }
        }
        return requests
    }

    private mutating func suites(_ documents: [Document], _ surroundings: CaseReader.Surroundings) -> [Suite] {
        documents.filter { $0.path.contains("/") && !$0.path.hasPrefix("requests/") }.compactMap { document in
            let id = document.path.withoutYAMLExtension.split(separator: "/").joined(separator: ".")
            return reading(document) {
                SuiteReader(reader: $0, surroundings: surroundings).read(document.root, expected: id)
            }
        }
    }

    private mutating func reading<Value>(_ document: Document, _ body: (Reader) -> Value) -> Value {
        let reader = Reader(document.file)
        let value = body(reader)
        diagnostics += reader.diagnostics
        return value
    }
}

/// The tool's own version, as results and `--version` carry it.
enum Version {
    static let text = "0.1.0"

    /// How the program was built; figures of the two are not comparable.
    static var build: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }
}

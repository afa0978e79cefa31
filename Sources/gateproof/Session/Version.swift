/// The tool's own version, as results and `--version` carry it.
enum Version {
    static let text = "0.1.0"
}

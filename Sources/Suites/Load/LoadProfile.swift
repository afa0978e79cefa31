/// A named list of measurements, played one after the other (`suites/load/*.yaml`).
package struct LoadProfile: Sendable, Equatable {
    package var name: String
    package var title: String
    package var parts: [LoadPart]

    package init(name: String, title: String = "", parts: [LoadPart]) {
        self.name = name
        self.title = title
        self.parts = parts
    }
}

/// The data of one drawing of a load profile; a report draws whatever it finds.
///
/// Keys that are in use: `cdf.<metric>` (x the value, y the share of samples, 0 to 1), `out_by_chunk` (x the number of
/// the chunk), `frontier` (x the rate, y the 99th percentile) and `timeline` (x seconds since the start, with `marks`
/// where faults begin and end).
package struct BenchSeries: Codable, Sendable, Equatable {
    package var key: String
    package var title: String
    package var x: Axis
    package var y: Axis
    package var lines: [Line]
    /// What happened at a place of the x axis; absent where nothing did.
    package var marks: [Mark]?

    package struct Axis: Codable, Sendable, Equatable {
        package var title: String
        package var unit: String
        /// Powers of ten are equally far apart; absent means no.
        package var logarithmic: Bool?

        package init(_ title: String, unit: String = "", logarithmic: Bool? = nil) {
            self.title = title
            self.unit = unit
            self.logarithmic = logarithmic
        }
    }

    /// The points of one arm, in order of x.
    package struct Line: Codable, Sendable, Equatable {
        /// The arm, such as `gateway`, or the arm and what is counted, such as `gateway, failed`.
        package var name: String
        package var x: [Double]
        package var y: [Double]

        package init(name: String, x: [Double], y: [Double]) {
            self.name = name
            self.x = x
            self.y = y
        }
    }

    package struct Mark: Codable, Sendable, Equatable {
        package var x: Double
        /// In words, such as `primary: 503`.
        package var text: String

        package init(x: Double, text: String) {
            self.x = x
            self.text = text
        }
    }

    package init(key: String, title: String, x: Axis, y: Axis, lines: [Line], marks: [Mark]? = nil) {
        self.key = key
        self.title = title
        self.x = x
        self.y = y
        self.lines = lines
        self.marks = marks
    }
}

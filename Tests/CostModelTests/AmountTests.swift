import Testing

@testable import Suites

struct AmountTests {
    @Test(arguments: [
        ("5", "5"), ("-0.80", "-0.8"), ("0.055", "0.055"), ("100.000", "100"), ("0", "0"),
        ("999999999999999.999999999999999999", "999999999999999.999999999999999999"),
    ])
    func readsExactly(text: String, plain: String) throws {
        #expect(try #require(Amount(text)).plain == plain)
    }

    @Test(arguments: [
        "", "-", ".5", "5.", "1e3", "1,000", "+1", "0.0000000000000000001", "1234567890123456", " 1", "٣",
    ])
    func refuses(text: String) {
        #expect(Amount(text) == nil)
    }

    @Test func sumsOfTenthsAreExact() throws {
        let tenth = try #require(Amount("0.1"))
        #expect(tenth + tenth + tenth == Amount("0.3"))
        #expect(try #require(Amount("1.005")).text(places: 2) == "1.01")
        #expect(try #require(Amount("-1234567.895")).text(places: 2) == "-1,234,567.90")
        #expect(try #require(Amount("600")).percent(try #require(Amount("5.5"))) == Amount(33))
        #expect((Amount(1) / Amount(3))?.plain == "0.333333333333333333")
        #expect((Amount(2) / Amount(3))?.plain == "0.666666666666666667")
        #expect(Amount(1) / .zero == nil)
    }

    @Test func whatIsTooLargeStopsAtTheLimit() throws {
        let large = try #require(Amount("999999999999999"))
        let square = large * large
        #expect(square == square * large)
        #expect(-square < .zero && square + square == square && -square - square == -square)
        #expect((square / (try #require(Amount("0.000000000000000001")))) == square)
        #expect(!square.text(places: 2).isEmpty && square.roundedUp >= .zero)
    }

    @Test(arguments: ["1970-01-01", "2026-08-22", "2024-02-29", "1600-02-29", "2000-12-31", "0001-01-01"])
    func daysComeBack(text: String) throws {
        #expect(try #require(Day(text)).description == text)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-1", "2026-00-10", "yesterday", "2026-04-31", ""])
    func noSuchDay(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func daysAreCounted() throws {
        let (one, two) = (try #require(Day("2026-08-22")), try #require(Day("2026-11-21")))
        #expect(two.number - one.number == 91 && two.number == 20_778)
        #expect(
            Day(secondsSince1970: 86_400 * 20_778 + 5) == two && Day(secondsSince1970: -1).description == "1969-12-31")
    }
}

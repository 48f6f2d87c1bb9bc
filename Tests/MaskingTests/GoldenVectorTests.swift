import Masking
import Testing

/// One value of every transform under the test key. A changed byte here is a broken promise to
/// everybody who masked yesterday: bump the version of the format instead of editing a constant.
struct GoldenVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var transform: MaskTransform
        var input: String
        var output: String?

        init(_ transform: MaskTransform, _ input: String, _ output: String?) {
            self.transform = transform
            self.input = input
            self.output = output
        }

        var testDescription: String { transform.name + " " + input }
    }

    static let vectors: [Vector] = [
        Vector(.redact, "Bob", "[REDACTED]"),
        Vector(.null, "Bob", nil),
        Vector(.constant("x"), "Bob", "x"),
        Vector(
            .hash(length: 64), "bob@x.org",
            "304287e69919b38dd83fca3352768db2324915a38caebd6021478f3eaf64f004"),
        Vector(.hash(length: 16), "bob@x.org", "304287e69919b38d"),
        Vector(.email(keepDomain: false), "bob@x.org", "ca3q7uenug2erytz@6i5tdjka.example"),
        Vector(.email(keepDomain: true), "bob@x.org", "ca3q7uenug2erytz@x.org"),
        Vector(.username, "bobby", "uz6o2ad35hxxnh6s"),
        Vector(.username, "@bobby", "@uz6o2ad35hxxnh6s"),
        Vector(
            .url, "https://bob:pw@www.x.org:8080/a/b?c=d#e",
            "https://www.2athgfu662.example:8080/uzqcxnygou/qxnw3jklxu?3rzhbsebcu#dndxkziout"),
        Vector(.url, "x.org/a", "6eigtcv3v2.example/uzqcxnygou"),
        Vector(.url, "http://10.1.2.3/", "http://198.19.127.34/"),
        Vector(.name(part: .first, unique: false), "Alice", "Ida"),
        Vector(.name(part: .first, unique: false), "JOHN", "OTTO"),
        Vector(.name(part: .last, unique: false), "van der berg", "novak"),
        Vector(
            .name(part: .full, unique: false), "Dr. Alice B. van der Berg", "Dr. Ida J. Novak"),
        Vector(.name(part: .full, unique: false), "Berg, Alice", "Lind, Ida"),
        Vector(.name(part: .full, unique: true), "Alice Smith", "Ida García Hiqjhvrubdno"),
        Vector(.street, "12 Main Street Apt 4", "98 Oak Street"),
        Vector(.street, "Hauptstraße 112a", "Maple Avenue 981"),
        Vector(.city, "PARIS", "FAIRVIEW"),
        Vector(
            .dateTruncate(to: .month), "2024-03-09 12:30:05.5+02", "2024-03-01 00:00:00.0+02"),
        Vector(.dateTruncate(to: .year), "9.3.2024", "1.1.2024"),
        Vector(.secret, "ghp_abcdefABCDEF0123456789", "xxx-xbbgcmLQRNCM2468421512"),
        Vector(
            .text, "mail bob@x.org, born 1980-05-06, ssn 123-45-6789",
            "mail 5vr7enhkxwtfl6ce@ahpn6ukm.example, born 1980-01-01, ssn [REDACTED]"),
    ]

    @Test(arguments: vectors) func `gives the committed bytes`(_ vector: Vector) throws {
        #expect(try MaskFixture.mask(vector.transform, vector.input) == vector.output)
    }
}

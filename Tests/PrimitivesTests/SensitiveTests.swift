import Primitives
import Testing

@Suite struct SensitiveTests {
    @Test func `never shows its value`() {
        let secret = Sensitive("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        dump([secret], to: &dumped)
        let shown = ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped]
        for text in shown { #expect(!text.contains("hunter2")) }
        #expect("\(secret)" == "<redacted>")
        #expect(secret.exposed == "hunter2")
    }

    @Test func `sensitivities are ordered`() {
        #expect(Sensitivity.allCases.sorted() == Sensitivity.allCases)
        #expect(Sensitivity.moderate < .high)
    }
}

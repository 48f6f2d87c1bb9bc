import Scanning
import Testing

@Suite struct `A glob pattern` {
    @Test(arguments: [
        ("orders", "orders", true), ("orders", "order", false), ("*", "", true),
        ("ord*", "orders", true), ("*ers", "orders", true), ("o*d*s", "orders", true),
        ("o?ders", "orders", true), ("o?ders", "oders", false), ("**", "x", true),
        ("a*b*c", "aXbXbXc", true), ("a*b", "aXbX", false), ("Orders", "orders", false),
        ("público.*", "público.x", true), ("", "", true), ("", "x", false), ("[a]", "a", false),
    ])
    func `fits whole names`(_ pattern: String, _ name: String, _ fits: Bool) {
        #expect(GlobPattern(pattern).matches(name) == fits)
    }
}

import Testing

@testable import Detection

@Suite struct AssignedNamesTests {
    @Test func `answers what was kept for the same bytes and no others`() {
        let text = Array("api_key api_kez api_key ".utf8)
        let long = [UInt8](repeating: 0x61, count: 40)
        var names = AssignedNames(ruleCount: 70)
        var rules = RuleBits(count: 70, [3])
        #expect(!names.recall(0..<7, of: text.span, into: &rules))
        #expect(rules.contains(3))
        names.keep(RuleBits(count: 70, [5, 69]), for: 0..<7, of: text.span)
        #expect(names.recall(16..<23, of: text.span, into: &rules))
        #expect(!rules.contains(3) && rules.contains(5) && rules.contains(69))
        for range in [8..<15, 0..<6, 0..<8, 1..<7, 0..<0] {
            #expect(!names.recall(range, of: text.span, into: &rules))
        }
        names.keep(rules, for: 0..<32, of: long.span)
        names.keep(rules, for: 0..<33, of: long.span)
        #expect(names.recall(2..<34, of: long.span, into: &rules))
        #expect(!names.recall(0..<33, of: long.span, into: &rules))
        #expect(!names.recall(0..<31, of: long.span, into: &rules))
    }

    @Test func `a newer name takes an older one's slot`() {
        var names = AssignedNames(ruleCount: 1)
        var rules = RuleBits(count: 1)
        let text = (0..<20_000).flatMap { Array("name\($0 + 10_000)".utf8) }
        for number in 0..<20_000 {
            names.keep(
                RuleBits(count: 1, number % 2 == 0 ? [0] : []),
                for: number * 9..<number * 9 + 9, of: text.span)
        }
        var known = 0
        for number in 0..<20_000
        where names.recall(number * 9..<number * 9 + 9, of: text.span, into: &rules) {
            known += 1
            #expect(rules.contains(0) == (number % 2 == 0))
        }
        #expect((500...4_000).contains(known))
    }
}

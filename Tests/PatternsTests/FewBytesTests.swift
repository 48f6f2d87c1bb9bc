import Testing

@testable import Patterns

@Suite struct FewBytesTests {
    @Test func `stops at most seven bytes behind what is looked for`() throws {
        for set in [ByteSet("x"), ByteSet("xy"), ByteSet([0]), ByteSet([0x7F, 0xFF])] {
            let few = try #require(FewBytes(set))
            for wanted in set.bytes {
                for place in 0..<40 {
                    var text = [UInt8](repeating: 0x80, count: 40)
                    text[place] = wanted
                    for end in place + 1...40 {
                        let found = few.skipBack(from: end, to: 0, in: text.span)
                        #expect((place + 1...min(end, place + 8)).contains(found))
                    }
                }
            }
        }
    }

    @Test func `long ways are searched as short ones are`() {
        for set in [ByteSet("x"), ByteSet(), ByteSet(0x61...0x7A)] {
            for place in stride(from: 0, to: 2_000, by: 61) {
                var text = [UInt8](repeating: 0x30, count: 2_000)
                text[place] = UInt8(ascii: "x")
                let behind = set.isEmpty ? 0 : place + 1
                #expect((~set).beginning(before: 2_000, notBefore: 0, in: text.span) == behind)
            }
        }
    }

    @Test func `goes to the end where nothing is looked for`() throws {
        let text = [UInt8](repeating: 1, count: 30)
        let none = try #require(FewBytes(ByteSet()))
        #expect(none.skipBack(from: 29, to: 3, in: text.span) == 3)
        let some = try #require(FewBytes(ByteSet("x")))
        #expect((3...9).contains(some.skipBack(from: 29, to: 3, in: text.span)))
        #expect(FewBytes(ByteSet("xyz")) == nil)
    }

    @Test func `what may be left out begins with its own first bytes`() throws {
        let pattern = try Pattern(#"(?<![a-z|])(?:\d{15}\|)?[a-f]{27}"#)
        #expect(AssignedPattern(pattern) != nil)
        #expect(AssignedPattern(try Pattern(#"(?<![a-z])(?:[\d|]{2,3})?[a-f]{27}"#)) == nil)
    }
}

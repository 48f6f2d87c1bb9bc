import Formats
import Testing

@Suite struct LineFeedTests {
    @Test func `counts line feeds of any stretch`() {
        var bytes = [UInt8](repeating: 0x0A, count: 700)
        for index in stride(from: 0, to: 700, by: 3) { bytes[index] = 0x8A }
        for start in [0, 1, 15, 16, 255, 256, 300] {
            for end in [300, 301, 510, 511, 555, 700] {
                let expected = bytes[start..<end].count { $0 == 0x0A }
                #expect(LineFeeds.count(in: bytes.span, from: start, to: end) == expected)
            }
        }
        let all = [UInt8](repeating: 0x0A, count: 600)
        #expect(LineFeeds.count(in: all.span, from: 0, to: 600) == 600)
        #expect(LineFeeds.count(in: all.span, from: 7, to: 7) == 0)
    }
}

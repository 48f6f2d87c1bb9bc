import Testing

@testable import Detection

@Suite struct RandomnessMemoryTests {
    @Test func `what is kept is what randomness says, in each text anew`() {
        let texts = ["9f86d081884c7d659a2feaa0c55ad015 ", "abcdefabcdefabcdefabcdefabcdefab "]
        var memory = RandomnessMemory()
        for text in texts {
            let bytes = Array(text.utf8)
            memory.beginText()
            for range in [0..<32, 0..<32, 0..<7, 8..<32, 0..<32] {
                for quantile in [0.01, 0.001, 0.5, 0.999] {
                    let kept = memory.isRandom(range, quantile: quantile, in: bytes.span)
                    let alone = Randomness.isRandom(
                        bytes.span.extracting(range), quantile: quantile)
                    #expect(kept == alone)
                }
            }
        }
    }
}

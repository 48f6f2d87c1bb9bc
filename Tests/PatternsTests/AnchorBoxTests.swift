import Testing

@testable import Patterns

@Suite struct AnchorBoxTests {
    @Test func `few boxes hold all of many`() {
        var state: UInt64 = 3
        func draw() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        let many = (0..<80).map { _ in
            AnchorBox((0..<5).map { _ in ByteSet((0..<3).map { _ in draw() }) })
        }
        let few = AnchorBox.few(Set(many))
        #expect(few.count == 24)
        for box in many {
            let isHeld = few.contains { zip($0.classes, box.classes).allSatisfy { $0 | $1 == $0 } }
            #expect(isHeld)
        }
        #expect(AnchorBox.few(Set(many)) == few)
    }

    @Test func `no boxes are joined that are few`() {
        let digits = AnchorBox([.all, .digits, .digits, .digits, .digits])
        let words = AnchorBox([.all, .letters, .letters, .letters, .letters])
        let numbers = AnchorBox([.all, .word, .digits, .digits, .digits])
        #expect(Set(AnchorBox.few([digits, words, numbers])) == [words, numbers])
    }
}

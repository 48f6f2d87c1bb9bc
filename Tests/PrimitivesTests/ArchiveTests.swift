import Primitives
import Testing

/// Something of every kind.
private struct Sample: Archived, Equatable {
    enum Colour: String, CaseIterable, ArchivedCase { case red, green, blue }

    var whole = 0
    var narrow: UInt16 = 0
    var real = 0.0
    var flag = false
    var text = ""
    var colour = Colour.red
    var missing: String?
    var there: Int?
    var list: [String] = []
    var nested: [[UInt8]] = []
    var weights: [String: Double] = [:]
    var words: Set<String> = []
    var range: ClosedRange<Int>?

    static var blank: Sample { Sample() }

    mutating func pass(through archive: inout Archive) {
        archive.pass(&whole)
        archive.pass(&narrow)
        archive.pass(&real)
        archive.pass(&flag)
        archive.pass(&text)
        archive.pass(&colour)
        archive.pass(&missing)
        archive.pass(&there)
        archive.pass(&list)
        archive.pass(&nested)
        archive.pass(&weights)
        archive.pass(&words)
        archive.pass(&range)
    }

    static let full = Sample(
        whole: -7, narrow: 65_535, real: -0.1, flag: true, text: "Łódź", colour: .blue,
        there: .min, list: ["", "a", "日本"], nested: [[], [1, 255]],
        weights: ["b": 2, "a": .infinity], words: ["x", "y"], range: -3...9)
}

struct ArchiveTests {
    private func written(_ sample: Sample) -> [UInt8] {
        var sample = sample
        var archive = Archive.writing()
        archive.pass(&sample)
        return archive.bytes
    }

    private func read(_ bytes: [UInt8]) -> (sample: Sample, isComplete: Bool) {
        var archive = Archive(reading: SharedBytes(copying: bytes))
        var sample = Sample.blank
        archive.pass(&sample)
        return (sample, archive.isComplete)
    }

    @Test(arguments: [true, false]) func `reads what it wrote`(isFull: Bool) {
        let sample = isFull ? Sample.full : Sample.blank
        let (found, isComplete) = read(written(sample))
        #expect(found == sample)
        #expect(isComplete)
    }

    @Test func `the same value gives the same bytes`() {
        var other = Sample.full
        other.weights = [:]
        for (key, value) in Sample.full.weights.reversed() { other.weights[key] = value }
        #expect(written(other) == written(.full))
    }

    @Test func `tells every cut and every byte too many`() {
        let bytes = written(.full)
        for count in 0..<bytes.count {
            let found = read(Array(bytes[..<count]))
            #expect(!found.isComplete, "\(count) bytes")
        }
        let more = read(bytes + [0])
        #expect(!more.isComplete)
    }

    @Test func `reads any bytes without trapping`() {
        for seed in 0..<2_000 {
            var bytes = written(.full)
            var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
            for _ in 0..<8 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 24)
            }
            _ = read(bytes)
        }
    }

    @Test func `describes the layout, not the value`() {
        struct Other: Archived {
            var text = ""
            static var blank: Other { Other() }
            mutating func pass(through archive: inout Archive) { archive.pass(&text) }
        }
        let described = Archive.description(of: Sample.self)
        #expect(described == Archive.description(of: Sample.self))
        #expect(described != Archive.description(of: Other.self))
        #expect(
            Archive.description(of: [Other].self) != Archive.description(of: Other.self))
    }

    @Test func `reads a table where it lies`() {
        var table = FlatTable<UInt32>([1, 2, .max])
        var text = "odd"
        var archive = Archive.writing()
        archive.pass(&text)
        archive.pass(&table)
        let shared = SharedBytes(copying: archive.bytes)
        var reader = Archive(reading: shared)
        var found = FlatTable<UInt32>([])
        reader.pass(&text)
        reader.pass(&found)
        #expect(reader.isComplete)
        #expect((0..<found.count).map { found[$0] } == [1, 2, .max])
    }

    @Test func `refuses a table that is longer than the bytes`() {
        var count = UInt64.max / 2
        var archive = Archive.writing()
        archive.pass(&count)
        var reader = Archive(reading: SharedBytes(copying: archive.bytes))
        var table = FlatTable<UInt64>([])
        reader.pass(&table)
        #expect(reader.isDamaged)
        #expect(table.count == 0)
    }
}

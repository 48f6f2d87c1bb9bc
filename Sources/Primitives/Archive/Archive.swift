/// Moves values to and from bytes through one description for both directions, so that nothing can
/// be written otherwise than it is read.
///
/// Numbers are little-endian. Reading never traps and never throws: what isn't there reads as
/// blank, and `isDamaged` tells so at the end.
@usableFromInline package struct Archive: Sendable {
    @usableFromInline enum Mode: Sendable { case writing, reading, describing }

    @usableFromInline let mode: Mode
    /// What was written, or the kinds of what is described.
    package private(set) var bytes: [UInt8] = []
    /// Whether reading met something that can't have been written.
    @usableFromInline package internal(set) var isDamaged = false
    private let source: SharedBytes
    private var position: Int

    private init(_ mode: Mode, _ source: SharedBytes, at position: Int = 0) {
        self.mode = mode
        self.source = source
        self.position = position
    }

    /// An archive that collects `bytes`.
    package static func writing() -> Archive { Archive(.writing, nothing) }

    private static var nothing: SharedBytes { SharedBytes(copying: []) }

    /// Reads from `start` to the end.
    package init(reading source: SharedBytes, from start: Int = 0) {
        precondition(start >= 0 && start <= source.count)
        self.init(.reading, source, at: start)
    }

    /// The kinds of all parts of a type in the order in which they are moved: another text for
    /// another layout.
    package static func description<Value: Archived>(of type: Value.Type) -> [UInt8] {
        var archive = Archive(.describing, nothing)
        var blank = Value.blank
        archive.pass(&blank)
        return archive.bytes
    }

    @inlinable package var isReading: Bool { mode == .reading }
    @inlinable package var isDescribing: Bool { mode == .describing }

    /// Whether everything was read and nothing was wrong.
    package var isComplete: Bool { !isDamaged && position == source.count }

    /// Moves a value of any kind.
    @inlinable package mutating func pass<Value: Archived>(_ value: inout Value) {
        value.pass(through: &self)
    }

    /// Marks what is read as damaged: a value that nobody wrote.
    @usableFromInline package mutating func refuse() { if mode == .reading { isDamaged = true } }

    /// Moves the bytes of a number.
    @usableFromInline
    package mutating func pass(bits: inout UInt64, byteCount: Int, kind: UInt8) {
        switch mode {
        case .describing: bytes.append(kind)
        case .writing:
            for index in 0..<byteCount {
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * index)))
            }
        case .reading:
            bits = 0
            guard take(byteCount) else { return }
            let start = position - byteCount
            let memory = unsafe source.unsafeBytes
            if byteCount == 8 {
                bits = unsafe UInt64(
                    littleEndian: memory.loadUnaligned(fromByteOffset: start, as: UInt64.self))
                return
            }
            for index in 0..<byteCount {
                bits |= UInt64(unsafe memory[start + index]) << UInt64(8 * index)
            }
        }
    }

    /// Moves how many things follow, each of at least one byte.
    @usableFromInline package mutating func pass(count: inout Int) {
        var bits = UInt64(count)
        pass(bits: &bits, byteCount: 4, kind: UInt8(ascii: "#"))
        guard mode == .reading else { return }
        count = Int(bits)
        if count > source.count - position {
            isDamaged = true
            count = 0
        }
    }

    /// Moves a list element by element.
    @inlinable package mutating func pass<Element: Archived>(
        elements list: inout [Element], _ body: (inout Archive, inout Element) -> Void
    ) {
        var count = isDescribing ? 1 : list.count
        pass(count: &count)
        if isReading { list = [] }
        for index in 0..<count where !isDamaged {
            var element: Element = isReading || isDescribing ? Element.blank : list[index]
            body(&self, &element)
            if isReading { list.append(element) }
        }
        if isDescribing { pass(mark: UInt8(ascii: "]")) }
    }

    /// Adds to a description.
    @usableFromInline package mutating func pass(mark: UInt8) {
        if mode == .describing { bytes.append(mark) }
    }

    /// Moves a text.
    @usableFromInline package mutating func pass(text: inout String) {
        if mode == .describing { return bytes.append(UInt8(ascii: "s")) }
        var count = text.utf8.count
        pass(count: &count)
        if mode == .writing { return bytes.append(contentsOf: text.utf8) }
        guard take(count) else { return }
        let memory = unsafe UnsafeRawBufferPointer(
            rebasing: source.unsafeBytes[position - count..<position])
        text = unsafe String(decoding: memory, as: UTF8.self)
    }

    /// Moves a table; one that is read stays where it lies.
    mutating func pass<Element>(table: inout FlatTable<Element>) {
        let stride = MemoryLayout<Element>.stride
        if mode == .describing {
            return bytes.append(contentsOf: [UInt8(ascii: "t"), UInt8(clamping: stride)])
        }
        var bits = UInt64(table.count)
        pass(bits: &bits, byteCount: 8, kind: 0)
        if mode == .writing {
            while bytes.count % FlatAlignment.bytes != 0 { bytes.append(0) }
            return table.append(to: &bytes)
        }
        let gap = (FlatAlignment.bytes - position % FlatAlignment.bytes) % FlatAlignment.bytes
        guard take(gap), bits <= UInt64((source.count - position) / stride)
        else { return isDamaged = true }
        table = FlatTable(in: source, at: position, count: Int(bits))
        position += Int(bits) * stride
    }

    /// Moves on by `count` bytes if there are so many.
    private mutating func take(_ count: Int) -> Bool {
        guard !isDamaged, count <= source.count - position else {
            isDamaged = true
            return false
        }
        position += count
        return true
    }
}

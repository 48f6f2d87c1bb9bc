/// The deterministic automaton of an `OrderedNetwork`, built where texts lead it: each of its
/// states is a list of the network's in their order, cut behind the first that accepts.
///
/// Leftmost-first matching by subset construction as in RE2 (Cox, "Regular Expression Matching in
/// the Wild", 2010). Belongs to one worker.
@safe final class OrderedAutomaton {
    /// Where what begins with a state of the network is walked from.
    struct Start: BitwiseCopyable {
        fileprivate var row: UInt32
        fileprivate var rowBehindWord: UInt32

        static let nowhere = Start(row: dead, rowBehindWord: dead)
    }

    /// In place of an end: there is none, or it can't be told.
    static let none = -1
    static let doubt = -2

    // A transition is the place of the next row, a multiple of 4, and flags.
    private static let notable: UInt32 = 1
    /// Notable, since something was taken before the byte.
    private static let taken: UInt32 = 3
    /// Notable as well.
    private static let unbuilt = UInt32.max
    private static let doubtful = UInt32.max - 2
    /// Where nothing more can be taken.
    private static let dead: UInt32 = 0
    /// More rows aren't built: what leads to them is in doubt.
    private static let rowLimit = 4_000

    /// Where the network stands before a byte, and what it has behind it.
    private struct Row: Hashable {
        var states: [Int32]
        var isBehindWord: Bool
    }

    private let network: OrderedNetwork
    private let endClass: Int
    private let width: Int
    private let hasBoundaries: Bool
    private let word = ByteSet.word
    private var rows: [Row] = []
    private var numbers: [Row: UInt32] = [:]
    private var marks: AnchorMarks
    // SAFETY: both are the automaton's own and freed with it. A row has a transition for each class
    // and one for the end of the text; transitions that aren't notable lead to rows.
    private let classes: UnsafeMutableBufferPointer<UInt8>
    private var transitions: UnsafeMutableBufferPointer<UInt32>
    private var used = 0

    init(_ network: OrderedNetwork) {
        self.network = network
        let partition = BytePartition(network.sets + [.high])
        endClass = partition.endClass
        width = (endClass + 4) & ~3
        hasBoundaries = network.hasBoundaries
        marks = AnchorMarks(count: network.states.count)
        unsafe classes = .allocate(capacity: 256)
        _ = unsafe classes.initialize(from: partition.classes)
        unsafe transitions = .allocate(capacity: 16 * width)
        _ = number(of: Row(states: [], isBehindWord: false))
    }

    deinit {
        unsafe classes.deallocate()
        unsafe transitions.deallocate()
    }

    /// Where to begin what begins with a state of the network.
    func start(_ state: Int32) -> Start {
        let row = number(of: Row(states: [state], isBehindWord: false))
        guard hasBoundaries else { return Start(row: row, rowBehindWord: row) }
        return Start(
            row: row, rowBehindWord: number(of: Row(states: [state], isBehindWord: true)))
    }

    /// Where what begins at a place ends, `none` or `doubt`.
    ///
    /// - Parameter stopsEarly: whether any end will do.
    func end(
        of start: Start, from first: Int, in text: UnsafeBufferPointer<UInt8>,
        stopsEarly: Bool = false
    ) -> Int {
        var (row, place, end) = (start.row, first, Self.none)
        if hasBoundaries, first > 0, unsafe word.contains(text[first - 1]) {
            row = start.rowBehindWord
        }
        while true {
            let next = unsafe glide(from: &row, &place, in: text)
            if next < Self.doubtful {
                if next & Self.taken == Self.taken {
                    end = place
                    if stopsEarly { break }
                }
                row = next & ~Self.taken
                if row == Self.dead { break }
            } else if next == Self.doubtful {
                return Self.doubt
            } else {
                build(row, unsafe place < text.count ? text[place] : nil)
                continue
            }
            place &+= 1
        }
        // What walked as far as that may have met a bound that isn't kept.
        return place &- first < network.stepLimit ? end : Self.doubt
    }

    /// Steps up to a transition that is notable, and returns it.
    @inline(__always) private func glide(
        from row: inout UInt32, _ place: inout Int, in text: UnsafeBufferPointer<UInt8>
    ) -> UInt32 {
        // Why locals: they stay in registers.
        let (classes, transitions) = unsafe (classes, transitions)
        var (now, at) = (row, place)
        defer { (row, place) = (now, at) }
        // Why two at a time: the end of the text is looked for half as often.
        while at &+ 1 < text.count {
            let next = unsafe transitions[Int(now) &+ Int(classes[Int(text[at])])]
            if next & Self.notable != 0 { return next }
            let second = unsafe transitions[Int(next) &+ Int(classes[Int(text[at &+ 1])])]
            if second & Self.notable != 0 {
                (now, at) = (next, at &+ 1)
                return second
            }
            now = second
            at &+= 2
        }
        if at < text.count {
            let next = unsafe transitions[Int(now) &+ Int(classes[Int(text[at])])]
            if next & Self.notable != 0 { return next }
            now = next
            at &+= 1
        }
        return unsafe transitions[Int(now) &+ endClass]
    }

    private func number(of row: Row) -> UInt32 {
        if let known = numbers[row] { return known }
        if unsafe used + width > transitions.count {
            let larger = UnsafeMutableBufferPointer<UInt32>.allocate(
                capacity: unsafe 2 * transitions.count)
            _ = unsafe larger.initialize(from: transitions[..<used])
            unsafe transitions.deallocate()
            unsafe transitions = larger
        }
        let number = UInt32(used)
        for _ in 0..<width {
            unsafe transitions[used] = Self.unbuilt
            used += 1
        }
        numbers[row] = number
        rows.append(row)
        return number
    }

    /// Fills in where a row leads over a byte, or over the end of the text.
    private func build(_ row: UInt32, _ byte: UInt8?) {
        let column = byte.map { unsafe Int(classes[Int($0)]) } ?? endClass
        var states: [Int32] = []
        let outcome = close(rows[Int(row) / width], byte, &states)
        var next = Self.doubtful
        if outcome != .doubt, rows.count < Self.rowLimit {
            let isWord = byte.map { ByteSet.word.contains($0) } ?? false
            next = number(
                of: Row(
                    states: states, isBehindWord: hasBoundaries && isWord && !states.isEmpty))
            if next == Self.dead { next = Self.notable }
            if outcome == .taken { next |= Self.taken }
        }
        unsafe transitions[Int(row) + column] = next
    }

    private enum Outcome {
        case open, taken, doubt
    }

    /// Lists the states behind a byte, up to the first way that has accepted before it.
    private func close(
        _ row: Row, _ byte: UInt8?, _ following: inout [Int32]
    ) -> Outcome {
        var stack = Array(row.states.reversed())
        marks.removeAll()
        while let state = stack.popLast() {
            guard marks.insert(Int(state)) else { continue }
            switch network.states[Int(state)] {
            case .accept: return .taken
            case .fork(let first, let second): stack += [second, first]
            case .byte(let set, let isWide, let next):
                guard let byte else { continue }
                if isWide, byte >= 0x80 { return .doubt }
                if set.contains(byte), !following.contains(next) { following.append(next) }
            case .ahead(let set, let takesEnd, let isWide, let next):
                if isWide, let byte, byte >= 0x80 { return .doubt }
                if byte.map({ set.contains($0) }) ?? takesEnd { stack.append(next) }
            case .boundary(let next):
                let isWord = byte.map { ByteSet.word.contains($0) } ?? false
                if row.isBehindWord != isWord { stack.append(next) }
            case .end(let next):
                if byte == nil { stack.append(next) }
            }
        }
        return .open
    }
}

/// Where in one text the matches of each test may begin.
///
/// Windows of most tests come in order: such a test has one at a time, which is searched as soon as
/// nothing can be added to it. Those of other tests are gathered until the end of the text.
struct SearchWindows {
    private struct Window {
        var range: ClosedRange<Int>
        /// The test's window before this one, or -1.
        var previous: Int32
    }

    /// What is known of one test.
    private struct State {
        /// The text that it is known of.
        var textNumber = 0
        /// The last window that wasn't searched, or -1.
        var head: Int32 = -1
        /// Whether it is among those with windows.
        var isListed = false
        /// Where the next match may begin.
        var next = 0
    }

    /// Of these the first `windowCount` are of the current text.
    private var windows: [Window] = []
    private var windowCount = 0
    private var states: [State]
    private var textNumber = 0
    /// Up to where each branch was looked for; windows before needn't be looked for again.
    private var floors: [Int]
    private var branches: [Int] = []
    /// Tests whose windows were gathered, in order of their first one; the first `testCount` are of
    /// the current text.
    private var tests: [Int] = []
    private(set) var testCount = 0

    /// - Parameters: how many there are.
    init(tests testCount: Int, branches branchCount: Int) {
        states = [State](repeating: State(), count: testCount)
        floors = [Int](repeating: 0, count: branchCount)
    }

    /// Forgets the text read last.
    @inline(__always)
    mutating func beginText() {
        textNumber &+= 1
        (windowCount, testCount) = (0, 0)
        if !branches.isEmpty { forgetFloors() }
    }

    private mutating func forgetFloors() {
        while let branch = branches.popLast() { floors[branch] = 0 }
    }

    /// A test with windows, by the order of its first one.
    func test(_ index: Int) -> Int { tests[index] }

    /// A place before which the branch needn't look.
    func floor(of branch: Int) -> Int { floors[branch] }

    /// Notes that the branch was looked for at all places before this one.
    mutating func raiseFloor(of branch: Int, to place: Int) {
        guard place > floors[branch] else { return }
        if floors[branch] == 0 { branches.append(branch) }
        floors[branch] = place
    }

    /// Where the test's next match may begin.
    func next(of test: Int) -> Int { isKnown(test) ? states[test].next : 0 }

    /// Notes where the test's next match may begin.
    mutating func setNext(_ place: Int, of test: Int) {
        if isKnown(test) {
            states[test].next = place
        } else {
            states[test] = State(textNumber: textNumber, next: place)
        }
    }

    private func isKnown(_ test: Int) -> Bool { states[test].textNumber == textNumber }

    /// Adds a window to those gathered.
    mutating func add(_ range: ClosedRange<Int>, test: Int) {
        var state = states[test]
        if state.textNumber != textNumber { state = State(textNumber: textNumber) }
        if state.head >= 0, join(range, to: Int(state.head)) { return }
        if !state.isListed {
            state.isListed = true
            list(test)
        }
        let window = Window(range: range, previous: state.head)
        state.head = Int32(truncatingIfNeeded: windowCount)
        states[test] = state
        if windowCount < windows.count {
            windows[windowCount] = window
        } else {
            windows.append(window)
        }
        windowCount += 1
    }

    private mutating func list(_ test: Int) {
        if testCount < tests.count { tests[testCount] = test } else { tests.append(test) }
        testCount += 1
    }

    /// The window of a test that has a single one.
    func only(_ test: Int) -> ClosedRange<Int>? {
        let window = windows[Int(states[test].head)]
        return window.previous < 0 ? window.range : nil
    }

    /// Whether a window was gathered that wasn't searched.
    func isGathered(_ test: Int) -> Bool { isKnown(test) && states[test].head >= 0 }

    /// Adds a window of a test whose windows come in order.
    ///
    /// - Returns: the window before, when it doesn't touch this one.
    mutating func replace(_ range: ClosedRange<Int>, test: Int) -> ClosedRange<Int>? {
        guard isGathered(test) else {
            add(range, test: test)
            return nil
        }
        let head = Int(states[test].head)
        if join(range, to: head) { return nil }
        let before = windows[head].range
        windows[head].range = range
        return before
    }

    /// The window that was added last, which is then gathered no more.
    mutating func take(_ test: Int) -> ClosedRange<Int> {
        let window = windows[Int(states[test].head)]
        states[test].head = window.previous
        return window.range
    }

    /// Most anchors follow each other: one window grows.
    private mutating func join(_ range: ClosedRange<Int>, to head: Int) -> Bool {
        let last = windows[head].range
        guard last.lowerBound <= range.lowerBound, range.lowerBound <= last.upperBound + 1 else {
            return false
        }
        windows[head].range = last.lowerBound...max(last.upperBound, range.upperBound)
        return true
    }

    /// Writes the test's windows into `result`, in order and joined where they touch.
    func collect(_ test: Int, into result: inout [ClosedRange<Int>]) {
        result.removeAll(keepingCapacity: true)
        var index = states[test].head
        while index >= 0 {
            result.append(windows[Int(index)].range)
            index = windows[Int(index)].previous
        }
        if result.count < 2 { return }
        // Most were found in order, and are now in the opposite one.
        result.reverse()
        if !isSorted(result) { result.sort { $0.lowerBound < $1.lowerBound } }
        var kept = 0
        for index in 1..<result.count {
            let (last, next) = (result[kept], result[index])
            if next.lowerBound <= last.upperBound + 1 {
                result[kept] = last.lowerBound...max(last.upperBound, next.upperBound)
            } else {
                kept += 1
                result[kept] = next
            }
        }
        result.removeLast(result.count - kept - 1)
    }

    private func isSorted(_ ranges: [ClosedRange<Int>]) -> Bool {
        for index in 1..<ranges.count
        where ranges[index].lowerBound < ranges[index - 1].lowerBound {
            return false
        }
        return true
    }
}

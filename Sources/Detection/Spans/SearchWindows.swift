/// Where in one text the matches of each test may begin.
struct SearchWindows {
    private struct Window {
        var range: ClosedRange<Int>
        /// The test's window before this one, or -1.
        var previous: Int32
    }

    private var windows: [Window] = []
    /// The last window of each test, or -1.
    private var heads: [Int32] = []
    /// Where each branch's last window ends; windows before needn't be looked for again.
    private var floors: [Int] = []
    private var branches: [Int] = []
    /// Tests with a window, in order of their first one.
    private(set) var tests: [Int] = []

    /// Forgets everything and makes room for so many tests and branches.
    mutating func reset(tests count: Int, branches branchCount: Int) {
        for branch in branches { floors[branch] = 0 }
        for test in tests { heads[test] = -1 }
        branches.removeAll(keepingCapacity: true)
        tests.removeAll(keepingCapacity: true)
        windows.removeAll(keepingCapacity: true)
        if floors.count < branchCount { floors = [Int](repeating: 0, count: branchCount) }
        if heads.count < count { heads = [Int32](repeating: -1, count: count) }
    }

    /// A place before which the branch needn't look: its last window ended there.
    func floor(of branch: Int) -> Int { floors[branch] }

    /// Adds a window that was looked for from the branch's floor on.
    mutating func add(_ range: ClosedRange<Int>, test: Int, branch: Int) {
        if floors[branch] == 0 { branches.append(branch) }
        floors[branch] = range.upperBound
        add(range, test: test)
    }

    mutating func add(_ range: ClosedRange<Int>, test: Int) {
        let head = heads[test]
        if head < 0 {
            tests.append(test)
        } else {
            let last = windows[Int(head)].range
            // Most anchors follow each other: one window grows.
            if last.lowerBound <= range.lowerBound, range.lowerBound <= last.upperBound + 1 {
                let end = max(last.upperBound, range.upperBound)
                windows[Int(head)].range = last.lowerBound...end
                return
            }
        }
        heads[test] = Int32(windows.count)
        windows.append(Window(range: range, previous: head))
    }

    /// Writes the test's windows into `result`, in order and joined where they touch.
    func collect(_ test: Int, into result: inout [ClosedRange<Int>]) {
        result.removeAll(keepingCapacity: true)
        var index = heads[test]
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

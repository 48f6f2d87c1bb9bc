internal import CPCRE2

/// What one worker needs to match: match data, limits and a JIT stack; made once, used for every
/// pattern. Not shared between threads.
@safe package struct MatchScratch: ~Copyable {
    /// Groups beyond this number can't be asked for; patterns that have more are refused.
    package static let groupLimit = 31
    /// Backtracking points a match may visit from one start; PCRE2's own default is 10,000,000.
    static let matchLimit: UInt32 = 200_000
    /// Nested backtracking of the interpreter (the JIT has its stack instead).
    static let depthLimit: UInt32 = 20_000
    /// Heap of the interpreter in KiB.
    static let heapLimitKibibytes: UInt32 = 8_192
    private static let jitStackBytes = (start: 32 << 10, limit: 1 << 20)

    let data: OpaquePointer
    let context: OpaquePointer
    /// The same with a limit on where a match may begin, set anew for each search.
    let limitedContext: OpaquePointer
    private let stack: OpaquePointer?

    package init() {
        guard let data = unsafe pcre2_match_data_create_8(UInt32(Self.groupLimit + 1), nil),
            let context = unsafe pcre2_match_context_create_8(nil),
            let limitedContext = unsafe pcre2_match_context_create_8(nil)
        else { preconditionFailure("PCRE2 has no memory for match data") }
        unsafe self.data = data
        unsafe self.context = context
        unsafe self.limitedContext = limitedContext
        unsafe stack = pcre2_jit_stack_create_8(
            Self.jitStackBytes.start, Self.jitStackBytes.limit, nil)
        unsafe Self.setLimits(context, stack)
        unsafe Self.setLimits(limitedContext, stack)
    }

    private static func setLimits(_ context: OpaquePointer, _ stack: OpaquePointer?) {
        unsafe pcre2_set_match_limit_8(context, matchLimit)
        unsafe pcre2_set_depth_limit_8(context, depthLimit)
        unsafe pcre2_set_heap_limit_8(context, heapLimitKibibytes)
        if let stack = unsafe stack {
            // SAFETY: without a callback PCRE2 takes the data pointer as the stack itself.
            unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        }
    }

    deinit {
        unsafe pcre2_match_data_free_8(data)
        unsafe pcre2_match_context_free_8(context)
        unsafe pcre2_match_context_free_8(limitedContext)
        if let stack = unsafe stack { unsafe pcre2_jit_stack_free_8(stack) }
    }

    /// Bytes of group `group` of the last successful match; `nil` when it took no part.
    package func captured(_ group: Int) -> Range<Int>? {
        guard (0...Self.groupLimit).contains(group),
            let offsets = unsafe pcre2_get_ovector_pointer_8(data)
        else { return nil }
        // SAFETY: match data was made with `groupLimit + 1` pairs; PCRE2 fills unused ones of the
        // pattern's groups with PCRE2_UNSET, and `Pattern` refuses patterns with more groups.
        let start = unsafe offsets[2 * group]
        let end = unsafe offsets[2 * group + 1]
        // Why: PCRE2_UNSET is the largest size_t, which arrives in Swift as -1.
        guard start >= 0, start <= end else { return nil }
        return start..<end
    }
}

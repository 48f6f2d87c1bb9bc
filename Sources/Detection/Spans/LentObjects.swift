/// Objects by number, lent without counting: a count takes two atomic operations each time.
@safe struct LentObjects<Object: AnyObject> {
    private var owners: [Object] = []
    // SAFETY: what is lent has an owner among `owners`, which is never removed.
    private var objects: [Unmanaged<Object>?] = unsafe []

    /// Keeps an object under a number, once.
    mutating func insert(_ object: Object, _ number: Int) {
        owners.append(object)
        while unsafe objects.count <= number { unsafe objects.append(nil) }
        unsafe objects[number] = Unmanaged.passUnretained(object)
    }

    /// Whether there is an object with a number.
    func has(_ number: Int) -> Bool { unsafe number < objects.count && objects[number] != nil }

    /// What `body` makes of the object with a number; `nil` when there is none.
    @inline(__always)
    func with<Result>(_ number: Int, _ body: (Object) -> Result) -> Result? {
        guard unsafe number < objects.count, let object = unsafe objects[number] else {
            return nil
        }
        return unsafe object._withUnsafeGuaranteedRef { body($0) }
    }
}

/// One object, lent in the same way.
@safe struct LentObject<Object: AnyObject> {
    private let owner: Object
    // SAFETY: the owner is kept as long as what is lent.
    private let object: Unmanaged<Object>

    init(_ object: Object) {
        owner = object
        unsafe self.object = Unmanaged.passUnretained(object)
    }

    /// What `body` makes of the object.
    @inline(__always)
    func with<Result>(_ body: (Object) -> Result) -> Result {
        unsafe object._withUnsafeGuaranteedRef { body($0) }
    }
}

import Primitives
import Testing

@Suite struct ColumnReferenceTests {
    static let cases: [(String, ColumnReference)] = [
        (
            "public.customers.email",
            ColumnReference(schema: "public", relation: "customers", column: "email")
        ),
        (
            "file.\"people.csv\".email",
            ColumnReference(schema: "file", relation: "people.csv", column: "email")
        ),
        (
            "public.events.payload$.user.email",
            ColumnReference(
                schema: "public", relation: "events", column: "payload", path: "$.user.email")
        ),
        (
            "file.\"chat.jsonl\"$.messages[].content",
            ColumnReference(
                schema: "file", relation: "chat.jsonl", column: "", path: "$.messages[].content")
        ),
        (
            "\"Sales\".\"odd \"\"name\"\"\".\"E.Mail\"",
            ColumnReference(schema: "Sales", relation: "odd \"name\"", column: "E.Mail")
        ),
    ]

    @Test(arguments: cases)
    func `is written and read back the same`(text: String, reference: ColumnReference) {
        #expect(reference.description == text)
        #expect(ColumnReference(text) == reference)
    }

    @Test(arguments: ["", "email", "public.customers", "public..email", "a.b.c.d", "a.\"b.c"])
    func `refuses what names no column`(text: String) {
        #expect(ColumnReference(text) == nil)
    }
}

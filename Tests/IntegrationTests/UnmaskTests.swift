import FoundationEssentials
import TestSupport
import Testing

/// `bauta unmask`, `remask` and `key rotate`, as a person would run them.
@Suite struct UnmaskTests {
    private static let plan = """
        version = 1
        [columns]
        'file."people.csv".id' = { transform = "permute", domain = "person.id" }
        'file."people.csv".full_name' = { transform = "token", domain = "person.name" }
        'file."people.csv".email' = { transform = "token", domain = "person.email" }
        'file."people.csv".phone' = { transform = "phone", domain = "person.phone" }
        'file."people.csv".card_number' = { transform = "card", domain = "card" }
        'file."people.csv".notes' = { keep = "unguarded", reason = "invented" }
        """

    /// A folder with people, their catalog, a reversible plan and a key of its own.
    private func prepared() throws -> TestFolder {
        let people = try PeopleFixture.shared().folder
        let folder = try TestFolder()
        for name in ["people.csv", "catalog.json"] {
            try folder.write(name, bytes: people.bytes(name))
        }
        try folder.write("mask.toml", Self.plan)
        try bauta(folder, "key", "new", "--out", "mask.key")
        return folder
    }

    @discardableResult
    private func bauta(
        _ folder: TestFolder, _ arguments: String..., status: Int = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> ChildProcess.Outcome {
        let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
        #expect(
            outcome.status == status, "\(arguments): \(outcome.errors)",
            sourceLocation: sourceLocation)
        return outcome
    }

    private func mask(_ folder: TestFolder, to out: String, plan: String = "mask.toml") throws {
        try bauta(
            folder, "mask", "people.csv", "--catalog", "catalog.json", "--plan", plan, "--key",
            "file:mask.key", "--out", out)
    }

    @Test(arguments: ["csv", "jsonl", "copy"])
    func `an export of every format comes back byte for byte`(format: String) throws {
        let folder = try prepared()
        let source = try folder.bytes("people.csv")
        try mask(folder, to: "out." + format)
        #expect(try !folder.read("out." + format).contains("larkmail"))
        try bauta(
            folder, "unmask", "out." + format, "--catalog", "catalog.json", "--key",
            "file:mask.key", "--reason", "audit 4711", "--out", "back.csv")
        #expect(try folder.bytes("back.csv") == source)
        let manifest = try folder.read("back.csv.manifest.json")
        for part in ["\"unmask\"", "audit 4711", "\"user\"", "\"time\"", "people.csv"] {
            #expect(manifest.contains(part))
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("back.csv"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try bauta(
            folder, "unmask", "back.csv", "--catalog", "catalog.json", "--key", "file:mask.key",
            "--reason", "again", "--out", "twice.csv", status: 2)
    }

    @Test func `after a rotation old exports come back and remasked ones too`() throws {
        let folder = try prepared()
        try mask(folder, to: "old.csv")
        try bauta(folder, "key", "rotate", "mask.key")
        let listed = try bauta(folder, "key", "id", "file:mask.key", "--all").output
        #expect(listed.split(separator: "\n").count == 2 && listed.contains("1 retired "))
        try bauta(
            folder, "remask", "old.csv", "--catalog", "catalog.json", "--key", "file:mask.key",
            "--new-key", "file:mask.key", "--out", "new.csv")
        #expect(try folder.bytes("new.csv") != folder.bytes("old.csv"))
        try mask(folder, to: "direct.csv")
        #expect(try folder.bytes("new.csv") == folder.bytes("direct.csv"))
        let verify = ["--catalog", "catalog.json", "--key", "file:mask.key"]
        let verdict = try runBauta(
            arguments: ["verify", "new.csv", "--json"] + verify, workingFolder: folder.path)
        #expect(verdict.status == 0, "\(verdict.output)\(verdict.errors)")
        #expect(verdict.output.contains("\"expectedSurvivors\""))
        // A row of the source in its place is a survivor.
        let masked = try folder.read("new.csv")
        var rows = masked.split(separator: "\n")
        rows[7] = try folder.read("people.csv").split(separator: "\n")[7]
        try folder.write("new.csv", rows.joined(separator: "\n") + "\n")
        let leaking = try runBauta(
            arguments: ["verify", "new.csv"] + verify, workingFolder: folder.path)
        #expect(leaking.status == 1 && leaking.output.contains("source values looked for"))
        try folder.write("new.csv", masked)
        for export in ["old.csv", "new.csv"] {
            try bauta(
                folder, "unmask", export, "--catalog", "catalog.json", "--key", "file:mask.key",
                "--reason", "audit", "--out", "back.csv")
            #expect(try folder.bytes("back.csv") == folder.bytes("people.csv"))
        }
        try bauta(
            folder, "remask", "new.csv", "--catalog", "catalog.json", "--key", "file:mask.key",
            "--new-key", "file:mask.key", "--out", "same.csv", status: 2)
        #expect(!FileManager.default.fileExists(atPath: folder.path("same.csv")))
    }

    @Test func `one-way columns and foreign keys are refused without output`() throws {
        let folder = try prepared()
        try folder.write(
            "oneway.toml",
            Self.plan.replacing(
                "\"token\", domain = \"person.email\"",
                with: "\"email\", domain = \"person.email\""))
        try mask(folder, to: "out.csv", plan: "oneway.toml")
        let common = ["out.csv", "--catalog", "catalog.json", "--out", "back.csv"]
        let unmask = ["unmask", "--reason", "audit"] + common
        let refused = try runBauta(
            arguments: unmask + ["--key", "file:mask.key"], workingFolder: folder.path)
        #expect(refused.status == 2 && refused.errors.contains("email (email)"))
        #expect(refused.errors.contains("--column"))
        try bauta(folder, "key", "new", "--out", "other.key")
        let foreign = try runBauta(
            arguments: unmask + ["--key", "file:other.key"], workingFolder: folder.path)
        #expect(foreign.status == 2 && foreign.errors.contains("doesn't hold key"))
        let remask = ["remask", "--key", "file:mask.key", "--new-key", "file:other.key"] + common
        let kept = try runBauta(arguments: remask, workingFolder: folder.path)
        #expect(kept.status == 2 && kept.errors.contains("--keep-one-way"))
        try bauta(
            folder, "remask", "out.csv", "--catalog", "catalog.json", "--key", "file:mask.key",
            "--new-key", "file:other.key", "--keep-one-way", "--out", "half.csv")
        try bauta(
            folder, "verify", "half.csv", "--catalog", "catalog.json", "--key", "file:other.key")
        #expect(!FileManager.default.fileExists(atPath: folder.path("back.csv")))
        let blank = try runBauta(
            arguments: ["unmask", "--reason", " ", "--key", "file:mask.key"] + common,
            workingFolder: folder.path)
        #expect(blank.status == 64)
        let some = try runBauta(
            arguments: unmask + ["--key", "file:mask.key", "--column", #"file."people.csv".id"#],
            workingFolder: folder.path)
        #expect(some.status == 0, "\(some.errors)")
        let rows = try folder.read("back.csv").split(separator: "\n")
        #expect(rows[1].hasPrefix("1,bt1_") && rows.count == 201)
    }

    @Test func `a signed manifest is checked with the public key`() throws {
        let folder = try prepared()
        try bauta(folder, "key", "new", "--signing", "--out", "sign.key")
        for (key, name) in [("sign.key", "sign.pub"), ("other.key", "other.pub")] {
            if key == "other.key" { try bauta(folder, "key", "new", "--signing", "--out", key) }
            let line = try bauta(folder, "key", "export-public", "file:" + key).output
            #expect(line.hasPrefix("bauta-public-key-1:"))
            try folder.write(name, line)
        }
        try bauta(
            folder, "mask", "people.csv", "--catalog", "catalog.json", "--plan", "mask.toml",
            "--key", "file:mask.key", "--sign", "file:sign.key", "--out", "out.csv")
        func verify(_ publicKey: String, status: Int) throws {
            try bauta(
                folder, "verify", "out.csv", "--catalog", "catalog.json", "--key",
                "file:mask.key", "--public-key", publicKey, status: status)
        }
        try verify("sign.pub", status: 0)
        try verify("other.pub", status: 1)
        let manifest = try folder.read("out.csv.manifest.json")
        try folder.write("out.csv.manifest.json", manifest + " ")
        try verify("sign.pub", status: 1)
        try folder.write("out.csv.manifest.json", manifest)
        try folder.write("out.csv", try folder.read("out.csv") + "x\n")
        try verify("sign.pub", status: 1)
        try bauta(
            folder, "mask", "people.csv", "--catalog", "catalog.json", "--plan", "mask.toml",
            "--key", "file:sign.key", "--out", "no.csv", status: 2)
        try mask(folder, to: "out.csv")
        try verify("sign.pub", status: 1)
    }
}

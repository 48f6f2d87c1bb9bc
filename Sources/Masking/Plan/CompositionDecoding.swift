internal import Configuration

/// The options of the transforms that put values together or take them from elsewhere.
extension TransformDecoding {
    func composition(_ name: String) throws(ConfigurationError) -> MaskTransform {
        switch name {
        case "shuffle": .shuffle(window: try window())
        case "lookup": .lookup(file: try named("file"))
        case "template": .template(try template())
        default: .external(try external())
        }
    }

    private func window() throws(ConfigurationError) -> Int {
        let window = try table.integer("window") ?? MaskTransform.defaultWindow
        guard (2...MaskTransform.maximumWindow).contains(window) else {
            throw table.error(
                "expected 2 to \(MaskTransform.maximumWindow) rows", key: "window")
        }
        return window
    }

    private func template() throws(ConfigurationError) -> TextTemplate {
        let text = try named("template")
        do throws(TemplateError) {
            return try TextTemplate(text)
        } catch {
            throw table.error(error.problem, key: "template")
        }
    }

    private func external() throws(ConfigurationError) -> ExternalCommand {
        let seconds = try table.integer("timeout") ?? ExternalCommand.defaultTimeoutSeconds
        guard (1...ExternalCommand.maximumTimeoutSeconds).contains(seconds) else {
            throw table.error(
                "expected 1 to \(ExternalCommand.maximumTimeoutSeconds) seconds", key: "timeout")
        }
        return ExternalCommand(command: try named("command"), timeoutSeconds: seconds)
    }

    private func named(_ key: String) throws(ConfigurationError) -> String {
        let text = try table.requiredString(key)
        guard !text.isEmpty else { throw table.error("is empty", key: key) }
        return text
    }
}

import Sessions

/// The name of a picture that comes out of another session.
enum SessionSource {
    /// "0007-004.png"
    static func name(of session: Session, file: String) -> String {
        "\(SessionsFolder.folderName(session.number))-\(file)"
    }
}

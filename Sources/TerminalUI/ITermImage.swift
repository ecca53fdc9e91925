import Foundation

/// iTerm2's inline pictures.
enum ITermImage {
    /// A whole file, fitted by the terminal into a box of cells from the cursor on.
    static func shown(file: Data, size: CellSize) -> String {
        "\u{1B}]1337;File=inline=1;size=\(file.count);width=\(size.columns);height=\(size.rows);"
            + "preserveAspectRatio=1:\(file.base64EncodedString())\u{07}"
    }

    /// The same through tmux.
    ///
    /// tmux puts off moving the terminal's cursor, but for a wide character: that it writes at once. The picture goes back over
    /// it.
    static func shownThroughTmux(file: Data, size: CellSize) -> String {
        "\u{3000}" + Tmux.passingThrough("\u{1B}[2D\u{1B}7" + shown(file: file, size: size) + "\u{1B}8")
    }
}

import Foundation

/// iTerm2's inline pictures.
enum ITermImage {
    /// A whole file, fitted by the terminal into a box of cells from the cursor on.
    static func shown(file: Data, size: CellSize) -> String {
        "\u{1B}]1337;File=inline=1;size=\(file.count);width=\(size.columns);height=\(size.rows);"
            + "preserveAspectRatio=1:\(file.base64EncodedString())\u{07}"
    }
}

/// What tmux hands on to the terminal that it runs in, where its option allow-passthrough is on.
enum Tmux {
    static func passingThrough(_ sequence: String) -> String {
        "\u{1B}Ptmux;\(sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}"))\u{1B}\\"
    }
}

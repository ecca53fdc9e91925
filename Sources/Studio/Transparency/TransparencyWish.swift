/// Whether words ask for a picture without its ground: "turn it into a sticker", "remove the background".
package enum TransparencyWish {
    package static func isIn(_ instruction: String) -> Bool {
        let text = instruction.lowercased()
        let removing =
            #/\b(?:remove|erase|delete|drop|strip|cut out|cut away|take out|take away|get rid of)\b[^.,;]{0,20}\b(?:background|backdrop)\b/#
        let without = #/\b(?:transparent|no|without a|without any|without) background\b/#
        let transparent = #/\bbackground\b[^.,;]{0,12}\btransparent\b/#
        let cutting = #/\bstickers?\b|\bcut(?: |-)?out\b/#
        return text.contains(removing) || text.contains(without) || text.contains(transparent)
            || text.contains(cutting)
    }

    /// What a model is told that can't be asked for transparency: a ground that can be taken out surely.
    package static let words =
        " Paint it on one plain, evenly lit white background, without shadow, pattern or chequerboard."
}

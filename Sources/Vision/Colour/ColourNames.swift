import Colorimetry
import Foundation
import Wording

extension NamedColour {
    /// Whether people would call a colour by this name, in any light: "the white shirt" in shade is grey.
    func describes(_ colour: Lab) -> Bool {
        let own = OKLab.of(self)
        let difference = colour.x - own.x
        guard own.chroma > 0.05 else {
            guard colour.chroma < 0.06 else { return false }
            // White is seen down to a middle grey and black up to a dark one.
            return own.x > 0.85 ? colour.x > 0.55 : own.x < 0.3 ? colour.x < 0.45 : abs(difference) < 0.3
        }
        guard colour.chroma > 0.02 else { return own.chroma < 0.08 && abs(difference) < 0.2 }
        return hueDistance(colour.hue, own.hue) < 0.6 && abs(difference) < 0.4
    }
}

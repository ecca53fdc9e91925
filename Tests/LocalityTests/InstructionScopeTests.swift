import Locality
import Testing

@Suite struct InstructionScopeTests {
    @Test(
        "Style, restoration, light, season, background and viewpoint are of all of it",
        arguments: [
            "Change image to anime style.", "Restore and colorize this photo", "make it look like a watercolour",
            "in the style of Van Gogh", "make it night",
            "Change the season to winter",
            "change the background to a beach", "Adjust the background to a glass wall.", "black and white please",
            "remove the haze", "increase the resolution and sharpen it", "relight it from the left",
            "Make it a pencil drawing",
            "change the lighting to golden hour", "colourise",
        ])
    func whole(text: String) { #expect(InstructionScope(of: text) == .whole) }

    @Test(
        "All of it becomes another kind of picture",
        arguments: [
            "turn it into a sticker", "Transform this into a figurine", "make the whole picture into a poster",
            "Turn this into an oil painting", "convert the photo into a logo, please",
        ])
    func another(text: String) { #expect(InstructionScope(of: text) == .another) }

    @Test(
        "Adding, removing, replacing and writing are of a part",
        arguments: [
            "Add a green bowl on the branch", "Replace 'TRAIN' with 'PLANE'", "remove the man on the left",
            "Put a blue wizard's hat on the pumpkin", "Write a caption at the lower left: HELLO", "make the jacket red",
            "Change the outerwear to be made of top-grain calfskin.", "Make the swan lower its head to drink",
            "Remove the people in the background.", "change her dress to silk", "Erase the logo",
            "turn the cat into a dog",
            "give him a moustache",
            "Replace the motorcycle located in the lower center of the image with a black bicycle",
        ])
    func local(text: String) { #expect(InstructionScope(of: text) == .local) }

    @Test(
        "Words of both kinds, and of none, say nothing",
        arguments: ["", "Let her cry.", "smile", "🙂", "make it night and add a moon", "the man is facing the camera"])
    func unknown(text: String) { #expect(InstructionScope(of: text) == .unknown) }
}

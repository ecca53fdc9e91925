private import CTexts

/// The files of words that the program brings along, UTF-8 as it lies beside the module that reads it.
///
/// They are compiled in as C: of as many bytes Swift's optimiser makes half a minute's work.
public enum Texts {
    public static var german: UnsafeBufferPointer<UInt8> { text(german_text) }
    public static var germanThings: UnsafeBufferPointer<UInt8> { text(german_things_text) }
    public static var french: UnsafeBufferPointer<UInt8> { text(french_text) }
    public static var frenchThings: UnsafeBufferPointer<UInt8> { text(french_things_text) }
    public static var spanish: UnsafeBufferPointer<UInt8> { text(spanish_text) }
    public static var spanishThings: UnsafeBufferPointer<UInt8> { text(spanish_things_text) }
    public static var japanese: UnsafeBufferPointer<UInt8> { text(japanese_text) }
    public static var japaneseThings: UnsafeBufferPointer<UInt8> { text(japanese_things_text) }
    public static var models: UnsafeBufferPointer<UInt8> { text(models_text) }
    public static var tools: UnsafeBufferPointer<UInt8> { text(tools_text) }
    public static var pageDocument: UnsafeBufferPointer<UInt8> { text(page_document_text) }
    public static var pageStyle: UnsafeBufferPointer<UInt8> { text(page_style_text) }
    public static var pageScript: UnsafeBufferPointer<UInt8> { text(page_script_text) }
    public static var markScript: UnsafeBufferPointer<UInt8> { text(mark_script_text) }
    public static var replayStyle: UnsafeBufferPointer<UInt8> { text(replay_style_text) }

    private static func text(
        _ file: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8>?
    ) -> UnsafeBufferPointer<UInt8> {
        var size = 0
        let start = file(&size)
        return UnsafeBufferPointer(start: start, count: size)
    }
}

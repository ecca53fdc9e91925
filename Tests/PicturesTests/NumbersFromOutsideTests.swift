import Foundation
import Pictures
import Testing

@Suite("Numbers from outside") struct NumbersFromOutsideTests {
    @Test("A number beyond what an Int holds becomes the nearest one")
    func saturating() {
        #expect(Int(saturating: 1e30) == .max && Int(saturating: .infinity) == .max)
        #expect(Int(saturating: -1e30) == .min && Int(saturating: -.infinity) == .min)
        #expect(Int(saturating: .nan) == 0)
        #expect(Int(saturating: 2.5) == 3 && Int(saturating: -2.4) == -2)
        #expect(Int(saturating: 9.3e18) == .max)
        #expect(Int.max.addingSaturating(1) == .max && Int.min.addingSaturating(-1) == .min)
        #expect(5.addingSaturating(-7) == -2)
    }

    @Test(
        "Sizes and rectangles that no picture has are not read",
        arguments: [
            #"{"width":0,"height":1}"#, #"{"width":-1,"height":1}"#, #"{"width":9223372036854775807,"height":1}"#,
            #"{"width":1e30,"height":1}"#,
        ])
    func sizes(json: String) throws {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(PixelSize.self, from: Data(json.utf8)) }
        let rectangle = json.dropLast() + #","x":0,"y":-9223372036854775808}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Rectangle.self, from: Data(rectangle.utf8)) }
    }

    @Test("Directories of a TIFF that all lie over the same bytes are read no further than a file's own would be")
    func overlappingDirectories() throws {
        // 3,000 of them one behind the other, the only entry of each with the whole file for its value.
        var data = Data("II*\0".utf8)
        func append(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
        }
        append(UInt32(8))
        for index in 0..<3000 {
            append(UInt16(1))
            append(UInt16(34675))
            append(UInt16(3))
            append(UInt32(27_000))
            append(UInt32(8))
            append(UInt32(index == 2999 ? 0 : data.count + 4))
        }
        let file = try #require(TIFFDirectories(data))
        let values = file.chain.flatMap(\.values)
        #expect(values.first?.numbers.count == 27_000)
        #expect(values.reduce(0) { $0 + $1.value.count } < data.count + (1 << 24))
        #expect(file.chain.count > 300)
    }

    @Test("A frame whose picture lies beside what is sent is not read; what was written is read back")
    func frames() throws {
        let frame = Frame(
            fitting: PixelSize(width: 300, height: 200), into: [PixelSize(width: 1024, height: 1024)])
        let json = try JSONEncoder().encode(frame)
        #expect(try JSONDecoder().decode(Frame.self, from: json) == frame)
        let text = String(decoding: json, as: UTF8.self)
        for number in ["9223372036854775807", "-9223372036854775808", "-1", "1025"] {
            let changed = text.replacing(/"y":\d+/, with: "\"y\":\(number)")
            #expect(changed != text)
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Frame.self, from: Data(changed.utf8)) }
        }
    }
}

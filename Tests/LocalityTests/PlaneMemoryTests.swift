import Locality
import Testing

/// One after the other: there is one shelf for all.
@Suite("Memory of planes", .serialized) struct PlaneMemoryTests {
    @Test("While work is under way a block that is gone is the next one of its size, and none of another size")
    func reuse() {
        PlaneMemory.open()
        defer { PlaneMemory.close() }
        let size = 1_234_567
        let block = PlaneMemory.allocate(bytes: size)
        PlaneMemory.deallocate(block, bytes: size)
        let other = PlaneMemory.allocate(bytes: size + 1)
        let same = PlaneMemory.allocate(bytes: size)
        #expect(other != block && same == block)
        let fresh = PlaneMemory.allocate(bytes: size)
        #expect(fresh != block, "what is in use is given to nobody else")
        PlaneMemory.deallocate(other, bytes: size + 1)
        for block in [same, fresh] { PlaneMemory.deallocate(block, bytes: size) }
    }

    @Test("A plane begins with what its maker fills in, whatever memory it got")
    func contents() {
        PlaneMemory.open()
        defer { PlaneMemory.close() }
        for value: Float in [3, 7] {
            let plane = Plane(width: 700, height: 500, filledWith: value)
            #expect((0..<plane.count).allSatisfy { plane.values[$0] == value })
            let mask = MaskPlane(width: 700, height: 500)
            #expect(mask.area == 0)
            for i in 0..<mask.count { mask.values[i] = 1 }
        }
    }
}

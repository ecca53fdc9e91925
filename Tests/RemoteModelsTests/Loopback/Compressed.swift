import Foundation

/// One answer with a small picture, compressed by other programs (Python's zlib, gzip and brotli), in base64.
enum Compressed {
    static let plain =
        "eyJjYW5kaWRhdGVzIjogW3siY29udGVudCI6IHsicGFydHMiOiBbeyJpbmxpbmVEYXRhIjogeyJtaW1lVHlwZSI6ICJpbWFnZS9w"
        + "bmciLCAiZGF0YSI6ICJpVkJPUncwS0dnb0FBQUFOU1VoRVVnQUFBQkFBQUFBTUNBSUFBQURraGFyV0FBQUJWa2xFUVZSNDJnM0xv"
        + "UUhFSUJBQVFUckFvS014NmVBNndLQ2pNZW5nNUxvWU5CcERCOWRCRERvYVF5Zi80OGM1aDNjY2p0TWhqdVM0SExkREhZK2pPWWJE"
        + "SEsvamMyeUhjd0VmT0FKblFBSXBjQVh1Z0FhZVFBdU1nQVhld0JmWTRSOGlQbkpFem9oRVV1U0szQkdOUEpFV0dSR0x2SkV2c3VN"
        + "L0NGNDRoRk1RSVFtWGNBc3FQRUlUaG1EQ0szekNsbi9JK015Uk9UT1NTWmtyYzJjMDgyUmFabVFzODJhK3pNNy9VUENGbzNBV3BK"
        + "QUtWK0V1YU9FcHRNSW9XT0V0ZklWZC9rSHh5cUdjaWloSnVaUmJVZVZSbWpJVVUxN2xVN2IrUThWWGpzcFprVXFxWEpXN29wV24w"
        + "aXFqWXBXMzhsVjIvWWVPN3h5ZHN5T2QxTGs2ZDBjN1Q2ZDFSc2M2YitmcjdQNFBoamNPNHpURVNNWmwzSVlhajlHTVlaanhHcCt4"
        + "N1I4bWZuSk16b2xNMHVTYTNCT2RQSk0yR1JPYnZKTnZzdWMvTFB6aVdKd0xXYVRGdGJnWHVuZ1diVEVXdG5nWDMySXZmdWQwQnZE"
        + "MzBSVXNBQUFBQUVsRlRrU3VRbUNDIn19XX0sICJmaW5pc2hSZWFzb24iOiAiU1RPUCJ9XX0="
    static let gzip =
        "H4sIAAAAAAACAy1Sx3KjQBD9FRdXbRUYsMC+kYQII3LS1h6GIYcBCZCEXP73xd7tS/cLh67u90kgiLM6g3M+ER8vvz8JNOA5x/MG"
        + "PokRXuf/dI27GucynOGP0td97q9jvgGi7mGZkyMuiV8vRPbPQdShaLl3ylDLQdjq5AWVEpTbJH5DAUiCtjW5reA1+mbDtlOc0GXp"
        + "kjEH56hom8/xr8JggMc+F/Z3Q2pAjss3c0hO4iiL75koywN01oJkefRWMQg1M6iaxWOPZiYfk11jJal8NMgG0esR3ZXCEnTsCNqI"
        + "hHgpBZg7wgJKIc7vYpGwLl/bWFeew7bn4hmMqJ5sXYlUVzVvunKbFkBKB5atDsDRnD5GwnSxFc2velkymKfUYVLbgdW1fMvzzu0V"
        + "0YjiaReee2fiabh7Ao4MbOkwMEI06oIR7pQFWso4A22ILGUutDAj2+Njvaiorit9ObtpkIdu32hB8Mp1AZfuHD6Mm2k8t8HlEusR"
        + "N4wRpupLk4wRw3chTSa5xT3WbFqt7NVs9xmFOH+fvboT2qe74srZrF01yGKfvuKBc8doCWzeVZCcm4c67h6cy/cF1sFz6AC1eJAR"
        + "rczWAa26VnrTT9sNEGnazzrS72YE/cOclvGCyyj1lWjGZczQ2q1YMkq8yQzlBtPPp5Xu4Lfe4vSSRHx9/fnaMlLUuJ4qN4fTgL+z"
        + "4vmWTWzSX5wymq+NAgAA"
    /// Of two members, one after the other.
    static let gzipInTwo =
        "H4sIAAAAAAACAy2OTXOCMBiE/4qTaztDR9GxvSUk8hk1+Mn0lIYYghKogtT65xvb7uXdZ9897B0IbnKd81ZewNvg/Q5EbVppWgt3"
        + "0PBz+x9rc9JGYt7y30+lK7m+NdIC0BVX0mmMAs8DkP81gN6iRdq/xL6qodV8tSnIRlmHHgipB0N78LHg590j3R5PhG1Td6hGSc0C"
        + "EtoeW59hHdOviYSTPvZKKo0aJ3U2Rw1GrznCuObsdnDcqRgXIyHKlhZlt3KDJMdB9lQusg8cxE4phrdA9OSwgJFhMGwE3HcKcslg"
        + "RxXcyx4dMjed6qWJyHdtd3areIT8+TIiOz/1k2tErpeOOt7MdYsZZSGr9gJePpckXBcV9uIfXng18kYBAAAfiwgAAAAAAAIDFcnb"
        + "boIwAADQXzG8sgQEY9nelCGD2RXLpUCyB6Ci3MFSBiT++7bzetRVr1vJEuGCkYdcN64emZLJmoKTuLkwTUnEFQLJd/RTpx5Ibx8+"
        + "A9HgCTL6EVodQcaYWwGVqo95GcysKO42j3HqXwPclJbvb0Htg1S8aEFYsj6u/GEIbQK6nrRyMZRRT1StDhQpuiIwL5QtiG7P1Z7K"
        + "GfD2dItZtk/F/AGcnXMvM7RbPcOFca1aUVK+mjCKy9nsxRlgrclbG65dDWXuJuoRUceGiolROtlfE+OZdHbWgtg/Z5J4pzG9hby9"
        + "kdQzyNjeQlWxppxT+Ti9qzL22eGfUZ+8yuWXRteF5/P7+bIR8qIt2B1fE9a1wttGcD3kCH/1Cy/PkW9HAQAA"
    static let deflate =
        "eNotUsdyo0AQ/RUXV20VGLDAvpGECCNy0tYehiGHAQmQhFz+98Xe7Uv3C4eu7vdJIIizOoNzPhEfL78/CTTgOcfzBj6JEV7n/3SN"
        + "uxrnMpzhj9LXfe6vY74Bou5hmZMjLolfL0T2z0HUoWi5d8pQy0HY6uQFlRKU2yR+QwFIgrY1ua3gNfpmw7ZTnNBl6ZIxB+eoaJvP"
        + "8a/CYIDHPhf2d0NqQI7LN3NITuIoi++ZKMsDdNaCZHn0VjEINTOomsVjj2YmH5NdYyWpfDTIBtHrEd2VwhJ07AjaiIR4KQWYO8IC"
        + "SiHO72KRsC5f21hXnsO25+IZjKiebF2JVFc1b7pymxZASgeWrQ7A0Zw+RsJ0sRXNr3pZMpin1GFS24HVtXzL887tFdGI4mkXnntn"
        + "4mm4ewKODGzpMDBCNOqCEe6UBVrKOANtiCxlLrQwI9vjY72oqK4rfTm7aZCHbt9oQfDKdQGX7hw+jJtpPLfB5RLrETeMEabqS5OM"
        + "EcN3IU0mucU91mxarezVbPcZhTh/n726E9qnu+LK2axdNchin77igXPHaAls3lWQnJuHOu4enMv3BdbBc+gAtXiQEa3M1gGtulZ6"
        + "00/bDRBp2s860u9mBP3DnJbxgsso9ZVoxmXM0NqtWDJKvMkM5QbTz6eV7uC33uL0kkR8ff352jJS1LieKjeH04C/s+L5lk1s0l/C"
        + "JNb1"
    /// As some servers send it, without zlib's head.
    static let deflateRaw =
        "LVLHcqNAEP0VF1dtFRiwwL6RhAgjctLWHoYhhwEJkIRc/vfF3u1L9wuHru73SSCIszqDcz4RHy+/Pwk04DnH8wY+iRFe5/90jbsa"
        + "5zKc4Y/S133ur2O+AaLuYZmTIy6JXy9E9s9B1KFouXfKUMtB2OrkBZUSlNskfkMBSIK2Nbmt4DX6ZsO2U5zQZemSMQfnqGibz/Gv"
        + "wmCAxz4X9ndDakCOyzdzSE7iKIvvmSjLA3TWgmR59FYxCDUzqJrFY49mJh+TXWMlqXw0yAbR6xHdlcISdOwI2oiEeCkFmDvCAkoh"
        + "zu9ikbAuX9tYV57DtufiGYyonmxdiVRXNW+6cpsWQEoHlq0OwNGcPkbCdLEVza96WTKYp9RhUtuB1bV8y/PO7RXRiOJpF557Z+Jp"
        + "uHsCjgxs6TAwQjTqghHulAVayjgDbYgsZS60MCPb42O9qKiuK305u2mQh27faEHwynUBl+4cPoybaTy3weUS6xE3jBGm6kuTjBHD"
        + "dyFNJrnFPdZsWq3s1Wz3GYU4f5+9uhPap7viytmsXTXIYp++4oFzx2gJbN5VkJybhzruHpzL9wXWwXPoALV4kBGtzNYBrbpWetNP"
        + "2w0QadrPOtLvZgT9w5yW8YLLKPWVaMZlzNDarVgySrzJDOUG08+nle7gt97i9JJEfH39+doyUtS4nio3h9OAv7Pi+ZZNbNJf"
    static let brotli =
        "G4wCAJwHdqwBu5yaKO89Uops7Q1uq9SvviDnccDwYdZEvPtYunQGiC0PPKEwzLG+otmAugGOaKgDnzDNbpZ4kI/PFWTttXZsQ31b"
        + "XJirCUoXlAvDy6Gw1ZZtOqTz0IHAhi6/hdwB3BxKNXZc4vIeBKWYdgHtHBAFGNFAABtTF+Hk+p906gbqjvEg87vc6zwUKAB0awK9"
        + "hI5XCl67RFco7fKn3PsKNTDUN6EYpg/1M8Men/hZ3OO4WlBRreaDlxOG938q1Y8YXsKqmDz5eIeZCsROB8IQA2/NQZjqYEU58NKd"
        + "yvyH8Sm1ToRXX0B7NaU7xSmaCF3O4ORNhNu8IoxmH4+CRbqgt14M5lGDglW0DC3dL7rpMOEHnYZqqaYZ1FNMxviHNMKg1ecPGf5c"
        + "6I3ZGs32d+AOIpCcH7iGKhwWJPSuCpdMcBKs5o9z5OKyLMQ1MCI7dYy2EmybeDf2O/rRP45XzUNQ2+Poie67H9wOL8fKH9z7p3FI"
        + "zE/V93Em86kmhFy/Ejx+W6+EMOb4Ff1k01t7aEUVq4/LgiYKmrvgh9WXQ35QHdzwc7yNT5t1Irr6BuGrGd4pNdFERHKGGm2iss1r"
        + "jMnaVbriLruhxS5R7q1d7kYWdJcu9+6ksGVrglMbc8cNewb0AhvWqs1Vb2n6xuVWyh+0cF7atFQNnwc="

    /// Bytes as gzip has them without making them fewer; no more than 64 KB.
    static func stored(_ bytes: Data) -> Data {
        func little(_ value: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        var check = UInt32.max
        for byte in bytes {
            check ^= UInt32(byte)
            for _ in 0..<8 { check = check & 1 == 1 ? check >> 1 ^ 0xEDB8_8320 : check >> 1 }
        }
        let count = UInt32(bytes.count)
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(count, 2) + little(~count, 2)
        return Data(head) + bytes + Data(little(~check, 4) + little(count, 4))
    }

    static func data(_ text: String) -> Data { Data(base64Encoded: text) ?? Data() }
}

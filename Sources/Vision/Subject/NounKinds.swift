import Wording

/// What sort of thing a noun names, as far as the class network can contradict it: what it is sure is a cat is no rose.
enum NounKind {
    case animal, vehicle, other
    /// What may look like anything: "toy", "statue".
    case likeness
    /// What somebody may have on.
    case worn
    private static let animals = Set(Nouns.animals)
    private static let vehicles = Set(Nouns.vehicles)
    private static let wornThings = Set(Nouns.worn)
    private static let likenesses = Set(
        "mouse,toy,toys,teddy,teddy bear,doll,robot,drone,statue,sculpture,trophy,logo mark,mascot,icon,balloon,balloons"
            .split(separator: ",").map(String.init))

    private static let surfaces = Set(
        """
        carpet,rug,floor,floorboards,tiles,tiling,parquet,ceiling,wallpaper,plaster,panelling,paneling,brick,bricks,brickwork,\
        stonework,concrete,curtain,curtains,drapes,tablecloth,table top,tabletop,bedspread,ground,soil,earth,sand,beach,snow,gravel,\
        mulch,mud,road,street,asphalt,tarmac,pavement,paving,sidewalk,path,driveway,field,fields,backdrop
        """.split(separator: ",").map(String.init))

    private static let partsOfSomebody = Set(
        """
        face,faces,head,nose,nostril,ear,ears,beard,moustache,mustache,goatee,stubble,sideburns,skin,cheek,cheeks,forehead,chin,jaw,neck,\
        throat,mouth,lip,lips,teeth,tongue,eye,eyes,eyelid,eyelids,eyebrow,eyebrows,brow,brows,eyelashes,lashes,dimple,freckle,freckles,\
        makeup,make up,lipstick,mascara,eyeliner,blush,scar,tattoo,blood,mole,spot,hand,hands,finger,fingers,thumb,nail,nails,arm,arms,\
        elbow,shoulder,shoulders,chest,leg,legs,knee,knees,foot,feet,toe,toes,body,person,man,woman,child,boy,girl,baby
        """.split(separator: ",").map(String.init))

    init(of noun: String) {
        self =
            Self.animals.contains(noun)
            ? .animal
            : Self.vehicles.contains(noun)
                ? .vehicle
                : Self.wornThings.contains(noun) ? .worn : Self.likenesses.contains(noun) ? .likeness : .other
    }

    init(of thing: Thing) {
        switch thing {
        case .bird, .cat, .cow, .dog, .horse, .sheep: self = .animal
        case .aeroplane, .bicycle, .boat, .bus, .car, .motorbike, .train: self = .vehicle
        case .subject: self = .likeness
        case .bottle, .chair, .table, .person, .plant, .sofa, .monitor: self = .other
        }
    }

    /// Whether it names what things stand on or before, and what is marked with them: "carpet".
    static func isSurface(_ noun: String) -> Bool { surfaces.contains(noun) }

    /// Whether it names somebody, or what of somebody is skin or lies on it: "nose", "beard".
    static func isOfSomebody(_ noun: String) -> Bool { partsOfSomebody.contains(noun) }

    /// Whether one and the same thing may be called both.
    func mayBe(_ other: NounKind) -> Bool { self == .likeness || other == .likeness || self == other }
}
